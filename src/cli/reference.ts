import { nearest, PlimsollError } from "../model/index.ts"
import { BUDGET_KEYS } from "../policy/index.ts"
import { SCHEMAS, views } from "../reports/index.ts"
import { PROFILES, RULES } from "../rules/index.ts"
import { settingsSchema } from "../settings/index.ts"
import type { RawOptions } from "./options.ts"
import { SENTENCES } from "./sentences.ts"
import { lookAt } from "./terminal.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** `plimsoll rules [ID]`. */
export async function rulesCommand([id]: readonly string[], raw: RawOptions, world: World): Promise<number> {
  const look = lookAt(world, raw)
  if (id === undefined) {
    await writeReport(world, views.ruleList(RULES, look))
    return 0
  }
  const rule = RULES.find((one) => one.id === id)
  if (rule === undefined)
    throw new PlimsollError(
      SENTENCES.noRule(
        id,
        nearest(
          id,
          RULES.map((one) => one.id),
        ),
      ),
    )
  await writeReport(world, views.ruleText(rule, look))
  return 0
}

/** JSON Schemas by name, each made when it is asked for. */
const ALL_SCHEMAS: Readonly<Record<string, () => unknown>> = {
  ...Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, () => schema])),
  config: () => settingsSchema({ rules: RULES, profiles: PROFILES, budgets: BUDGET_KEYS }),
}

export const SCHEMA_NAMES: readonly string[] = Object.keys(ALL_SCHEMAS)

/** `plimsoll schema [NAME]`. */
export async function schemaCommand([name]: readonly string[], world: World): Promise<number> {
  const schema = name === undefined || !Object.hasOwn(ALL_SCHEMAS, name) ? undefined : ALL_SCHEMAS[name]?.()
  if (name !== undefined && schema === undefined) throw new PlimsollError(SENTENCES.noSchema(name, SCHEMA_NAMES))
  await writeReport(
    world,
    schema === undefined ? `${SCHEMA_NAMES.join("\n")}\n` : `${JSON.stringify(schema, null, 2)}\n`,
  )
  return 0
}
