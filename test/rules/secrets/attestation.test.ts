import { expect, test } from "vitest"
import rule from "../../../src/rules/secrets/attestation.ts"
import { random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const token = random(24)
const PROVENANCE = "# archive: provenance with the build argument"

testRule(rule, {
  catches: {
    [`${PROVENANCE} NPM_TOKEN=${token}\nUSER 1`]:
      "The attestation of the build holds a credential (NPM_TOKEN): ****…**** (24 characters).",
    [`${PROVENANCE} SOURCE=https://ci:${token}@git.corp.io/shop.git\nUSER 1`]:
      "The attestation of the build holds a password in a URL (SOURCE): ****…**** (24 characters).",
  },
  ignores: [
    "FROM scratch",
    `${PROVENANCE} VERSION=1.4.2\nUSER 1`,
    `${PROVENANCE} SOURCE=https://git.corp.io/shop.git\nUSER 1`,
    // The config says it too: whoever mends that mends this.
    `${PROVENANCE} NPM_TOKEN=${token}\nARG NPM_TOKEN=${token}\nRUN npm ci`,
  ],
})

test("says where in the statement, and to use no argument", async () => {
  const [finding] = await findingsOf(rule, `${PROVENANCE} NPM_TOKEN=${token}\nUSER 1`)
  expect(finding?.location).toEqual({
    kind: "attestation",
    key: "predicate.invocation.parameters.args.build-arg:NPM_TOKEN",
  })
  expect(finding?.remedy).toMatch(/^Give it to the build by `RUN --mount=type=secret`, never as an argument/)
})
