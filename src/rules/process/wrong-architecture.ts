import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { wrongArchitecture } from "../support/start/architecture.ts"
import { remarksOn } from "../support/start/obstacle.ts"

export default defineRule({
  id: "process/wrong-architecture",
  title: "The program is built for the image's platform",
  severity: "high",
  why: "A program for another processor ends at once: `exec format error`. It works on the laptop where it was built, or with emulation, and fails on the server.",
  decides:
    "The machine in the header of the ELF file that is started, or of the interpreter that its first line names, against the platform of the image config. Programs for macOS and Windows are told by their first bytes.",
  blind:
    "Libraries and native modules that are loaded later, and an image whose platform itself is wrong: then all of it is named.",
  remedy: "Build for the platform of the image: `--platform`, TARGETARCH.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=arm64 --chmod=755 /app
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /app
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  check: (image) => remarksOn(image, wrongArchitecture),
})
