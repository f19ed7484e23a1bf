import { expect, test } from "vitest"
import buildTimeOnly from "../../../src/rules/env/build-time-only.ts"
import { audit } from "../../../src/audit/index.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { withFile } from "../../support/read.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(buildTimeOnly, {
  catches: {
    "ENV DEBIAN_FRONTEND=noninteractive":
      "DEBIAN_FRONTEND serves the build alone and is set in every container: packages installed in a container ask nothing and take defaults unseen.",
    "ENV MAKEFLAGS=-j8\nENV CI=true":
      "MAKEFLAGS and CI serve the build alone and are set in every container: every make in a container takes these flags; tools behave as on a build server: no colours, no questions, stricter checks.",
  },
  ignores: [
    "ARG DEBIAN_FRONTEND=noninteractive",
    "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y app",
    "ENV DEBIAN_FRONTEND=",
    "ENV DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=",
    "ENV PIP_NO_CACHE_DIR=1 CI_SERVER=yes",
  ],
})

test("says which line, and what to write there", async () => {
  const [finding] = await findingsOf(buildTimeOnly, "RUN true\nENV A=1 CI=true")
  expect(finding?.location).toEqual({ kind: "env", key: "CI", history: 1 })
  expect(finding?.remedy).toContain("`ARG CI=…`")
})

test("blames nobody for what the base sets", async () => {
  const base = "COPY <<EOF /etc/base\nx\nEOF\nENV CI=true"
  const findingsOn = async (text: string): Promise<string[]> =>
    withFile(await dockerfile(base), async (given) =>
      withFile(await dockerfile(text), async (path) =>
        (await audit([path], { bases: [given] })).images.flatMap(({ findings }) =>
          findings.filter(({ rule }) => rule === buildTimeOnly.id).map(({ message }) => message.split(" ", 1)[0] ?? ""),
        ),
      ),
    )
  expect(await findingsOn(`${base}\nCOPY <<EOF /app\nx\nEOF`)).toEqual([])
  expect(await findingsOn(`${base}\nCOPY <<EOF /app\nx\nEOF\nENV MAKEFLAGS=-j8`)).toEqual(["MAKEFLAGS"])
})
