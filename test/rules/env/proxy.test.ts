import { expect, test } from "vitest"
import proxy from "../../../src/rules/env/proxy.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(proxy, {
  catches: {
    "ENV HTTPS_PROXY=http://user:pass@proxy.example.com:3128":
      "The image sends all its containers through a proxy of the place where it was built: it sets HTTPS_PROXY.",
    "ENV http_proxy=http://proxy:3128 HTTP_PROXY=http://proxy:3128\nENV all_proxy=socks5://proxy":
      "The image sends all its containers through a proxy of the place where it was built: it sets http_proxy, HTTP_PROXY and all_proxy.",
  },
  ignores: [
    "ENV NO_PROXY=localhost no_proxy=localhost",
    "ENV http_proxy=",
    'ENV http_proxy=" "',
    "ARG http_proxy=http://proxy:3128",
    "ENV PROXY=1",
  ],
})

test("tells each line once, and nobody's address", async () => {
  const findings = await findingsOf(
    proxy,
    "ENV http_proxy=http://u:secret@corp.internal\nENV https_proxy=http://corp.internal",
  )
  expect(findings[0]?.location).toEqual({ kind: "env", key: "http_proxy", history: 0 })
  expect(findings[0]?.places).toEqual([{ kind: "env", key: "https_proxy", history: 1 }])
  expect(JSON.stringify(findings)).not.toContain("corp.internal")
})
