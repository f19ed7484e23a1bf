import { expect, test } from "vitest"
import readOnlyReady from "../../../src/rules/runtime/read-only-ready.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const USER = "USER 10001:10001"

testRule(readOnlyReady, {
  catches: {
    [`RUN mkdir -p /app/cache && chown 10001:10001 /app/cache\n${USER}`]:
      "With a read-only root file system some folders may have to be mounted: uid 10001 owns /app/cache.",
    [`COPY --chown=10001:10001 <<EOF /app/run\nx\nEOF\nRUN mkdir /data && chown 10001:10001 /app /data\n${USER}`]:
      "With a read-only root file system some folders may have to be mounted: uid 10001 owns /data; uid 10001 also owns /app, with files of the image in it.",
    'RUN mkdir -p /var/cache/nginx /run\nCMD ["nginx", "-g", "daemon off;"]':
      "With a read-only root file system some folders must be mounted: nginx writes to /var/cache/nginx, /run.",
    [`RUN mkdir -p /var/cache/nginx && chown -R 10001:10001 /var/cache/nginx && mkdir /data && chown 10001:10001 /data\n${USER}\nCMD ["nginx"]`]:
      "With a read-only root file system some folders must be mounted: nginx writes to /var/cache/nginx; uid 10001 owns /data.",
  },
  ignores: [
    "FROM scratch",
    // Nothing is the user's: it can be run so as it is.
    `COPY --chmod=755 <<EOF /app\nx\nEOF\n${USER}\nCMD ["/app"]`,
    `RUN mkdir -p /data/x && chown -R 10001:10001 /data\nVOLUME /data\n${USER}`,
    `RUN mkdir -p /tmp/x && chown 10001:10001 /tmp/x\n${USER}`,
    // Code of its own says nothing of what is written.
    `COPY --chown=10001:10001 <<EOF /app/run\nx\nEOF\nRUN chown 10001:10001 /app\n${USER}`,
    // All of these are not what it writes to.
    `RUN ${Array.from({ length: 51 }, (_, index) => `mkdir -p /a/${index}/x && chown 10001:10001 /a/${index}/x`).join(" && ")}\n${USER}`,
    // A file deep in it is a file in it.
    `COPY --chown=10001:10001 <<EOF /app/a/b/run\nx\nEOF\nRUN chown 10001:10001 /app\n${USER}`,
    // A home alone says nothing.
    `COPY <<EOF /etc/passwd\napp:x:10001:10001::/home/app:/bin/sh\nEOF\nRUN mkdir -p /home/app && chown 10001:10001 /home/app\n${USER}`,
    // Root owns everything: that says nothing.
    "RUN mkdir -p /data",
    'RUN mkdir -p /var/cache/nginx\nCMD ["/app"]',
    `RUN mkdir -p /app/cache && chown 10001:10001 /app/cache\n${USER}\n# archive: layer 0 cut short`,
    `RUN mkdir -p /app/cache && chown 10001:10001 /app/cache\nRUN rm -r /app/cache\n${USER}\n# archive: layer 1 left out`,
    'RUN mkdir -p /var/cache/nginx\nRUN rm -r /var/cache/nginx\nCMD ["nginx"]\n# archive: layer 1 left out',
    `COPY <<EOF /etc/passwd\nroot:x:0:0::/:\nEOF\nCOPY <<EOF /etc/group\nroot:x:0:\nEOF\nRUN mkdir -p /app/cache && chown 10001:10001 /app/cache\nRUN rm -r /app/cache\n${USER}\n# archive: layer 3 left out`,
  ],
})

test("gives a line that can be run, and mounts nothing over files of the image", async () => {
  const [finding] = await findingsOf(
    readOnlyReady,
    `RUN mkdir -p /cache && chown 10001:10001 /cache\nCOPY <<EOF /app/run\nx\nEOF\nRUN chown 10001:10001 /app\n${USER}`,
  )
  expect(finding?.severity).toBe("info")
  expect(finding?.remedy).toContain("`docker run --read-only --tmpfs /tmp --tmpfs /cache:uid=10001,gid=10001 …`")
  expect(finding?.remedy).toContain("readOnlyRootFilesystem: true")
  expect(finding?.remedy).not.toContain("--tmpfs /app")
  expect(finding?.remedy).toContain("What is written in /app wants a folder of its own")
})
