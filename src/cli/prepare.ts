import type { AuditOptions } from "../audit/index.ts"
import type { SettingsPath } from "../model/index.ts"
import { explain, readConfig, type Config } from "./config.ts"
import { variableBehind } from "./environment.ts"
import type { RawOptions } from "./options.ts"
import { auditOptions, textOf } from "./settings.ts"
import type { World } from "./world.ts"

/** All that a command line, the environment and a settings file ask of an audit. */
export interface Prepared {
  readonly options: AuditOptions
  /** Of these, what the command line and the environment ask for. */
  readonly asked: AuditOptions
  /** The settings file, if any. */
  readonly config: Config
  /** The baseline that is named, from the working directory; null where none is. */
  readonly baselineFile: string | null
  /** Throws what an audit with these options was rejected with, in terms of the file or the option that asked for it. */
  readonly rethrow: (error: unknown) => never
}

/** Flags over environment over file over defaults. A baseline is read, or only `named`. Throws a `PlimsollError` for what can't be meant. */
export async function prepareAudit(
  raw: RawOptions,
  world: World,
  { baseline = "read" }: { readonly baseline?: "read" | "named" } = {},
): Promise<Prepared> {
  const asked = await auditOptions(raw)
  const config = await readConfig(raw["config"] === false ? false : textOf(raw, "config"), world)
  const baselineFile = textOf(raw, "baseline") ?? config.baseline
  const known = baseline === "read" && baselineFile !== null ? await baselineOptions(baselineFile) : {}
  return {
    options: {
      settings: config.settings,
      ...(config.file === null ? {} : { settingsFile: config.file }),
      ...known,
      ...asked,
    },
    asked,
    config,
    baselineFile,
    rethrow(error) {
      throw explain(error, config, (path) => askedBy(path, world))
    },
  }
}

async function baselineOptions(baselineFile: string): Promise<Pick<AuditOptions, "baseline" | "baselineFile">> {
  const { readBaselineFile } = await import("./baseline-file.ts")
  return { baseline: await readBaselineFile(baselineFile), baselineFile }
}

const FLAGS: ReadonlyMap<unknown, string> = new Map([
  ["profile", "--profile"],
  ["rules", "--rule"],
  ["budgets", "--budget"],
])

/** The option or variable that a path of what was asked for comes from; null for one of the settings. */
function askedBy([first, field, key]: SettingsPath, world: World): string | null {
  const flag = first === "options" ? FLAGS.get(field) : undefined
  if (flag === undefined) return null
  const name = variableBehind(flag, world) ?? flag
  return key === undefined ? name : `${name} ${key}`
}
