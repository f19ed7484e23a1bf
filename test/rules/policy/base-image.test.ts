import { describe, expect, test } from "vitest"
import baseImage from "../../../src/rules/policy/base-image.ts"
import { auditDockerfile, findingsOf } from "../../support/rule.ts"

const setTo = (...allowed: string[]) => ({ rules: new Map([["policy/base-image", { allowed }]]) })
const builtOn = (name: string): string => `FROM scratch\nLABEL org.opencontainers.image.base.name="${name}"`
const messagesOf = async (text: string, ...allowed: string[]): Promise<string[]> =>
  (await findingsOf(baseImage, text, setTo(...allowed))).map(({ message }) => message)

test("asks nothing where nobody sets it", async () => {
  expect(await findingsOf(baseImage, builtOn("anything"))).toEqual([])
})

describe.each([
  [
    "debian",
    ["debian", "debian:13-slim", "docker.io/library/debian:13", "debian@sha256:aaaa"],
    ["acme/debian", "debian2", "ghcr.io/debian"],
  ],
  ["debian:13*", ["debian:13-slim", "docker.io/debian:13.1", "debian:13@sha256:aaaa"], ["debian:12", "debian"]],
  ["docker.io/library/*", ["debian:13", "docker.io/library/nginx"], ["acme/debian", "quay.io/library/x"]],
  ["gcr.io/distroless/*", ["gcr.io/distroless/static-debian13:nonroot"], ["gcr.io/other/static", "distroless/static"]],
  ["registry.example.com:5000/base", ["registry.example.com:5000/base:2"], ["registry.example.com/base:2"]],
  ["scratch", ["scratch"], ["debian"]],
])("%s", (pattern, fitting, others) => {
  test.each(fitting)("fits %s", async (name) => expect(await messagesOf(builtOn(name), pattern)).toEqual([]))
  test.each(others)("doesn't fit %s", async (name) => {
    expect(await messagesOf(builtOn(name), pattern)).toEqual([
      `The image was built on ${name}, and the settings allow only ${pattern}.`,
    ])
  })
})

test("one of several is enough, and an image that says nothing may be built on any", async () => {
  expect(await messagesOf(builtOn("alpine:3.23"), "debian", "alpine:*")).toEqual([])
  expect(await messagesOf("FROM scratch", "debian", "alpine:*")).toEqual([
    "The image doesn't say what it was built on, and the settings allow only debian and alpine:*.",
  ])
})

test("fails the audit", async () => {
  const report = await auditDockerfile(builtOn("ubuntu"), setTo("debian"))
  expect(report.failures.map(({ id }) => id)).toContain("policy/base-image")
})
