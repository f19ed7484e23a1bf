import { expect, test } from "vitest"
import debugTools from "../../../src/rules/build-tools/debug-tools.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(debugTools, {
  catches: {
    [`${program("/usr/bin/gdb")}\nCOPY --size=2MB /usr/share/gdb/python/a.py\n${program("/usr/bin/nc.openbsd")}`]: [
      "GDB is shipped (/usr/bin/gdb): 3 MB, brought by layer 0 (COPY --chmod=755 gdb /usr/bin/gdb).",
      "netcat is shipped (/usr/bin/nc.openbsd): 1 MB, brought by layer 2 (COPY --chmod=755 nc.openbsd /usr/bin/nc.openbsd).",
    ],
    [`${program("/usr/bin/strace")}\nCMD ["/app/server"]`]:
      "strace is shipped (/usr/bin/strace): 1 MB, brought by layer 0 (COPY --chmod=755 strace /usr/bin/strace).",
    // No script waits with it for a data base.
    [`${program("/usr/bin/gdb")}\nCOPY --size=1kB /start.sh\nCMD ["sh", "/start.sh"]`]:
      "GDB is shipped (/usr/bin/gdb): 1 MB, brought by layer 0 (COPY --chmod=755 gdb /usr/bin/gdb).",
  },
  ignores: [
    `${program("/usr/bin/socat")}\nENTRYPOINT ["/usr/bin/socat", "-"]`,
    `${program("/usr/bin/nc")}\nHEALTHCHECK CMD nc -z 127.0.0.1 80`,
    // A script of the image's own waits with it for a data base.
    `${program("/usr/bin/nc")}\nCOPY --chmod=755 <<EOF /entrypoint.sh\n#!/bin/sh\nuntil nc -z db 5432; do sleep 1; done\nEOF`,
    // A shell is told to read what says nothing of itself: it may call anything.
    `${program("/usr/bin/nc")}\nCOPY --size=1kB /start.sh\nCMD ["sh", "/start.sh"]`,
    // The same of a script that is too long to be kept.
    `${program("/usr/bin/nc")}\nCOPY --chmod=755 <<EOF /start\n#!/bin/sh\n${"# a long text ".repeat(4000)}\nEOF`,
    `${program("/bin/busybox")}\nRUN ln /bin/busybox /bin/nc && ln -s /bin/busybox /bin/telnet`,
    program("/app/node_modules/a/bin/gdb"),
    "COPY --size=1MB /usr/share/doc/gdb",
  ],
})

test("the remedy is to debug from beside", async () => {
  const [finding] = await findingsOf(debugTools, `COPY --size=9 /a\n${program("/usr/bin/tcpdump")}`)
  expect(finding).toMatchObject({ severity: "low", bytes: 1_000_000 })
  expect(finding?.remedy).toContain("kubectl debug")
})
