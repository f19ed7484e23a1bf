import { expect, test } from "vitest"
import root from "../../../src/rules/user/root.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const passwd = (...lines: string[]): string => `COPY <<EOF /etc/passwd\n${lines.join("\n")}\nEOF`
const remedyOf = async (text: string): Promise<string | undefined> => (await findingsOf(root, text))[0]?.remedy

testRule(root, {
  catches: {
    "FROM scratch": "The container runs as root: no USER was ever set.",
    "USER root": "The container runs as root: USER is root.",
    "USER 0": "The container runs as root: USER is 0.",
    "USER 0:0": "The container runs as root: USER is 0:0.",
    "USER 00": "The container runs as root: USER is 00.",
    "USER +0": "The container runs as root: USER is +0.",
    "USER root:root": "The container runs as root: USER is root:root.",
    "USER 0:1000": "The container runs as root: USER is 0:1000.",
    "USER :1000": "The container runs as root: USER is :1000, which names no user.",
    "USER app\nUSER root":
      "The container runs as root: USER is root, set back after an earlier line had switched to another user.",
    [`${passwd("root:x:0:0::/:", "toor:x:0:0::/:")}\nUSER toor`]:
      "The container runs as root: USER is toor, which /etc/passwd maps to uid 0.",
    // The final file counts, not the one at the time of USER.
    [`${passwd("app:x:10001:10001::/:")}\nUSER app\n${passwd("app:x:0:0::/:")}`]:
      "The container runs as root: USER is app, which /etc/passwd maps to uid 0.",
    // Broken lines are no accounts and no reason to stop.
    [`${passwd("", "# comment", "+", "+nis::0:0::", "a:b", "toor:x:0:0")}\nUSER toor`]:
      "The container runs as root: USER is toor, which /etc/passwd maps to uid 0.",
    "FROM --platform=windows/amd64 scratch":
      "The container runs as an administrator: no USER was ever set, and Windows then takes ContainerAdministrator.",
    "FROM --platform=windows/amd64 scratch\nUSER ContainerAdministrator":
      "The container runs as an administrator: USER is ContainerAdministrator.",
  },
  ignores: [
    "USER 10001",
    "USER 1000:0",
    "USER app",
    "USER rooted",
    `${passwd("app:x:10001:10001::/:", "app:x:0:0::/:")}\nUSER app`,
    // A number is an id, whatever names there are.
    `${passwd("1000:x:0:0::/:")}\nUSER 1000`,
    `${passwd("toor:x:0:0::/:")}\nRUN rm /etc/passwd\nUSER toor`,
    "FROM --platform=windows/amd64 scratch\nUSER ContainerUser",
  ],
})

test("points at the last USER line, or at the config where no line says it", async () => {
  const [set] = await findingsOf(root, "ENV A=1\nUSER root")
  const [unset] = await findingsOf(root, "ENV A=1")
  expect(set?.location).toEqual({ kind: "history", history: 1, key: "User" })
  expect(unset?.location).toEqual({ kind: "config", key: "User" })
})

test("proposes what this image can do", async () => {
  expect(await remedyOf("FROM scratch")).toContain("`USER 10001:10001`")
  expect(await remedyOf(passwd("root:x:0:0::/:", "nobody:x:65534:65534::/:", "node:x:1000:1000::/:"))).toContain(
    "`USER 1000`: that is node",
  )
  expect(await remedyOf(passwd("#old:x:1000:1000::/:", "+nis:x:1000:1000::/:"))).toContain("`USER 10001:10001`")
  expect(await remedyOf("COPY <<EOF /sbin/apk\nEOF")).toContain("adduser -S")
  expect(await remedyOf("COPY <<EOF /usr/sbin/useradd\nEOF")).toContain(
    "useradd --uid 10001 --user-group --create-home app",
  )
  expect(await remedyOf("FROM --platform=windows/amd64 scratch")).toContain("ContainerUser")
})
