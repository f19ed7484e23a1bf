import rootGroup from "../../../src/rules/user/root-group.ts"
import { testRule } from "../../support/rule.ts"

const passwd = (line: string): string => `COPY <<EOF /etc/passwd\n${line}\nEOF`

testRule(rootGroup, {
  catches: {
    "USER 10001":
      "The container runs as uid 10001 in root's group: USER is 10001, which /etc/passwd does not have, and then the group is 0.",
    "USER 10001:0": "The container runs as uid 10001 in root's group: USER is 10001:0.",
    [`${passwd("app:x:10001:10001::/:")}\nUSER app:0`]:
      "The container runs as uid 10001 (app) in root's group: USER is app:0.",
    [`${passwd("app:x:10001:0::/:")}\nUSER app`]:
      "The container runs as uid 10001 (app) in root's group: /etc/passwd says so.",
  },
  ignores: [
    "USER 10001:10001",
    `${passwd("app:x:10001:10001::/:")}\nUSER 10001`,
    // Root has more than its group.
    "USER 0:0",
    "FROM scratch",
    // Whether there is an entry, nobody can say.
    `${passwd("app:x:10001:10001::/:")}\nUSER 10001\n# archive: layer 0 left out`,
  ],
})
