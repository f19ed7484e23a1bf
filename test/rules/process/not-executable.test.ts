import notExecutable from "../../../src/rules/process/not-executable.ts"
import { testRule } from "../../support/rule.ts"

const passwd = "COPY <<EOF /etc/passwd\nroot:x:0:0::/:\napp:x:1000:1000::/:\nEOF\n"
const group = "COPY <<EOF /etc/group\nroot:x:0:\nops:x:20:app\nEOF\n"
const program = (path: string, flags: string): string => `COPY --elf=amd64 ${flags} ${path}\n`

testRule(notExecutable, {
  catches: {
    [`${program("/app", "--chmod=644")}CMD ["/app"]`]:
      "The container can't start: /app has no execute bit (mode 644); it is from layer 0 (COPY --chmod=644 app /app).",
    'COPY <<EOF /entrypoint.sh\n#!/bin/sh\nEOF\nENTRYPOINT ["/entrypoint.sh"]':
      "The container can't start: /entrypoint.sh has no execute bit (mode 644); it is from layer 0 (COPY <<EOF /entrypoint.sh).",
    'COPY <<EOF /usr/local/bin/run\nEOF\nCMD ["run"]':
      "The container can't start: /usr/local/bin/run has no execute bit (mode 644); it is from layer 0 (COPY <<EOF /usr/local/bin/run).",
    'RUN mkdir /app\nCMD ["/app"]': "The container can't start: /app is a folder; it is from layer 0 (RUN mkdir /app).",
    'COPY --chmod=755 <<EOF /app\nEOF\nCMD ["/app"]':
      "The container can't start: /app is empty; it is from layer 0 (COPY --chmod=755 <<EOF /app).",
    [`${program("/app", "--chmod=700")}USER 1000:1000\nCMD ["/app"]`]:
      "The container can't start: uid 1000 may not execute /app of mode 700 and owner 0:0; it is from layer 0 (COPY --chmod=700 app /app).",
    [`${passwd}${program("/app", "--chmod=750")}USER app\nCMD ["/app"]`]:
      "The container can't start: app (uid 1000) may not execute /app of mode 750 and owner 0:0; it is from layer 1 (COPY --chmod=750 app /app).",
    // The owner's bits count for the owner, even where all others may.
    [`${passwd}${program("/app", "--chmod=677 --chown=1000:1000")}USER app\nCMD ["/app"]`]:
      "The container can't start: app (uid 1000) may not execute /app of mode 677 and owner 1000:1000; it is from layer 1 (COPY --chown=1000:1000 --chmod=677 app /app).",
    [`${program("/root/app", "--chmod=755")}RUN chmod 700 /root\nUSER 1000:1000\nCMD ["/root/app"]`]:
      "The container can't start: uid 1000 may not pass through the folders to /root/app; it is from layer 0 (COPY --chmod=755 app /root/app).",
    [`${program("/bin/sh", "--chmod=755")}${program("/app", "--chmod=644")}CMD exec /app`]:
      "The container's command fails: /app has no execute bit (mode 644); it is from layer 1 (COPY --chmod=644 app /app).",
  },
  ignores: [
    `${program("/app", "--chmod=755")}CMD ["/app"]`,
    // Root needs one execute bit, whosever it is.
    `${program("/app", "--chmod=001")}CMD ["/app"]`,
    `${program("/app", "--chmod=710 --chown=0:1000")}USER 1000:1000\nCMD ["/app"]`,
    `${passwd}${group}${program("/app", "--chmod=710 --chown=0:20")}USER app\nCMD ["/app"]`,
    // Nobody knows whose file it will be.
    `${program("/app", "--chmod=700")}USER nobody\nRUN rm -f /etc/passwd\nCMD ["/app"]`,
    `${program("/data/app", "--chmod=644")}VOLUME /data\nCMD ["/data/app"]`,
    // A shell only reads it.
    `${program("/bin/sh", "--chmod=755")}COPY <<EOF /run.sh\n#!/bin/sh\nEOF\nCMD ["sh", "/run.sh"]`,
    `${program("/bin/sh", "--chmod=755")}COPY --chmod=755 <<EOF /run\nEOF\nCMD exec /run`,
    // The next folder of PATH has one that can be executed.
    `COPY <<EOF /usr/local/bin/app\nEOF\n${program("/usr/bin/app", "--chmod=755")}CMD ["app"]`,
    // Made executable before it is started.
    `${program("/bin/sh", "--chmod=755")}${program("/app", "--chmod=644")}CMD chmod +x /app && exec /app`,
    'CMD ["/absent"]',
  ],
})
