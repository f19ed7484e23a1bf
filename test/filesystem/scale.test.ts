import { expect, it } from "vitest"
import { directory, file, hardlink, opaque, symlink, whiteout, type Row } from "../support/listing.ts"
import { merge } from "./support.ts"

// Work that grows with the square of these takes minutes, linear work a fraction of the time allowed.
const COUNT = 100_000
const ALLOWED = 15_000
const rows = (make: (index: number) => Row): Row[] => Array.from({ length: COUNT }, (_, index) => make(index))
const files = rows((index) => file(`d/${index % 100}/${index}`, 2, { hash: index }))

it("removes files one by one from a large tree", { timeout: ALLOWED }, () => {
  const { totals } = merge(files, rows((index) => whiteout(`d/${index % 100}/${index}`)).slice(0, 2000))
  expect(totals).toMatchObject({ files: COUNT - 2000, wasted: 4000 })
})

it("removes a large directory once, however often that is said", { timeout: ALLOWED }, () => {
  expect(
    merge(
      files,
      rows(() => whiteout("d")),
    ).totals,
  ).toMatchObject({ files: 0, wasted: 2 * COUNT })
  expect(
    merge(
      files,
      rows(() => opaque("d")),
    ).totals,
  ).toMatchObject({ files: 0, wasted: 2 * COUNT })
})

it("writes one path again and again", { timeout: ALLOWED }, () => {
  const same = merge(rows((index) => (index % 2 ? file("a/b", 2) : directory("a/b"))))
  expect(same.totals).toMatchObject({ files: 1, wasted: COUNT - 2 })
  expect(same.waste).toHaveLength(COUNT / 2 - 1)
})

it("settles long chains and circles of hard links", { timeout: ALLOWED }, () => {
  const chain = rows((index) => (index === COUNT - 1 ? file(`${index}`, 5) : hardlink(`${index}`, `${index + 1}`)))
  expect(merge(chain).totals).toMatchObject({ files: COUNT, filesystem: 5 })
  expect(merge(rows((index) => hardlink(`${index}`, `${(index + 1) % COUNT}`))).missingLinkTargets).toHaveLength(COUNT)
})

it("writes through a symlink with a long target", { timeout: ALLOWED }, () => {
  const linked = merge([symlink("l", "a/".repeat(2000)), ...rows((index) => file(`l/${index}/x`))])
  expect(linked.totals).toMatchObject({ files: COUNT })
})
