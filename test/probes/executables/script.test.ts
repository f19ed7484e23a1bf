import { describe, expect, test } from "vitest"
import { PIECES } from "../../support/pieces.ts"
import { probe } from "./probe.ts"

const script = (text: string, path = "app/start") => probe(Buffer.from(text), { path })[0]

/** First lines, and what Linux starts. */
describe.each<[string, { interpreter: string; argument?: string; endsInCr?: boolean }]>([
  ["#!/bin/sh\n", { interpreter: "/bin/sh" }],
  ["#!/bin/sh", { interpreter: "/bin/sh" }],
  ["#! \t /bin/sh  \t\n", { interpreter: "/bin/sh" }],
  ["#!/usr/bin/env -S node --no-warnings \n", { interpreter: "/usr/bin/env", argument: "-S node --no-warnings" }],
  ["#!/bin/bash\t-eu\n", { interpreter: "/bin/bash", argument: "-eu" }],
  ["#!/bin/sh\r\n", { interpreter: "/bin/sh", endsInCr: true }],
  ["#!/usr/bin/env bash\r\n", { interpreter: "/usr/bin/env", argument: "bash", endsInCr: true }],
  ["#!\n/bin/sh", { interpreter: "" }],
  ["#!/bin/sh\0-x\n", { interpreter: "/bin/sh" }],
  ["#!/bin/sh -e\0-x\n", { interpreter: "/bin/sh", argument: "-e" }],
  // Longer than Linux reads: an interpreter that is cut is none, an argument is cut.
  [`#!/${"x".repeat(300)}\n`, { interpreter: "" }],
  [`#!/bin/sh ${"x".repeat(300)}\n`, { interpreter: "/bin/sh", argument: "x".repeat(246) }],
])("%j", (text, { interpreter, argument = "", endsInCr = false }) => {
  test("is taken apart as Linux does it", () =>
    expect(script(text)).toEqual({ kind: "script", interpreter, argument, endsInCr, text }))
})

test.each(PIECES)("text in pieces of %d bytes is kept whole", (piece) => {
  const text = `#!/bin/sh\n${"echo ü\n".repeat(300)}`
  expect(probe(Buffer.from(text), { piece })).toMatchObject([{ text }])
})

test.each([
  "usr/bin/ldd",
  "bin/zgrep",
  "usr/share/doc/a/example.sh",
  "usr/lib/git-core/git-submodule",
  "var/lib/dpkg/info/bash.postinst",
  "app/node_modules/.bin/tsc",
  "usr/local/lib/python3.12/site-packages/a/b.py",
  "usr/local/bundle/gems/rake/exe/rake",
])("text of a distribution or of a package, %s, is left", (path) => {
  expect(script("#!/bin/sh\n", path)).toMatchObject({ interpreter: "/bin/sh", text: null })
})

test.each(["usr/local/bin/docker-entrypoint.sh", "docker-entrypoint.sh", "usr/src/app/start", "opt/bin/run"])(
  "text of the image's author, %s, is kept",
  (path) => expect(script("#!/bin/sh\n", path)).toMatchObject({ text: "#!/bin/sh\n" }),
)

test("text is kept up to 32 KiB", () => {
  const text = "#!/bin/sh\n".padEnd(32 * 1024, "x")
  expect(script(text)).toMatchObject({ text })
  expect(script(`${text}x`)).toMatchObject({ text: null })
  expect(probe(Buffer.from(`${text}x`), { size: -1 })).toMatchObject([{ text: null }])
})

test("what begins otherwise, or lies in an archive, is no script", () => {
  expect(script("# !/bin/sh\n")).toBeUndefined()
  expect(script(" #!/bin/sh\n")).toBeUndefined()
  expect(script("#")).toBeUndefined()
  expect(probe(Buffer.from("#!/bin/sh\n"), { member: "start.sh" })).toEqual([])
})
