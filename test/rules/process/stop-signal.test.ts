import { expect, test } from "vitest"
import stopSignal from "../../../src/rules/process/stop-signal.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const KILL = "The stop signal is SIGKILL: no program can catch it, so that none can finish what it is at."
const none = (written: string): string =>
  `The stop signal ${written} is none that Linux has: runtimes refuse it, or send SIGTERM.`
const nginx =
  "The stop signal is SIGTERM, on which nginx drops the requests that are in flight; it ends in order on SIGQUIT."
const script = `COPY --elf=amd64 --chmod=755 /bin/sh\nCOPY --chmod=755 <<EOF /docker-entrypoint.sh\n#!/bin/sh\nset -e\nif [ -d /docker-entrypoint.d ]; then\n  echo configuring\nfi\nexec "$@"\nEOF\nENTRYPOINT ["/docker-entrypoint.sh"]\n`

testRule(stopSignal, {
  catches: {
    "STOPSIGNAL SIGKILL": KILL,
    "STOPSIGNAL 9": KILL,
    "STOPSIGNAL kill": KILL,
    "STOPSIGNAL SIGSTOP": "The stop signal is SIGSTOP: it halts the program, which then is killed.",
    "STOPSIGNAL SIGFOO": none("SIGFOO"),
    "STOPSIGNAL 65": none("65"),
    "STOPSIGNAL 0": none("0"),
    "STOPSIGNAL SIGRTMIN+99": none("SIGRTMIN+99"),
    'CMD ["nginx", "-g", "daemon off;"]': nginx,
    'STOPSIGNAL SIGTERM\nCMD ["/usr/sbin/nginx"]': nginx,
    [`${script}CMD ["nginx", "-g", "daemon off;"]`]: nginx,
    'CMD ["httpd", "-DFOREGROUND"]':
      "The stop signal is SIGTERM, on which httpd drops the requests that are in flight; it ends in order on SIGWINCH.",
    'CMD ["postgres"]':
      "The stop signal is SIGTERM, on which postgres waits until the last client has gone, and is killed before; it ends in order on SIGINT.",
  },
  ignores: [
    "USER 1",
    "STOPSIGNAL SIGTERM",
    "STOPSIGNAL 15",
    "STOPSIGNAL TERM",
    "STOPSIGNAL SIGRTMIN+3",
    "STOPSIGNAL SIGINT",
    'STOPSIGNAL SIGQUIT\nCMD ["nginx"]',
    `STOPSIGNAL SIGQUIT\n${script}CMD ["nginx", "-g", "daemon off;"]`,
    'STOPSIGNAL SIGWINCH\nCMD ["httpd-foreground"]',
    // The httpd of busybox is not Apache's.
    'COPY --elf=amd64 --chmod=755 /bin/busybox\nRUN ln -s busybox /bin/httpd\nCMD ["httpd", "-f"]',
    'CMD ["node", "server.js"]',
    "FROM --platform=windows/amd64 scratch\nSTOPSIGNAL SIGFOO",
  ],
})

test("points at the STOPSIGNAL line, or at the config where there is none", async () => {
  const [set] = await findingsOf(stopSignal, "ENV A=1\nSTOPSIGNAL 9")
  const [unset] = await findingsOf(stopSignal, 'CMD ["nginx"]')
  expect(set?.location).toEqual({ kind: "history", history: 1, key: "StopSignal" })
  expect(unset?.location).toEqual({ kind: "config", key: "StopSignal" })
})
