import unknown from "../../../src/rules/base/unknown.ts"
import { testRule } from "../../support/rule.ts"

const os = "COPY <<EOF /etc/os-release\nID=debian\nEOF"
const app = "COPY <<EOF /app\nEOF"

testRule(unknown, {
  catches: {
    [`${os}\n${app}`]: "Nothing says which image this one was built on.",
    [`${os}\n${app}\nLABEL org.opencontainers.image.base.name=" "`]: "Nothing says which image this one was built on.",
  },
  ignores: [
    "FROM scratch",
    // From scratch, with two layers.
    `${app}\n${app}`,
    // The image of a distribution itself.
    os,
    `${os}\n${app}\nLABEL org.opencontainers.image.base.name=debian`,
    `${os}\n${app}\nLABEL org.opencontainers.image.base.digest=sha256:${"0".repeat(64)}`,
    `# archive: provenance with the build argument A=B\n${os}\n${app}`,
    `FROM --platform=windows/amd64 scratch\n${os}\n${app}`,
  ],
})
