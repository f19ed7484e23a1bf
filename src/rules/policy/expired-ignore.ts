import { defineRule } from "../../model/index.ts"
import { show } from "../support/words.ts"

export default defineRule({
  id: "policy/expired-ignore",
  title: "Every accepted finding is still accepted",
  severity: "medium",
  why: "A finding is accepted until a day so that somebody looks at it again. When the day has passed unseen, the promise is forgotten: the finding counts again, and the entry that once explained it is noise in the file.",
  decides:
    "Entries of `ignore` in the settings, and findings that the baseline accepts, whose `expires` lies before the day of the audit, where they are for this image. They hold on that day itself, UTC.",
  blind: "Whether the reason still holds, and entries without `expires`.",
  remedy: "Mend what was accepted and remove the entry, or give it another day with a reason that holds.",
  examples: {
    ignore: [
      {
        rule: "user/root",
        image: "example/app:1.4.*",
        reason: "the old installer binds port 80",
        expires: "2026-01-31",
      },
    ],
    bad: `
      # With \`ignore: [{ rule: user/root, image: "example/app:1.4.*", reason: …, expires: "2026-01-31" }]\`
      # archive: name example/app:1.4.2
      FROM scratch
      USER root`,
    good: `
      # archive: name example/app:1.5.0
      FROM scratch
      USER 10001:10001`,
  },
  references: [],

  *check(_, { expired = [] }) {
    for (const { name, expires, reason, owner, identity } of expired)
      yield {
        message: `What ${name} accepts was accepted until ${expires}${owner === undefined ? "" : ` by ${show(owner)}`}: ${show(reason)}.`,
        remedy:
          "Mend what it accepts and remove the entry, or, where the reason still holds, give it another day in `expires`.",
        location: { kind: "config", key: name },
        identity,
      }
  },
})
