import shellCommand from "../../../src/rules/process/shell-command.ts"
import { testRule } from "../../support/rule.ts"

const shell = "COPY --elf=amd64 --chmod=755 /bin/sh\n"
const SAYS = "The command is an interactive"

testRule(shellCommand, {
  catches: {
    'CMD ["/bin/bash"]': `${SAYS} shell (/bin/bash): without a terminal it ends at once.`,
    'CMD ["sh", "-l"]': `${SAYS} shell (sh -l): without a terminal it ends at once.`,
    "CMD bash": `${SAYS} shell (bash): without a terminal it ends at once.`,
    'ENTRYPOINT ["tini", "--"]\nCMD ["bash"]': `${SAYS} shell (bash): without a terminal it ends at once.`,
    'CMD ["busybox", "sh"]': `${SAYS} shell (busybox sh): without a terminal it ends at once.`,
    'CMD ["node"]': `${SAYS} prompt of node (node): without a terminal it ends at once.`,
    'CMD ["python3"]': `${SAYS} prompt of python3 (python3): without a terminal it ends at once.`,
    'CMD ["php", "-a"]': `${SAYS} prompt of php (php -a): without a terminal it ends at once.`,
    [`${shell}COPY --chmod=755 <<EOF /docker-entrypoint.sh\n#!/bin/sh\nset -e\nexec "$@"\nEOF\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["node"]`]: `${SAYS} prompt of node (node): without a terminal it ends at once.`,
  },
  ignores: [
    'CMD ["/app"]',
    'CMD ["bash", "-c", "exec /app"]',
    'CMD ["bash", "/run.sh"]',
    'ENTRYPOINT ["bash"]\nCMD ["run.sh"]',
    'CMD ["node", "server.js"]',
    'CMD ["python3", "-m", "app"]',
    'CMD ["php", "app.php"]',
    'ENTRYPOINT ["python3"]\nCMD ["app.py"]',
    "USER 1",
    'FROM --platform=windows/amd64 scratch\nCMD ["cmd.exe"]',
  ],
})
