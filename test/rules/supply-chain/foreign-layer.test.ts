import { expect, test } from "vitest"
import foreignLayer from "../../../src/rules/supply-chain/foreign-layer.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const app = "COPY <<EOF /app\nEOF"
const ALSO_AT = "may also be had at https://layers.example.com/base.tar"
const AT = "is to be had at https://layers.example.com/base.tar"

testRule(foreignLayer, {
  catches: {
    [`# archive: layer 0 ${AT}\n${app}`]:
      "Layer 0 (COPY <<EOF /app) is a foreign layer: a registry doesn't keep it, and whoever pulls the image fetches it from layers.example.com.",
    [`# archive: layer 1 ${AT}\n${app}\nCOPY <<EOF /b\nEOF`]:
      "Layer 1 (COPY <<EOF /b) is a foreign layer: a registry doesn't keep it, and whoever pulls the image fetches it from layers.example.com.",
    [`# archive: layer 0 ${ALSO_AT}\n${app}`]:
      "Layer 0 (COPY <<EOF /app) may be fetched from layers.example.com, not from the image's registry.",
  },
  ignores: ["FROM scratch", app],
})

test("is medium, low where the registry has it too, and info in a Windows image, whose bases were long made so", async () => {
  const [linux] = await findingsOf(foreignLayer, `# archive: layer 0 ${AT}\n${app}`)
  const [windows] = await findingsOf(
    foreignLayer,
    `# archive: layer 0 ${AT}\nFROM --platform=windows/amd64 scratch\n${app}`,
  )
  const [also] = await findingsOf(foreignLayer, `# archive: layer 0 ${ALSO_AT}\n${app}`)
  expect([linux?.severity, windows?.severity, also?.severity]).toEqual(["medium", "info", "low"])
  expect(linux?.location).toEqual({ kind: "layer", layer: 0, history: 0 })
})
