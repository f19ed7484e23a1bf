import { expect, it } from "vitest"
import type { Detector } from "../../../src/secrets/detector.ts"
import { FAMILIES } from "../../../src/secrets/detectors/index.ts"
import { matchAt } from "../../../src/secrets/match.ts"

const SIZE = 16 * 1024
/** Milliseconds that a megabyte of a pattern's worst input may take: 24 MB in less than half a minute, on a slow machine. */
const LIMIT = 1200
const BEFORE = 120
const AFTER = 4096

const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)

/** What each mark is followed by: nothing, long runs of what tokens are made of, and what nearly is one. */
const TAILS = [
  "",
  " ",
  "a",
  "A1b2C3d4E5f6G7h8",
  "0123456789abcdef".repeat(4),
  "0123456789abcdef".repeat(320),
  "A".repeat(5000),
  "aB3_-".repeat(1000),
  "a.b-".repeat(1200),
  "9:".repeat(2000),
  "a:b@".repeat(1000),
  " ".repeat(4000),
  "PRIVATE KEY-----\n".concat("QUJD\n".repeat(900)),
]
/** Inputs for patterns that the plain tails don't reach into. */
const OTHERS = [
  "://a:b@",
  "://a:@@@@",
  "curl -u ",
  "curl c",
  `curl ${" -u a".repeat(60)}`,
  "-----BEGIN PRIVATE KEY-----",
  "eyJhbGciOi.eyJhbGciOi.",
  "$6$a$",
  "AKIAAAAAAAAAAAAAAAAA a ",
  "PuTTY-User-Key-File-3: a\nEncryption: none\n",
  `"private_key": "-----BEGIN `,
]

/** A mark so often in a row that the row may be a token. */
const REPEATS = [6, 12, 25, 50]

/** CPU time for one look at each place where a mark of `detector` stands in `text`, in windows as the engine has them. */
function timeFor(detector: Detector, text: string): number {
  const start = process.cpuUsage()
  for (const mark of detector.marks)
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      const from = Math.max(0, at - BEFORE)
      matchAt(detector, text.slice(from, at + AFTER), at - from)
    }
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const perMegabyte = (milliseconds: number): number => (milliseconds * 2 ** 20) / SIZE

it("takes time in proportion to the text, whatever the text is", { timeout: 60_000 }, () => {
  const slow: string[] = []
  for (const detector of FAMILIES) {
    const [mark = ""] = detector.marks
    for (const unit of [
      ...TAILS.map((tail) => mark + tail),
      ...REPEATS.map((times) => `${mark.repeat(times)} `),
      ...OTHERS,
    ]) {
      const text = fill(unit)
      if (!detector.marks.some((each) => text.includes(each))) continue
      let best = perMegabyte(timeFor(detector, text))
      for (let again = 0; again < 3 && best > LIMIT; again++)
        best = Math.min(best, perMegabyte(timeFor(detector, text)))
      if (best > LIMIT) slow.push(`${detector.type}: ${Math.round(best)} ms/MB of ${JSON.stringify(unit.slice(0, 40))}`)
    }
  }
  expect(slow).toEqual([])
})
