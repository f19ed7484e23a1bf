import { expect, test } from "vitest"
import ssh from "../../../src/rules/ports/ssh.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(ssh, {
  catches: {
    "EXPOSE 22 3000": "The image lets people in by SSH: it exposes port 22.",
    "EXPOSE 20-25": "The image lets people in by SSH: it exposes port 22, within 20-25/tcp.",
    'CMD ["/usr/sbin/sshd", "-D"]': "The image lets people in by SSH: its command starts sshd.",
    'ENTRYPOINT ["tini", "--", "dropbear", "-F"]': "The image lets people in by SSH: its command starts dropbear.",
    "CMD service ssh start && exec /app": "The image lets people in by SSH: its command starts ssh.",
    'COPY --elf=amd64 --chmod=755 /bin/sh\nCOPY --chmod=755 <<EOF /start.sh\n#!/bin/sh\n/usr/sbin/sshd\nexec /app\nEOF\nEXPOSE 22\nCMD ["/start.sh"]':
      "The image lets people in by SSH: its command starts sshd, and it exposes port 22.",
  },
  ignores: [
    "EXPOSE 2222 8022 220",
    "EXPOSE 22/udp",
    // A client, and a file that lies there.
    'COPY --chmod=755 <<EOF /usr/sbin/sshd\nx\nEOF\nCMD ["ssh", "host"]',
    'CMD ["echo", "sshd"]',
    'CMD ["service", "nginx", "start"]',
    'FROM --platform=windows/amd64 scratch\nCMD ["sshd"]',
  ],
})

test("points at the line that exposes the port", async () => {
  const [finding] = await findingsOf(ssh, "EXPOSE 80\nEXPOSE 22\nEXPOSE 2200")
  expect(finding?.location).toEqual({ kind: "history", history: 1, key: "ExposedPorts" })
})
