import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { nameOf } from "../support/paths.ts"
import { shellStays } from "../support/start/gives-way.ts"
import { locateStep } from "../support/start/obstacle.ts"
import { show } from "../support/words.ts"

/** The list to paste, where a text is words and nothing else; null where it needs a shell. */
function execForm(text: string): string | null {
  const words = text.trim().split(/\s+/)
  return words.every((word) => /^[\w./:=@%+,-]+$/.test(word)) && !/^\w+=/.test(words[0] ?? "")
    ? `[${words.map((word) => JSON.stringify(word)).join(", ")}]`
    : null
}

/** The first process where it is a shell with a text. */
function firstShell(image: Image): (CommandStep & { readonly text: string }) | undefined {
  const { steps } = startedCommand(image)
  const step = steps.find(({ role }) => role !== "wrapper")
  return step?.role === "shell" && step.isFirstProcess === true && step.text !== null
    ? { ...step, text: step.text }
    : undefined
}

export default defineRule({
  id: "process/shell-form",
  title: "The program itself is the container's first process",
  severity: "medium",
  why: '`CMD node server.js` is started as `/bin/sh -c "node server.js"`. A shell that stays the first process passes no signal on: `docker stop` waits ten seconds and then kills, requests in flight are lost, and every deployment takes that much longer. As ENTRYPOINT, the shell form also drops CMD and what `docker run` is given.',
  decides:
    "Entrypoint and Cmd start a shell with `-c`, and its text neither ends in `exec` nor handles signals. Which shells become their last command by themselves was tried out: there the finding is low.",
  blind: "Entrypoint scripts, whatever they do, and what an init before the shell does with its process group.",
  remedy: 'Use the exec form, `CMD ["node", "server.js"]`, or `exec` where a shell is needed.',
  examples: {
    bad: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/dash
      RUN ln -s dash /bin/sh
      CMD node server.js`,
    good: `
      FROM scratch
      COPY --elf=amd64 --chmod=755 /bin/dash
      RUN ln -s dash /bin/sh
      CMD ["node", "server.js"]`,
  },
  references: ["hadolint DL3025"],
  reads: ACCOUNT_FILES,

  *check(image) {
    const step = firstShell(image)
    if (step === undefined) return
    const { text, argv } = step
    const called = nameOf(argv[0] ?? "")
    const { others, steps, final } = startedCommand(image)
    const shell = [...steps, ...others].find(({ startedBy }) => startedBy === "shell")?.shell ?? ""
    const stays = shellStays(image, shell, text)
    // A builtin is no program that waits for a signal.
    if (stays === "cared for" || final?.role === "builtin") return
    const { entrypoint, cmd } = image.config.run
    const keyword = entrypoint?.includes(text) === true ? "ENTRYPOINT" : "CMD"
    const inner = keyword === "ENTRYPOINT" && (cmd?.length ?? 0) > 0 ? ", and CMD is never looked at" : ""
    const name = shell === "" || shell === called ? `\`${called}\`` : `\`${called}\` (${show(shell)})`
    const form = execForm(text)
    yield {
      message: `${keyword} starts \`${show(text.trim())}\` through the shell ${name}${CLAUSES[stays]}${inner}.`,
      remedy:
        form !== null && form.length < 200
          ? `Name the program itself: \`${keyword} ${form}\`.`
          : `Let the shell give way to the program: \`${keyword} ["/bin/sh", "-c", "exec …"]\`, with \`exec\` before the last command.`,
      ...(stays === "gives way" ? { severity: "low" as const } : {}),
      location: locateStep(image, step),
      identity: keyword,
    }
  },
})

const CLAUSES = {
  stays: ", which stays the first process and passes no signal on: the program never gets SIGTERM, and is killed",
  unknown: "; unless that shell gives way to it, which not all do, the program never gets SIGTERM and is killed",
  "gives way": ": the program gets SIGTERM only because this shell gives way to its last command, which not all do",
} as const
