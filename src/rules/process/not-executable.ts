import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { notExecutable } from "../support/start/executable.ts"
import { remarksOn } from "../support/start/obstacle.ts"

export default defineRule({
  id: "process/not-executable",
  title: "The run user can execute the command",
  severity: "high",
  why: "A file without the execute bit can't be started: `permission denied`, and the container ends at once. Scripts lose the bit when they are written on Windows, unpacked from a zip, or copied with a mode that leaves it out; and a program of mode 700 is root's alone.",
  decides:
    "What Entrypoint and Cmd start, and what tini, gosu, shells and scripts start after it: whether it is a file, not empty, and may be executed by the image's user, folders on the way included.",
  blind: "Capabilities, ACLs, volumes, and a user that is set when the container is started.",
  remedy: "Set mode and owner where the file is copied: `COPY --chmod=755`.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=644 /app
      CMD ["/app"]`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /app
      CMD ["/app"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  check: (image) => remarksOn(image, notExecutable),
})
