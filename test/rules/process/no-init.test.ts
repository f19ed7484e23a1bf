import { expect, test } from "vitest"
import noInit from "../../../src/rules/process/no-init.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const NODE =
  "Node.js was not made to be process 1: without handlers of its own it ignores SIGTERM and SIGINT there, and it never collects children that others left behind."

testRule(noInit, {
  catches: {
    'CMD ["node", "server.js"]': `\`node\` is process 1, with no init before it: ${NODE}`,
    'ENTRYPOINT ["/usr/local/bin/node"]\nCMD ["server.js"]': `\`node\` is process 1, with no init before it: ${NODE}`,
    "COPY --elf=amd64 --chmod=755 /bin/sh\nCMD exec node server.js": `\`node\` is process 1, with no init before it: ${NODE}`,
    'CMD ["chromium", "--headless"]':
      "`chromium` is process 1, with no init before it: a browser starts processes that outlive those that started them, and nobody collects them.",
  },
  ignores: [
    'ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]',
    'ENTRYPOINT ["/usr/bin/dumb-init"]\nCMD ["node", "server.js"]',
    'CMD ["catatonit", "--", "node", "server.js"]',
    'CMD ["nginx"]',
    'CMD ["node"]',
    // It has handlers, and a rule of its own.
    'CMD ["npm", "start"]',
    // Whether it is process 1 depends on the shell.
    "CMD node server.js",
    "USER 1",
  ],
})

test("names the init that the image has", async () => {
  const [finding] = await findingsOf(noInit, 'COPY --elf=amd64 --chmod=755 /sbin/tini\nCMD ["node", "server.js"]')
  expect(finding?.remedy).toBe('The image has /sbin/tini: `ENTRYPOINT ["/sbin/tini", "--"]`.')
})
