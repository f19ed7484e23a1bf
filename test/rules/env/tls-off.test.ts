import { expect, test } from "vitest"
import tlsOff from "../../../src/rules/env/tls-off.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(tlsOff, {
  catches: {
    "ENV NODE_TLS_REJECT_UNAUTHORIZED=0":
      "The image sets NODE_TLS_REJECT_UNAUTHORIZED to 0: Node then accepts any certificate from any server.",
    // Git asks whether the variable is there, not what it says.
    "ENV GIT_SSL_NO_VERIFY=false":
      "The image sets GIT_SSL_NO_VERIFY: Git then fetches from anybody who answers, whatever the value says.",
    "ENV npm_config_strict_ssl=false":
      "The image sets npm_config_strict_ssl to false: npm then installs from anybody who answers.",
    "ENV PYTHONHTTPSVERIFY=0 LDAPTLS_REQCERT=never": [
      "The image sets LDAPTLS_REQCERT to never: LDAP clients then accept any certificate, and send it their passwords.",
      "The image sets PYTHONHTTPSVERIFY to 0: Python 2.7, and Python 3 where a vendor patched it, then accepts any certificate.",
    ],
  },
  ignores: [
    "ENV NODE_TLS_REJECT_UNAUTHORIZED=1",
    // Node compares with "0" and nothing else.
    "ENV NODE_TLS_REJECT_UNAUTHORIZED=false",
    "ENV NODE_TLS_REJECT_UNAUTHORIZED=",
    "ENV PYTHONHTTPSVERIFY=1 npm_config_strict_ssl=true VAULT_SKIP_VERIFY=false PIP_TRUSTED_HOST=",
    "ENV MY_NODE_TLS_REJECT_UNAUTHORIZED=0",
    // The last value counts.
    "ENV VAULT_SKIP_VERIFY=1\nENV VAULT_SKIP_VERIFY=0",
  ],
})

test("prints no host, is milder where only old programs listen, and points at the line", async () => {
  const findings = await findingsOf(
    tlsOff,
    "ENV PIP_TRUSTED_HOST=pypi.corp.internal\nENV A=1 PYTHONHTTPSVERIFY=0\nENV OTHER=PYTHONHTTPSVERIFY",
  )
  expect(JSON.stringify(findings)).not.toContain("corp.internal")
  expect(findings.map(({ severity, location }) => [severity, location])).toEqual([
    ["high", { kind: "env", key: "PIP_TRUSTED_HOST", history: 0 }],
    ["medium", { kind: "env", key: "PYTHONHTTPSVERIFY", history: 1 }],
  ])
})
