import { expect, test } from "vitest"
import registry from "../../../src/rules/policy/registry.ts"
import { auditDockerfile, findingsOf } from "../../support/rule.ts"

const setTo = (...allowed: string[]) => ({ rules: new Map([["policy/registry", { allowed }]]) })
const named = (...names: string[]): string =>
  `# archive: ${names.length === 0 ? "no name" : `names ${names.join(" ")}`}\nFROM scratch`
const messagesOf = async (names: string[], ...allowed: string[]): Promise<string[]> =>
  (await findingsOf(registry, named(...names), setTo(...allowed))).map(({ message }) => message)

test("asks nothing where nobody sets it", async () => {
  expect(await findingsOf(registry, named("evil.example/app:1"))).toEqual([])
})

test.each([
  [["ghcr.io/acme/app:1"], ["ghcr.io"], []],
  [["ghcr.io/acme/app:1"], ["ghcr.io/acme/*"], []],
  [["ghcr.io/other/app:1"], ["ghcr.io/acme/*"], ["ghcr.io/other/app:1"]],
  [["eu.registry.example.com:5000/app:1"], ["*.registry.example.com:5000"], []],
  [["eu.registry.example.com/app:1"], ["*.registry.example.com:5000"], ["eu.registry.example.com/app:1"]],
  // As Docker reads it: what is no host is a part of Docker Hub.
  [["acme/app:1"], ["docker.io"], []],
  [["app:1"], ["docker.io/library/*"], []],
  [["localhost/app:1"], ["docker.io"], ["localhost/app:1"]],
  [["ghcr.io.evil/app:1"], ["ghcr.io"], ["ghcr.io.evil/app:1"]],
  // Each of its names is one that it may be pushed under.
  [["acme/app:1", "ghcr.io/acme/app:1"], ["ghcr.io"], ["acme/app:1"]],
  [["acme/app:1", "ghcr.io/acme/app:1"], ["ghcr.io", "docker.io"], []],
])("%j is held against %j", async (names, allowed, wrong) => {
  expect(await messagesOf(names, ...allowed)).toEqual(
    wrong.map((name) => `The image is named ${name}, and the settings allow only ${allowed.join(" and ")}.`),
  )
})

test("where there is no name nobody can tell", async () => {
  expect(await messagesOf([], "ghcr.io")).toEqual([
    "The archive gives the image no name that tells its registry, and the settings allow only ghcr.io.",
  ])
})

test("fails the audit", async () => {
  const report = await auditDockerfile(named("acme/app:1"), setTo("ghcr.io"))
  expect(report.failures.map(({ id }) => id)).toContain("policy/registry")
})
