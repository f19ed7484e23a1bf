import { expect, test } from "vitest"
import editorsAndFetchers from "../../../src/rules/build-tools/editors-and-fetchers.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { debian } from "../../support/debian.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`
const script = (line: string): string => `COPY --chmod=755 <<EOF /srv/run\n#!/bin/sh\n${line}\nEOF`

testRule(editorsAndFetchers, {
  catches: {
    [`${program("/usr/bin/vim.basic")}\n${program("/usr/bin/curl")}\n${script("exec /srv/app")}`]: [
      "curl is shipped (/usr/bin/curl): 1 MB, brought by layer 1 (COPY --chmod=755 curl /usr/bin/curl).",
      "Vim is shipped (/usr/bin/vim.basic): 1 MB, brought by layer 0 (COPY --chmod=755 vim.basic /usr/bin/vim.basic).",
    ],
    // Not the same word.
    [`${program("/usr/bin/less")}\n${script("echo serverless")}`]:
      "less is shipped (/usr/bin/less): 1 MB, brought by layer 0 (COPY --chmod=755 less /usr/bin/less).",
    // curl's own meta package needs it, and nothing else does.
    [`${program("/usr/bin/curl")}\n${debian({ name: "curl", files: ["/usr/bin/curl"] }, { name: "fetchers", requires: ["curl"] })}`]:
      "curl is shipped (/usr/bin/curl, Debian package curl 1.0-1): 1 MB, brought by layer 0 (COPY --chmod=755 curl /usr/bin/curl).",
  },
  ignores: [
    `${program("/usr/bin/curl")}\nHEALTHCHECK CMD curl -f http://127.0.0.1/ || exit 1`,
    `${program("/usr/bin/wget")}\nENTRYPOINT ["/usr/bin/wget", "-q"]`,
    `${program("/usr/bin/curl")}\nCMD ["/bin/sh", "-c", "data=$(curl -s http://config); exec app"]`,
    `${program("/usr/bin/curl")}\n${script("set -e\n/usr/bin/curl -s http://config > /config")}`,
    `${program("/usr/bin/curl")}\nONBUILD RUN curl -O https://example.com/a`,
    // A package that stays needs it.
    `${program("/usr/bin/curl")}\n${program("/usr/bin/agent")}\n${debian({ name: "curl", files: ["/usr/bin/curl"] }, { name: "agent", requires: ["curl"], files: ["/usr/bin/agent"] })}`,
    `${program("/bin/busybox")}\nRUN ln /bin/busybox /usr/bin/wget && ln /bin/busybox /usr/bin/vi`,
  ],
})

test.each([
  ["curl", true],
  ["less", false],
])("only what fetches is mended by an ADD: %s", async (name, isFetcher) => {
  const [finding] = await findingsOf(editorsAndFetchers, `COPY --size=9 /base\n${program(`/usr/bin/${name}`)}`)
  expect(finding?.remedy.includes("ADD --checksum")).toBe(isFetcher)
})
