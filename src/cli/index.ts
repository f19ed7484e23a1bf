import { PlimsollError } from "../model/index.ts"
import type { CommandName } from "./commands.ts"
import type { RawOptions } from "./options.ts"
import { SENTENCES } from "./sentences.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

export { SENTENCES } from "./sentences.ts"
export type { World } from "./world.ts"

type Run = (operands: readonly string[], options: RawOptions, world: World) => Promise<number>

// Every command is loaded when it is called: `--help` must not wait for the reader of archives.
const view =
  (name: "layers" | "files" | "history" | "packages"): Run =>
  async (...given) =>
    (await import("./views.ts")).viewCommand(name, ...given)

const RUN = {
  audit: async (...given) => (await import("./audit.ts")).auditCommand(...given),
  diff: async (...given) => (await import("./diff.ts")).diffCommand(...given),
  convert: async (...given) => (await import("./convert.ts")).convertCommand(...given),
  merge: async (...given) => (await import("./merge.ts")).mergeCommand(...given),
  init: async (...given) => (await import("./init.ts")).initCommand(...given),
  baseline: async (...given) => (await import("./baseline.ts")).baselineCommand(...given),
  layers: view("layers"),
  files: view("files"),
  history: view("history"),
  packages: view("packages"),
  config: async (_, ...given) => (await import("./config-command.ts")).configCommand(...given),
  rules: async (...given) => (await import("./reference.ts")).rulesCommand(...given),
  schema: async (operands, _, world) => (await import("./reference.ts")).schemaCommand(operands, world),
  completion: async (operands, _, world) => (await import("./completion/index.ts")).completionCommand(operands, world),
  man: async (_operands, _options, world) => (await import("./man.ts")).manCommand(world),
} as const satisfies Record<CommandName, Run>

/** Runs one command line and resolves to its exit code, 0, 1 or 2 as the report contract says. Never rejects. */
export async function run(world: World): Promise<number> {
  // Without a listener a reader that goes away would be an uncaught error.
  for (const output of [world.stdout, world.stderr]) output.on("error", () => {})
  try {
    const { parse } = await import("./program.ts")
    const asked = parse(world.argv.slice(2), world.version)
    if ("text" in asked) {
      await writeReport(world, asked.text)
      return 0
    }
    const { withEnvironment } = await import("./environment.ts")
    const options = await withEnvironment(asked.command, asked.options, world)
    return await RUN[asked.command](asked.operands, options, world)
  } catch (error) {
    await tell(error, world)
    return 2
  }
}

/** One sentence for whoever ran us; where it came from only with `--debug`. */
export async function tell(error: unknown, world: Pick<World, "argv" | "env" | "stderr">): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  const sentence = error instanceof PlimsollError ? message : SENTENCES.internal(message)
  const [{ term }, { createRedactor }] = await Promise.all([
    import("../reports/index.ts"),
    import("../secrets/index.ts"),
  ])
  // Of what stands in settings, too: a key that is none may be a token in the wrong place.
  const redact = createRedactor([])
  const more = error instanceof PlimsollError ? error.more : []
  for (const one of [sentence, ...more]) await say(world, `plimsoll: ${term(redact(one))}`)
  const { PLIMSOLL_DEBUG: debug } = world.env
  if ((world.argv.includes("--debug") || debug === "1" || debug === "true") && error instanceof Error)
    await say(
      world,
      redact(error.stack ?? "")
        .split("\n")
        .map(term)
        .join("\n"),
    )
}
