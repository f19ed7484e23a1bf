import mismatch from "../../../src/rules/history/mismatch.ts"
import { testRule } from "../../support/rule.ts"

testRule(mismatch, {
  catches: {
    "# archive: last history entry left out\nCOPY a /a\nCOPY b /b":
      "The history tells of 1 layer, but the image has 2: 1 was added without a line, and no layer can be told the line that made it.",
  },
  ignores: [
    "COPY a /a\nCOPY b /b",
    "# archive: last history entry left out\nCOPY a /a",
    "ENV A=1\nCOPY a /a\nLABEL a=b",
  ],
})
