import latest from "../../../src/rules/tag/latest.ts"
import { testRule } from "../../support/rule.ts"

testRule(latest, {
  catches: {
    "# archive: name example/app:latest\nUSER 1": "The image has no other name than example/app:latest.",
    "# archive: names a.example:5000/app:latest other:latest\nUSER 1":
      "The image has no other name than a.example:5000/app:latest, other:latest.",
    "# archive: name localhost:5000/app\nUSER 1": "The image has no other name than localhost:5000/app.",
    "# archive: no name\nUSER 1": "The archive gives the image no name.",
  },
  ignores: [
    "FROM scratch",
    "# archive: names example/app:latest example/app:1.2.3\nUSER 1",
    "# archive: name example/app@sha256:00ff\nUSER 1",
    "# archive: name latest.example/latest:1\nUSER 1",
    "# archive: name localhost:5000/app:2026-01-31\nUSER 1",
  ],
})
