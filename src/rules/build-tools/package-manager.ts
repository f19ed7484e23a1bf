import { defineRule } from "../../model/index.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/package-manager",
  title: "No package manager is shipped",
  severity: "info",
  why: "With a package manager whoever gets into a container installs what he lacks. A hardened image is made elsewhere and holds what its program needs; new versions come as new images.",
  decides:
    "Executables of apt, apk, dnf, yum, zypper, pacman, pip, uv, Poetry, npm, Yarn, pnpm, RubyGems, Composer and conda where programs are installed, with the folders that only they use, and what their packages alone need.",
  blind: "Whether the program installs at run time; dpkg and rpm without a manager above them.",
  remedy:
    "Install in a build stage, and start the final stage from a distroless, chiseled or hardened base, or from `scratch`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /sbin/apk
      apk
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/app
      app
      EOF`,
  },
  references: [],
  check: (image) => toolRemarks(image, "package manager"),
})
