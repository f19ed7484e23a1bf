import { expect, it } from "vitest"
// @ts-expect-error: a script of the build, without types
import { committed, compile } from "../../config/wasm.js"

it("is what its source compiles to: else run `npm run wasm`", async () => {
  expect(await committed()).toBe(await compile())
}, 60_000)
