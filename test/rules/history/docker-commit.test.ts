import dockerCommit from "../../../src/rules/history/docker-commit.ts"
import { testRule } from "../../support/rule.ts"

testRule(dockerCommit, {
  catches: {
    'CMD ["node", "server.js"]\nCOPY a /a\n# layer: node server.js ## ':
      "Layer 1 comes from no Dockerfile line: it was made by `docker commit` of a container that ran node server.js.",
    "COPY a /a\n# layer: bash ## ":
      "Layer 1 comes from no Dockerfile line: it was made by `docker commit` of a container that ran bash.",
    "CMD node server.js\n# layer: /bin/sh -c node server.js ## ":
      "Layer 0 comes from no Dockerfile line: it was made by `docker commit` of a container that ran /bin/sh -c node server.js.",
    "COPY a /a\n# layer: /bin/sh -c mkdir /x && cp /a /x/b ## hot fix":
      "Layer 1 (1 file, 1 kB) comes from no Dockerfile line: it was made by `docker commit` (hot fix) of a container that ran mkdir /x && cp /a /x/b.",
    "# layer: ## Imported from -":
      "Layer 0 comes from no Dockerfile line: it was made by `docker import` (Imported from -).",
  },
  ignores: [
    'COPY a /a\nRUN mkdir /x\nCMD ["node"]',
    // In the base.
    '# created: 2026-01-01T00:00:00Z\n# layer: bash ## fix\nCMD ["sh"]\n# created: 2026-03-01T00:00:00Z\nCOPY b /b',
    // Docker's classic builder.
    "# layer: /bin/sh -c mkdir /x ## \nENV A=1",
    '# layer: /bin/sh -c #(nop) COPY file:0123456789abcdef0123456789abcdef in /a ## \nCMD ["sh"]',
    // buildah names the base in its comment, and a bare shell for a script's steps.
    "# layer: /bin/sh -c mkdir /x ## FROM docker.io/library/debian:12\nENV A=1",
    "# layer: /bin/sh ## FROM docker.io/library/alpine:3\nENV A=1",
    "# layer: /bin/sh ## \nENV A=1",
    // An imported tree that a Dockerfile builds on is a base.
    "# layer: ## Imported from -\nCOPY a /a",
    "# layer: jib-core-plugin:3.4.0 ## classes",
    "# layer: bazel build ... ## ",
    "# layer: Application Layer ## Buildpacks",
    "# layer: # debian.sh --arch 'amd64' out/ 'bookworm' ## debuerreotype 0.15",
    '# layer: ## \nCMD ["/server"]',
  ],
})
