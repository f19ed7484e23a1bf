import { defineRule } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { missingInterpreter } from "../support/start/interpreter.ts"
import { remarksOn } from "../support/start/obstacle.ts"

export default defineRule({
  id: "process/missing-interpreter",
  title: "What starts the program is in the image",
  severity: "high",
  why: "A script needs the interpreter on its first line, a dynamic program the loader in its header. Where that is missing, the kernel says `no such file or directory` of a file that plainly is there. Scripts for bash on Alpine, Windows line ends, moved virtual environments and programs linked with another C library all end so.",
  decides:
    "The `#!` line of the script that is started, `env` looked through, and PT_INTERP of the ELF file, both looked up in the final file system.",
  blind: "What a script starts in branches, and interpreters that a volume brings.",
  remedy: "Install the interpreter, correct the first line, or link the program statically.",
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/sh
      COPY --chmod=755 <<EOF /entrypoint.sh
      #!/bin/bash
      exec "$@"
      EOF
      ENTRYPOINT ["/entrypoint.sh"]`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/sh
      COPY --chmod=755 <<EOF /entrypoint.sh
      #!/bin/sh
      exec "$@"
      EOF
      ENTRYPOINT ["/entrypoint.sh"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  check: (image) => remarksOn(image, missingInterpreter),
})
