import { expect, it } from "vitest"
import { CODE, fast, scanFile } from "./support.ts"

it("names few places for a closer look in code full of tokens and keys", () => {
  const { hits } = scanFile(fast, CODE)
  expect(hits.length / (CODE.length / 1e6)).toBeLessThan(10)
})

it("costs little for a small file", () => {
  const small = CODE.subarray(100_000, 100_300)
  for (let run = 0; run < 20_000; run++) scanFile(fast, small)
  const start = process.cpuUsage()
  for (let run = 0; run < 20_000; run++) scanFile(fast, small)
  expect(process.cpuUsage(start).user / 20_000).toBeLessThan(20)
})
