import { expect, test } from "vitest"
import addRemote from "../../../src/rules/history/add-remote.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const unsure = "; whether `--checksum` guards it, BuildKit's history doesn't say."
const entry = (createdBy: string): string => `FROM scratch\n# history: ${createdBy}`

testRule(addRemote, {
  catches: {
    "ADD https://example.com/tool /usr/local/bin/tool": `ADD fetches https://example.com/tool to /usr/local/bin/tool${unsure}`,
    "ADD --chmod=755 git@github.com:acme/tool.git /src": `ADD fetches git@github.com:acme/tool.git to /src${unsure}`,
    // Docker's classic builder writes `file:` before what is local.
    [entry(`/bin/sh -c #(nop) ADD ${"0123456789abcdef".repeat(4)} in /tool`)]:
      "ADD fetches an address that the history does not keep to /tool, and nothing checks what comes.",
    "# layer: ADD https://example.com/x /x ## buildkit.dockerfile.v0": `ADD fetches https://example.com/x to /x${unsure}`,
    // kaniko writes the line as it stands.
    [entry("ADD https://example.com/x /x")]: "ADD fetches https://example.com/x to /x, and nothing checks what comes.",
    [entry('ADD ["https://example.com/x", "/a b"]')]:
      "ADD fetches https://example.com/x to /a b, and nothing checks what comes.",
  },
  ignores: [
    "ADD app.tar.gz /app/",
    entry(`ADD --checksum=sha256:${"0".repeat(64)} https://example.com/x /x`),
    entry(`ADD https://github.com/acme/tool.git#${"a1".repeat(20)} /src`),
    entry(`/bin/sh -c #(nop) ADD file:${"0123456789abcdef".repeat(4)} in /`),
    entry("COPY https://example.com/x /x"),
    'RUN echo "ADD https://example.com/x /x"',
  ],
})

test("is information only where the history can't tell", async () => {
  const [unsureOf] = await findingsOf(addRemote, "ADD https://example.com/x /x")
  const [sureOf] = await findingsOf(addRemote, entry("ADD https://example.com/x /x"))
  expect([unsureOf?.severity, sureOf?.severity]).toEqual(["info", "medium"])
})
