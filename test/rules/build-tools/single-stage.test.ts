import { expect, test } from "vitest"
import singleStage from "../../../src/rules/build-tools/single-stage.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(singleStage, {
  catches: {
    // The headers, the static library and Git go with the tools; GCC's own library is not counted twice.
    [`${program("/usr/bin/gcc")}
      ${program("/usr/bin/make")}
      ${program("/usr/bin/git")}
      COPY --size=2MB /usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a
      COPY --size=3MB /usr/include/a.h
      COPY --size=4MB /usr/lib/libc.a
      COPY --size=5MB /srv/app`]:
      "Built and shipped in one stage: GCC, make are in the image, and a final stage of its own would save 12 MB.",
    [program("/usr/bin/make")]:
      "Built and shipped in one stage: make is in the image, and a final stage of its own would save 1 MB.",
  },
  ignores: [program("/usr/bin/git"), "COPY --size=3MB /usr/include/a.h", program("/usr/local/bin/app")],
})

test.each([
  [`${program("/usr/local/go/bin/go")}\nCOPY --size=1kB /usr/local/go/src/runtime/a.go`, "go build"],
  [program("/usr/local/cargo/bin/cargo"), "cargo build --release"],
  [`${program("/usr/bin/gcc")}\n${program("/usr/local/bin/node")}`, "npm prune --omit=dev"],
  [`${program("/usr/bin/gcc")}\n${program("/usr/local/bin/python3")}`, "python -m venv"],
  [program("/usr/bin/gcc"), "apt-get install -y --no-install-recommends gcc"],
  [program("/usr/bin/make"), "FROM … AS build"],
])("the remedy is a Dockerfile for the language found: %s", async (text, line) => {
  const [finding, ...others] = await findingsOf(singleStage, text)
  expect(finding?.remedy).toContain(line)
  expect(finding?.remedy).toContain("COPY --from=build")
  expect(others).toEqual([])
})

test.each([
  [program("/usr/bin/make"), "medium"],
  ["COPY --size=20kB --chmod=755 /usr/bin/make\nCOPY --size=5MB /srv/app", "low"],
])("how much it matters is how much it saves: %s", async (text, severity) => {
  const [finding] = await findingsOf(singleStage, text)
  expect(finding?.severity).toBe(severity)
})
