import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import rule from "../../../src/rules/secrets/label.ts"
import { oci } from "../../support/archive.ts"
import { githubToken, random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { withFile } from "../../support/with-file.ts"
import { placesOf } from "./planted.ts"

const token = githubToken()
const password = random(16)

testRule(rule, {
  catches: {
    [`LABEL deploy.note="use ${token}"`]: "The label deploy.note holds a GitHub token: ghp_****…**** (40 characters).",
    [`LABEL source=https://ci:${password}@git.corp.io/shop.git`]:
      "The label source holds a password in a URL: ****…**** (16 characters).",
    [`LABEL deploy.password=${password}`]: "The label deploy.password holds a credential: ****…**** (16 characters).",
    [`LABEL config="${Buffer.from(`{"t":"${token}"}`).toString("base64")}"`]:
      "The label config holds a GitHub token (in base64): ghp_****…**** (40 characters).",
    [`LABEL ${token}=1`]: "A label holds a GitHub token: ghp_****…**** (40 characters).",
  },
  ignores: [
    "FROM scratch",
    "LABEL org.opencontainers.image.source=https://git.corp.io/shop.git org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567",
    "LABEL com.example.password-policy=strong com.example.token.ttl=3600",
  ],
})

test("the history repeats a label: one finding, and the label is the one to mend", async () => {
  const [finding, ...more] = await findingsOf(rule, `LABEL a=${token}`)
  expect(placesOf(finding!)).toEqual(["label a", "step 0"])
  expect(finding?.remedy).toMatch(/^Remove `LABEL a`, or say there only what everybody may know\. Revoke it/)
  expect(more).toEqual([])
})

test("an annotation is no label", async () => {
  const archive = oci(undefined, { manifest: { annotations: { "com.example.note": token } } })
  const { images } = await withFile(archive, (path) => audit([path]))
  const finding = images[0]!.findings.find(({ rule: id }) => id === rule.id)
  expect(finding?.message).toMatch(/^The annotation com\.example\.note holds a GitHub token/)
  expect(finding?.remedy).toMatch(/^Remove the annotation/)
})
