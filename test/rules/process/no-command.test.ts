import noCommand from "../../../src/rules/process/no-command.ts"
import { testRule } from "../../support/rule.ts"

const MESSAGE = "The image has no command: neither ENTRYPOINT nor CMD is set."

testRule(noCommand, {
  catches: { "USER 1": MESSAGE, "CMD []": MESSAGE, "ENTRYPOINT []\nCMD []": MESSAGE },
  ignores: ['CMD ["/app"]', 'ENTRYPOINT ["/app"]', "CMD /app", "FROM --platform=windows/amd64 scratch"],
})
