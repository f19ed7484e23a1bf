import { expect, test } from "vitest"
import invalid from "../../../src/rules/labels/invalid.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const label = (name: string, value: string): string => `LABEL org.opencontainers.image.${name}="${value}"`
const says = (name: string, form: string, value: string): string =>
  `The label org.opencontainers.image.${name} is not ${form}: ${value}.`
const bad = (name: string, form: string, ...values: string[]): Record<string, string> =>
  Object.fromEntries(values.map((value) => [label(name, value), says(name, form, value)]))
const good = (name: string, ...values: string[]): string[] => values.map((value) => label(name, value))

testRule(invalid, {
  catches: {
    ...bad("version", "a version that SemVer can compare", "latest", "main", "1.2", "24.04", "1.2.3.4", "1", "=1.2.3"),
    ...bad(
      "created",
      "a time as RFC 3339 writes it",
      "2026-01-31",
      "2026-01-31 12:00:00Z",
      "2026-02-30T12:00:00Z",
      "yesterday",
      "1769860800",
    ),
    ...bad("url", "a URL", "example.com", "/docs"),
    ...bad("source", "a URL", "git@github.com:example/app.git", "file:///srv/app"),
    ...bad("documentation", "a URL", "see README"),
    ...bad(
      "licenses",
      "an SPDX license expression",
      "MIT, Apache-2.0",
      "Apache License 2.0",
      "(MIT",
      "MIT OR",
      "AND",
      "MIT)",
      "GPL-2.0 WITH",
      "()",
    ),
    ...bad("revision", "a commit id", "main", "v1.2.3", "abc"),
    ...bad("base.digest", "a digest", "latest", "sha256:abc"),
    [label("base.digest", "d9".repeat(32))]: says("base.digest", "a digest", "a text of 64 characters"),
    [`${label("version", "x")}\n${label("url", "y")}`]: [
      says("url", "a URL", "y"),
      says("version", "a version that SemVer can compare", "x"),
    ],
  },
  ignores: [
    "FROM scratch",
    ...good("version", "1.2.3", "v1.2.3", "1.2.3-rc.1+build.5", "24.04.1", "2026.1.31", ""),
    ...good("created", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456789+02:00", "2024-02-29T23:59:60Z"),
    ...good("url", "https://example.com", "http://example.com/app?x=1"),
    ...good("source", "https://github.com/example/app", "git://example.com/app", "ssh://git@example.com/app.git"),
    ...good(
      "licenses",
      "MIT",
      "MIT OR Apache-2.0",
      "(GPL-2.0-only WITH Classpath-exception-2.0) AND MIT",
      "LicenseRef-Proprietary",
      "GPL-2.0+",
      "mit or isc",
    ),
    ...good("revision", "8d2b1d0", "8d2b1d0f6f9f0c6a6a1e7b8b2f3f5c1f1f0e9d8c"),
    ...good("base.digest", `sha256:${"d9".repeat(32)}`),
    label("authors", "anything at all"),
  ],
})

test("completes a short version in its remedy", async () => {
  const [finding] = await findingsOf(invalid, label("version", "v1.2"))
  expect(finding?.remedy).toContain('version="1.2.0"')
})

test("quotes nothing of a long value that has no word to cut at", async () => {
  const [finding] = await findingsOf(invalid, label("url", "x".repeat(100)))
  expect(finding?.message).toBe(says("url", "a URL", "a text of 100 characters"))
})
