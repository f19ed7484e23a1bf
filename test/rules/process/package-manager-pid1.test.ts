import packageManagerPid1 from "../../../src/rules/process/package-manager-pid1.ts"
import { testRule } from "../../support/rule.ts"

const SCRIPT =
  "it runs the program in a shell of its own, which stands between the program and signals, and stays in memory beside it."
const JVM = "it holds a JVM of its own in memory, and starts the program beside it or in it."

testRule(packageManagerPid1, {
  catches: {
    'CMD ["npm", "start"]': `The first process is \`npm start\`: ${SCRIPT}`,
    'CMD ["npm", "--silent", "run", "serve"]': `The first process is \`npm --silent run serve\`: ${SCRIPT}`,
    'CMD ["yarn", "start"]': `The first process is \`yarn start\`: ${SCRIPT}`,
    'CMD ["/usr/local/bin/pnpm", "serve"]': `The first process is \`pnpm serve\`: ${SCRIPT}`,
    "CMD npm start": `The program's parent is \`npm start\`: ${SCRIPT}`,
    'ENTRYPOINT ["tini", "--"]\nCMD ["npm", "start"]': `The program's parent is \`npm start\`: ${SCRIPT}`,
    'CMD ["./mvnw", "spring-boot:run"]': `The first process is \`mvnw spring-boot:run\`: ${JVM}`,
    'CMD ["poetry", "run", "gunicorn", "app:app"]':
      "The first process is `poetry run gunicorn app:app`: it reads its whole configuration before each start, and has to be in the image.",
  },
  ignores: [
    'CMD ["node", "server.js"]',
    'CMD ["npm", "install"]',
    'CMD ["yarn", "install"]',
    'CMD ["poetry", "install"]',
    // It gives way to the program.
    'CMD ["bundle", "exec", "puma"]',
    'CMD ["uv", "run", "app.py"]',
    "USER 1",
  ],
})
