import { expect, test } from "vitest"
import rule from "../../../src/rules/secrets/sensitive-file.ts"
import { random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { file, told, secretsOf } from "./planted.ts"

const password = "vX3nq8Lw5tTz"
const value = "****…**** (12 characters)"
const state = JSON.stringify({ version: 4, resources: [{ type: "x", instances: [{ attributes: { name: "y" } }] }] })

testRule(rule, {
  catches: {
    [file("/root/.netrc", `machine git.corp.io login ci password ${password}`)]:
      `/root/.netrc:1 holds a password of a .netrc (git.corp.io): ${value}. It comes with layer 0 (COPY <<EOF /root/.netrc).`,
    [file("/root/.pgpass", `db:5432:app:app:${password}`)]:
      `/root/.pgpass:1 holds a database password (app): ${value}. It comes with layer 0 (COPY <<EOF /root/.pgpass).`,
    [`${file("/app/.env", "A=1", `DB_PASSWORD=${password}`)}RUN rm /app/.env`]: `/app/.env:2 holds a secret in a configuration (DB_PASSWORD): ${value}. Layer 1 (RUN rm /app/.env) deletes it, but layer 0 (COPY <<EOF /app/.env) still has it.`,
    // A store is sensitive as it is: it has no value to show.
    [file("/srv/terraform.tfstate", state)]:
      "/srv/terraform.tfstate is a Terraform state with secrets. It comes with layer 0 (COPY <<EOF /srv/terraform.tfstate).",
  },
  ignores: [
    "FROM scratch",
    file("/root/.netrc", "machine git.corp.io login ci password ${GIT_PASSWORD}"),
    file("/root/.npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}"),
    file("/app/.env", "DB_PASSWORD=", "NAME=value", "DEBUG=true"),
    file("/app/.env.example", `DB_PASSWORD=${password}`),
    file("/app/settings.ini", `apiToken=${random(24)}`),
  ],
})

test("a store shows nothing, not even a length, and its advice says where it belongs", async () => {
  const [finding] = await findingsOf(rule, file("/srv/terraform.tfstate", state))
  expect(finding?.secret).toEqual({ type: "terraform-state", redacted: "****" })
  expect(finding?.remedy).toBe(
    "Take it out of the text of that `COPY`. Change every secret in it. Keep it in a remote, encrypted backend and add it to `.dockerignore`.",
  )
})

test("the same login in two files is one finding", async () => {
  const line = `machine git.corp.io login ci password ${password}`
  expect(told(await secretsOf(`${file("/root/.netrc", line)}${file("/home/app/.netrc", line)}`))).toEqual([
    ["secrets/sensitive-file", "/root/.netrc in layer 0", "/home/app/.netrc in layer 1"],
  ])
})
