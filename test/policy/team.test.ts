import { expect, test } from "vitest"
import type { RuleSetting } from "../../src/model/index.ts"
import { auditDockerfile } from "../support/rule.ts"

// What a team asks of labels, runtimes and platforms is as severe as it says.
const TEXT = `
  # archive: index says linux/amd64
  FROM scratch
  LABEL com.example.team=shop org.opencontainers.image.source=https://gitlab.example/shop
  ENV NODE_VERSION=24.1.0
  COPY --chmod=755 <<EOF /usr/local/bin/node
  EOF
  USER 10001:10001`

const NODE = "base/runtime-eol"
test.each<[string, RuleSetting, boolean]>([
  ["labels/missing", { severity: "high", required: ["com.example.team"] }, false],
  ["labels/missing", { severity: "high", required: ["com.example.cost-center"] }, true],
  ["labels/missing", { severity: "low", required: ["com.example.cost-center"] }, false],
  ["labels/missing", { severity: "high", required: [], patterns: { "com.example.team": "sh*" } }, false],
  ["labels/missing", { severity: "high", required: [], patterns: { "com.example.team": "cart" } }, true],
  [NODE, { ranges: { node: ">=22" } }, false],
  [NODE, { ranges: { node: ">=26" } }, true],
  [NODE, { severity: "low", ranges: { node: ">=26" } }, false],
  ["platform/missing", { severity: "high", required: ["linux/amd64"] }, false],
  ["platform/missing", { severity: "high", required: ["linux/amd64", "linux/arm64"] }, true],
  ["platform/missing", { required: ["linux/arm64"] }, false],
])("%s set to %j", async (rule, setting, isFailing) => {
  const { failures } = await auditDockerfile(TEXT, { settings: { rules: { [rule]: setting } } })
  expect(failures.some(({ id }) => id === rule)).toBe(isFailing)
})
