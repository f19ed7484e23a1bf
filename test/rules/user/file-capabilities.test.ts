import { expect, test } from "vitest"
import { audit } from "../../../src/audit/index.ts"
import fileCapabilities from "../../../src/rules/user/file-capabilities.ts"
import { docker } from "../../support/archive.ts"
import { debian } from "../../support/debian.ts"
import { withFile } from "../../support/read.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { ent, hard, pax, tar } from "../../support/tar.ts"

const PROGRAM = (path: string): string => `COPY --chmod=755 <<EOF ${path}\nx\nEOF`

testRule(fileCapabilities, {
  catches: {
    [`${PROGRAM("/app")}\nRUN setcap cap_net_raw=ep /app`]:
      "Whoever starts /app gets capabilities, given in layer 1 (RUN setcap cap_net_raw=ep /app): cap_net_raw.",
    [`${PROGRAM("/app")}\nRUN setcap cap_sys_admin,cap_net_admin,cap_net_raw=ep /app`]:
      "Whoever starts /app gets capabilities, given in layer 1 (RUN setcap cap_sys_admin,cap_net_admin,cap_net_raw=ep /app): cap_net_admin, cap_net_raw and cap_sys_admin; Docker grants no container cap_net_admin and cap_sys_admin unless told to, and without them the program does not start there (Operation not permitted).",
    // A program that raises them itself starts without them.
    [`${PROGRAM("/app")}\nRUN setcap cap_ipc_lock=p /app`]:
      "Whoever starts /app gets capabilities, given in layer 1 (RUN setcap cap_ipc_lock=p /app): cap_ipc_lock.",
    [`${PROGRAM("/a")}\n${PROGRAM("/b")}\nRUN setcap cap_net_raw=ep /a /b`]:
      "Whoever starts /a, /b gets capabilities, given in layer 2 (RUN setcap cap_net_raw=ep /a /b): cap_net_raw.",
    // ping is the distribution's, and may do that and no more.
    [`${PROGRAM("/usr/bin/ping")}\nRUN setcap cap_chown=ep /usr/bin/ping`]:
      "Whoever starts /usr/bin/ping gets capabilities, given in layer 1 (RUN setcap cap_chown=ep /usr/bin/ping): cap_chown.",
  },
  ignores: [
    `${PROGRAM("/app")}\nRUN setcap cap_net_bind_service=+ep /app`,
    `${PROGRAM("/usr/bin/ping")}\nRUN setcap cap_net_raw=ep /usr/bin/ping`,
    // Inherited ones give nobody anything by themselves.
    `${PROGRAM("/app")}\nRUN setcap cap_net_raw=i /app`,
    `${PROGRAM("/app")}\nRUN setcap cap_net_raw=ep /app && rm /app`,
    `${PROGRAM("/app")}\nRUN setcap cap_net_raw=ep /app\n${PROGRAM("/app").replace("x", "y")}`,
    PROGRAM("/app"),
  ],
})

const SCHILY = "SCHILY.xattr.security.capability"
/** Revision and flag, then both words of the permitted and inheritable sets, interleaved. */
const caps = (magic: number, ...words: number[]): Buffer => {
  const bytes = Buffer.alloc(4 + 4 * words.length)
  for (const [index, word] of [magic, ...words].entries()) bytes.writeUInt32LE(word >>> 0, 4 * index)
  return bytes
}
const messagesOf = async (...parts: Buffer[]): Promise<string[]> =>
  withFile(docker([tar(...parts)]), async (path) =>
    (await audit([path])).images.flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule === fileCapabilities.id).map(({ message }) => message.split("): ")[1] ?? ""),
    ),
  )

test.each([
  ["revision 1", caps(0x01000001, 1 << 6, 0), "cap_setgid."],
  ["revision 2", caps(0x02000000, 1 << 7, 0, 0, 0), "cap_setuid."],
  ["a bit of the second word", caps(0x02000000, 0, 0, 1 << 7, 0), "cap_bpf."],
  ["a bit that has no name", caps(0x02000000, 0, 0, 1 << 31, 0), "cap_63."],
  [
    "revision 3",
    caps(0x03000001, 1 << 13, 0, 0, 0, 100_000),
    "cap_net_raw, in user namespaces whose root is uid 100000 alone.",
  ],
  ["a revision that is none", caps(0x04000001, 1, 0, 0, 0), "in a form that the kernel does not know."],
  ["too few bytes", caps(0x02000001, 1, 0, 0), "in a form that the kernel does not know."],
  ["too many bytes", caps(0x02000001, 1, 0, 0, 0, 0, 0), "in a form that the kernel does not know."],
  ["no bytes worth a word", Buffer.from([1]), "in a form that the kernel does not know."],
])("reads %s", async (_form, bytes, message) => {
  expect(await messagesOf(pax([[SCHILY, bytes]]), ent("app", "x", { mode: 0o755 }))).toEqual([message])
})

test("tells a file once that has two names", async () => {
  const record = pax([[SCHILY, caps(0x02000000, 1 << 7, 0, 0, 0)]])
  expect(await messagesOf(record, ent("a", "x"), record, hard("b", "a"))).toEqual(["cap_setuid."])
})

test("forgets the capabilities of a file that the same layer writes again", async () => {
  const record = pax([[SCHILY, caps(0x02000000, 1 << 7, 0, 0, 0)]])
  expect(await messagesOf(record, ent("a", "x"), ent("a", "y"))).toEqual([])
})

test("trusts no package of Debian's for what its own step gave", async () => {
  const lists = debian({ name: "tool", files: ["/usr/bin/tool"] })
  const own = `${lists}\nRUN cp /var/lib/dpkg/status /usr/bin/tool && chmod 755 /usr/bin/tool && setcap cap_net_raw=ep /usr/bin/tool`
  expect(await findingsOf(fileCapabilities, own)).toHaveLength(1)
})
