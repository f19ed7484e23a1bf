import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { absent } from "../support/start/absent.ts"
import { absentArgument } from "../support/start/argument.ts"
import { remarksOn } from "../support/start/obstacle.ts"

export default defineRule({
  id: "process/command-not-found",
  title: "The command that a container runs is in the image",
  severity: "high",
  why: "A container whose program is not there ends at once: `exec: not found`. It happens where a build stage's result was not copied, where a slim base lacks a tool, or where a name is looked for in the wrong folder, and shows only when somebody starts it.",
  decides:
    "The first word of Entrypoint and Cmd is looked up in the final file system as runtimes do: a name with a slash from WORKDIR, any other on PATH, links followed. So are the programs after tini, gosu, `sh -c` and entrypoint scripts, where it is certain that they are started; and the file that node, python, java and the like are given.",
  blind:
    "Names with variables, what lies in a volume, commands in branches of a script, and images of which a layer could not be read: nothing is said of them.",
  remedy: "Copy the program into the final stage, or correct its name.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /srv/server
      WORKDIR /srv
      CMD ["server"]`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /srv/server
      WORKDIR /srv
      CMD ["./server"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  check: (image) => remarksOn(image, (of, step) => absent(of, step) ?? absentArgument(of, step)),
})
