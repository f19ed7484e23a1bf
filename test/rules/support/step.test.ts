import { expect, test } from "vitest"
import type { Image } from "../../../src/model/index.ts"
import { describeLayer } from "../../../src/rules/support/step.ts"

const described = (instruction: string, text: string): string =>
  describeLayer({ config: { history: [{ index: 0, layer: 0, instruction, text }] } } as unknown as Image, 0)

test("a layer is described by the line that made it", () => {
  expect(described("COPY", "COPY app /app")).toBe("layer 0 (COPY app /app)")
  expect(described("WORKDIR", "WORKDIR /app")).toBe("layer 0 (WORKDIR /app)")
  expect(described("", "")).toBe("layer 0")
})

test("a line that writes no file is not blamed for those of a layer that was built in one piece", () => {
  expect(described("CMD", 'CMD ["serve"]')).toBe('layer 0 (the lines up to CMD ["serve"])')
})
