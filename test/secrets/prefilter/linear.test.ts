import { expect, it } from "vitest"
import { CODE, fast, latin1 } from "./support.ts"

const SIZE = 8 << 20

/** CPU seconds, for the machine may be busy. */
function secondsFor(text: string): number {
  const bytes = Buffer.alloc(SIZE, latin1(text))
  const start = process.cpuUsage()
  for (let from = 0; from < SIZE; from += fast.buffer.length) {
    fast.buffer.set(bytes.subarray(from, from + fast.buffer.length))
    for (fast.scan(0, 0, fast.buffer.length); fast.stopped < fast.buffer.length;)
      fast.scan(fast.stopped, fast.buffer.length, fast.buffer.length)
  }
  return process.cpuUsage(start).user / 1e6
}

it("takes no more than a few times as long for the worst input as for code", () => {
  secondsFor(CODE.toString("latin1"))
  const code = secondsFor(CODE.toString("latin1"))
  const worst = [
    ..."AKIA AKIA. sk-ant- MT. -----BEGIN pass key_ secret- token= eyJ a.a.a. \\n %3D \x1b[ - :// https://a:b@ ://a:b $1$ Q~".split(
      " ",
    ),
    " ",
    'password = "',
    'password = "hunter2" ',
    "pass:\n",
    `${"pass_".repeat(12)}${" ".repeat(60)}`,
    `${"key-".repeat(15)}=${"a".repeat(40)}`,
    `authorization: ${"abcdefghijkl ".repeat(3)}`,
    `://${"a:".repeat(125)}`,
    "aB3xY9zQ1mN7pL5k/",
  ]
  for (const text of worst) expect(secondsFor(text), JSON.stringify(text)).toBeLessThan(60 * code + 0.2)
})
