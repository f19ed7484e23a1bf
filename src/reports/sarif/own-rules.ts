import type { RuleText } from "../look.ts"

/** What a run says for itself: hosts show results, and few show notifications. */
export const NOT_READ = {
  id: "plimsoll/not-read",
  title: "Everything that was given was read whole",
  severity: "high",
  why: "What was not read was not audited: that nothing was found in it says nothing. The audit ends in status 2.",
  remedy: "See to what the message names, and audit again.",
  references: [],
} as const satisfies RuleText

export const LEFT_OUT = {
  id: "plimsoll/left-out",
  title: "Every finding is listed here",
  severity: "info",
  why: "Hosts take a limited number of results. The gravest are listed, and the rest is counted.",
  remedy: "`--format json=FILE` lists what is left out.",
  references: [],
} as const satisfies RuleText
