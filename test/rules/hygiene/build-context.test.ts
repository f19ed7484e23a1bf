import { expect, test } from "vitest"
import buildContext from "../../../src/rules/hygiene/build-context.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

testRule(buildContext, {
  catches: {
    "COPY --size=100 /app/Dockerfile":
      "/app/Dockerfile is shipped, 100 B that only the build needs, brought by layer 0 (COPY Dockerfile /app/Dockerfile).",
    "WORKDIR /var/www/shop\nCOPY --size=10 .dockerignore\nCOPY --size=20 compose.prod.yaml\nCOPY --size=30 .github/workflows/ci.yml\nCOPY --size=40 Makefile":
      "/var/www/shop/.dockerignore, /var/www/shop/.github, /var/www/shop/Makefile and 1 more are shipped, 100 B that only the build needs, brought by layer 4 (COPY Makefile Makefile).",
  },
  ignores: [
    "COPY --size=100 /app/node_modules/a/Dockerfile\nCOPY --size=100 /app/node_modules/a/.github/a",
    "COPY --size=100 /app/examples/Dockerfile",
    "COPY --size=100 /usr/share/doc/a/Makefile",
    "COPY --size=100 /usr/local/lib/python3.12/config-3.12-x86_64-linux-gnu/Makefile",
    "WORKDIR /app/node_modules/a\nCOPY --size=100 Makefile",
    "RUN mkdir -p /app/.vscode",
    "COPY --size=100 /app/Dockerfile\nRUN rm /app/Dockerfile",
  ],
})

test("the remedy is what to write into .dockerignore", async () => {
  const [finding] = await findingsOf(buildContext, "COPY --size=9 /app/Jenkinsfile\nCOPY --size=9 /app/.idea/a.xml")
  expect(finding).toMatchObject({ severity: "low", bytes: 18 })
  expect(finding?.remedy).toContain("`.idea`, `Jenkinsfile`")
})
