import { expect, test } from "vitest"
import notNumeric from "../../../src/rules/user/not-numeric.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const ACCOUNTS =
  "COPY <<EOF /etc/passwd\nroot:x:0:0::/:\napp:x:10001:10001::/:\ntoor:x:0:0::/:\nEOF\nCOPY <<EOF /etc/group\nweb:x:33:\nEOF"

const remedyOf = async (text: string): Promise<string | undefined> => (await findingsOf(notNumeric, text))[0]?.remedy

testRule(notNumeric, {
  catches: {
    [`${ACCOUNTS}\nUSER app`]:
      "USER is app, a name: Kubernetes with runAsNonRoot does not start the container, for it cannot tell that this is uid 10001 and not root.",
    [`${ACCOUNTS}\nUSER app:web`]:
      "USER is app:web, a name: Kubernetes with runAsNonRoot does not start the container, for it cannot tell that this is uid 10001 and not root.",
  },
  ignores: [
    `${ACCOUNTS}\nUSER 10001`,
    `${ACCOUNTS}\nUSER 10001:web`,
    // Root, and nobody, are told by other rules.
    `${ACCOUNTS}\nUSER root`,
    `${ACCOUNTS}\nUSER toor`,
    `${ACCOUNTS}\nUSER other`,
    "FROM scratch",
    "FROM --platform=windows/amd64 scratch\nUSER ContainerUser",
  ],
})

test("gives the same user as a number", async () => {
  expect(await remedyOf(`${ACCOUNTS}\nUSER app`)).toContain("`USER 10001`")
  expect(await remedyOf(`${ACCOUNTS}\nUSER app:web`)).toContain("`USER 10001:33`")
})
