import { expect, test } from "vitest"
import user from "../../../src/rules/policy/user.ts"
import { auditDockerfile, findingsOf } from "../../support/rule.ts"

const setTo = (...allowed: string[]) => ({ rules: new Map([["policy/user", { allowed }]]) })
const runAs = (written: string): string => `
  FROM scratch
  COPY <<EOF /etc/passwd
  root:x:0:0::/root:/bin/sh
  toor:x:0:0::/root:/bin/sh
  app:x:10001:10001::/srv:/sbin/nologin
  web:x:33:33::/var/www:/sbin/nologin
  EOF
  COPY <<EOF /etc/group
  root:x:0:
  app:x:10001:
  ops:x:500:app
  EOF
  ${written === "" ? "" : `USER ${written}`}`

const messages = async (written: string, ...allowed: string[]): Promise<string[]> =>
  (await findingsOf(user, runAs(written), setTo(...allowed))).map(({ message }) => message)

test("asks nothing where nobody sets it", async () => {
  expect(await findingsOf(user, runAs("web"))).toEqual([])
})

const APP = "app, uid 10001 and gid 10001"
test.each([
  ["app", "app", null],
  ["app", "10001", null],
  ["10001", "app", null],
  ["app", "10001:10001", null],
  ["10001:10001", "app:app", null],
  ["app:ops", "app", null],
  ["app:ops", "app:app", "app, uid 10001 and gid 500"],
  ["app:ops", "10001:500", null],
  ["app", "web", APP],
  ["web", "10001", "web, uid 33 and gid 33"],
  ["4711", "app", "uid 4711 and gid 0"],
  ["4711", "4711", null],
  // Another name for root is no way in.
  ["toor", "toor", "toor, uid 0 and gid 0"],
  ["root", "root", null],
  ["0", "root", null],
  ["toor", "0", null],
])("USER %s is held against %s", async (written, allowed, found) => {
  const findings = await findingsOf(user, runAs(written), setTo(allowed))
  expect(findings.map(({ message }) => message)).toEqual(
    found === null
      ? []
      : [`The container does not run as ${allowed}, which the settings allow: USER is ${written}, which is ${found}.`],
  )
})

test("one of several is enough; no USER is root, and one that nobody knows is none of them", async () => {
  expect(await messages("web", "app", "33")).toEqual([])
  expect(await messages("", "app", "33")).toEqual([
    "The container does not run as one of app and 33, which the settings allow: no USER is set, which is root, uid 0 and gid 0.",
  ])
  expect(await messages("nobody", "nobody")).toEqual([
    "The container does not run as nobody, which the settings allow: USER is nobody, which can't be looked up in the image.",
  ])
})

test("fails the audit, at the line", async () => {
  const report = await auditDockerfile(runAs("web"), setTo("app"))
  expect(report.failures.map(({ id }) => id)).toContain("policy/user")
  const [finding] = await findingsOf(user, runAs("web"), setTo("app"))
  expect(finding?.location).toMatchObject({ kind: "history", key: "User" })
})
