import type { GroupName } from "./options.ts"

/** One command: what it takes, and what it is for. */
export interface CommandInfo {
  /** Operands as help shows them: `[INPUT...]` any number, `INPUT` one, `[ID]` one or none; empty where it takes none. */
  readonly operands: string
  readonly help: string
  readonly groups: readonly GroupName[]
  /** What its help ends with. */
  readonly note?: string
}

const VIEW = ["choose", "settings", "reading", "limits", "output"] as const

export const COMMANDS = {
  audit: {
    operands: "[INPUT...]",
    help: "audit images; the default command",
    groups: ["choose", "share", "verdict", "compare", "settings", "content", "report", "reading", "limits", "output"],
  },
  diff: {
    operands: "OLD NEW",
    help: "what became of an image since another",
    groups: ["choose", "verdict", "settings", "content", "report", "reading", "limits", "output"],
  },
  convert: {
    operands: "REPORT",
    help: "show a saved report in other formats",
    groups: ["report", "output"],
    note: `REPORT is what --format json wrote, or - for standard input; no image is read.
The exit code is that of the audit which wrote it: 0 pass, 1 fail, 2 incomplete.`,
  },
  merge: {
    operands: "REPORT...",
    help: "join saved reports into one, with one verdict",
    groups: ["merge", "report", "output"],
    note: `Each REPORT is what --format json wrote, as the shares of audit --shard do.
The exit code is that of the worst: 0 pass, 1 fail, 2 incomplete; 2 also where
a share is missing or given twice. What failed by the limits of its own audit
still fails, unless --fail-on judges all anew.`,
  },
  init: {
    operands: "[INPUT]",
    help: "write settings to begin with, fitted to an image",
    groups: ["choose", "init", "reading", "limits", "output"],
  },
  baseline: {
    operands: "[INPUT...]",
    help: "write what is known, to measure growth from",
    groups: ["choose", "verdict", "baseline", "settings", "reading", "limits", "output"],
  },
  layers: { operands: "INPUT", help: "every layer with its sizes", groups: VIEW },
  files: { operands: "INPUT", help: "the largest files that a container sees", groups: VIEW },
  history: { operands: "INPUT", help: "the steps that built the image", groups: VIEW },
  packages: { operands: "INPUT", help: "what is installed, and how large it is", groups: VIEW },
  config: {
    operands: "",
    help: "the settings in force, and where each comes from",
    groups: ["choose", "verdict", "compare", "settings", "content", "report", "reading", "limits", "output"],
  },
  rules: { operands: "[ID]", help: "list the rules, or explain one", groups: ["output"] },
  schema: { operands: "[NAME]", help: "print a JSON Schema, or list them", groups: ["output"] },
  completion: { operands: "[SHELL]", help: "print completion for bash, zsh or fish", groups: ["output"] },
  man: { operands: "", help: "print the manual page", groups: ["output"] },
} as const satisfies Record<string, CommandInfo>

export type CommandName = keyof typeof COMMANDS
