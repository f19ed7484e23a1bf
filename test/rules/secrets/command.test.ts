import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import rule from "../../../src/rules/secrets/command.ts"
import { docker } from "../../support/archive.ts"
import { githubToken, random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { withFile } from "../../support/with-file.ts"
import { placesOf } from "./planted.ts"

const token = githubToken()
const password = random(16)
const value = "****…**** (16 characters)"

testRule(rule, {
  catches: {
    [`CMD ["/app", "--password=${password}"]`]: `The image's \`CMD\` holds a credential (password): ${value}.`,
    [`ENTRYPOINT ["/app", "--api-token", "${password}"]`]: `The image's \`ENTRYPOINT\` holds a credential (--api-token): ${value}.`,
    [`HEALTHCHECK CMD curl -u ci:${password} http://localhost`]: `The image's \`HEALTHCHECK\` holds a password in a curl command (ci): ${value}.`,
    [`CMD app postgres://app:${password}@db/app`]: `The image's \`CMD\` holds a password in a URL: ${value}.`,
    [`USER ${token}`]: "The image's `USER` holds a GitHub token: ghp_****…**** (40 characters).",
    [`WORKDIR /srv/${token}`]: "The image's `WORKDIR` holds a GitHub token: ghp_****…**** (40 characters).",
  },
  ignores: [
    "FROM scratch",
    'CMD ["/app", "--password-file=/run/secrets/password", "--user", "app"]',
    'ENTRYPOINT ["/bin/sh", "-c", "exec app --password \\"$PASSWORD\\""]',
    `ENV PASSWORD=${password}\nCMD ["/app", "--password=${password}"]`,
  ],
})

test("the history repeats a command: one finding, and the command is the one to mend", async () => {
  const [finding] = await findingsOf(rule, `CMD ["/app", "--password=${password}"]`)
  expect(placesOf(finding!)).toEqual(["config Cmd", "step 0"])
  expect(finding?.remedy).toMatch(/^Let the program read it from a file/)
})

test("a field that a builder added is told as what it is", async () => {
  const archive = docker(undefined, { config: { "x.builder": { deep: { token: password } } } })
  const { images } = await withFile(archive, (path) => audit([path]))
  const finding = images[0]!.findings.find(({ rule: id }) => id === rule.id)
  expect(finding?.message).toBe(`The field x.builder.deep.token of the config holds a credential (token): ${value}.`)
  expect(finding?.remedy).toMatch(/^A builder noted it there/)
})
