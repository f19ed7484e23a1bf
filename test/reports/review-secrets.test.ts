import { expect, test } from "vitest"
import { render, type Finding } from "../../src/index.ts"
import { IMAGE, REPORT } from "./sample.ts"

const WARNING = "# The next command prints the secret itself"
const setting = (rule: string, rest: Partial<Finding>): Finding => ({
  fingerprint: "0123456789abcdef",
  rule,
  severity: "low",
  message: `Said by ${rule}.`,
  remedy: "",
  location: { kind: "env", key: "API_TOKEN" },
  status: "new",
  ...rest,
})
const partOf = (text: string, rule: string): string =>
  text.split("#### ").find((part) => part.includes(`Said by`) && part.includes(rule)) ?? ""

test("a rule that knows of no credential warns too, where another found one at the same place", async () => {
  const secret = { type: "github-token", redacted: "ghp_****" }
  const findings = [
    setting("secrets/env", { severity: "critical", secret }),
    setting("env/debug", {}),
    setting("env/proxy", { location: { kind: "env", key: "HTTP_PROXY" } }),
  ]
  const text = await render("review", { ...REPORT, images: [{ ...IMAGE, findings }] })
  expect(partOf(text, "secrets/env")).toContain(WARNING)
  expect(partOf(text, "env/debug")).toContain(WARNING)
  expect(partOf(text, "env/proxy")).not.toContain(WARNING)
})
