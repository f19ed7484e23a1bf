import { expect, test } from "vitest"
import production from "../../../src/rules/env/production.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const NODE = "The image does not set NODE_ENV: Express and many packages run in their development mode without it."

testRule(production, {
  catches: {
    'CMD ["node", "server.js"]': NODE,
    'ENTRYPOINT ["tini", "--"]\nCMD ["npm", "start"]': NODE,
    "CMD exec node server.js": NODE,
    'CMD ["python3.12", "app.py"]':
      "The image does not set PYTHONUNBUFFERED and PYTHONDONTWRITEBYTECODE: what Python prints is kept back without it, and lost in a crash; Python writes .pyc files into the container without it.",
    'CMD ["python", "-u", "app.py"]':
      "The image does not set PYTHONDONTWRITEBYTECODE: Python writes .pyc files into the container without it.",
    'CMD ["bundle", "exec", "rails", "server"]':
      "The image does not set RAILS_ENV: Rails runs in its development mode without it.",
  },
  ignores: [
    'ENV NODE_ENV=production\nCMD ["node", "server.js"]',
    // Wrong, and told by env/debug.
    'ENV NODE_ENV=development\nCMD ["node", "server.js"]',
    "CMD NODE_ENV=production node server.js",
    'ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\nCMD ["python", "app.py"]',
    'CMD ["python", "-uB", "app.py"]',
    'CMD ["nginx", "-g", "daemon off;"]',
    "FROM scratch",
    // Whoever wrote that script has thought of it.
    'COPY --chmod=755 <<EOF /start.sh\n#!/bin/sh\nexport NODE_ENV=production\nexec node server.js\nEOF\nCMD ["/start.sh"]',
  ],
})

test("gives the line to paste", async () => {
  const [finding] = await findingsOf(production, 'CMD ["python", "app.py"]')
  expect(finding?.severity).toBe("info")
  expect(finding?.remedy).toContain("`ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1`")
})
