import { readFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import ts from "typescript"
import { expect, test } from "vitest"
import { SCHEMAS } from "../../src/reports/index.ts"
import { json } from "../../src/reports/json.ts"
import { hostile } from "./hostile.ts"
import { INCOMPLETE, PASS, REPORT } from "./sample.ts"

const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(SCHEMAS.report)
const parsed = (report: typeof REPORT): unknown => JSON.parse(json(report))

test.each([REPORT, PASS, INCOMPLETE, hostile(INCOMPLETE), { ...PASS, generatedAt: "2026-11-21T05:00:00.000Z" }])(
  "describes every report (%#)",
  (report) => {
    validate(parsed(report))
    expect(validate.errors).toBeNull()
  },
)

test.each([
  ["a field that is not ours", { ...REPORT, more: 1 }],
  ["a missing field", { ...REPORT, failures: undefined }],
  ["another verdict", { ...REPORT, verdict: "afloat" }],
  ["a negative size", { ...REPORT, inputs: [{ ...REPORT.inputs[0], bytes: -1 }] }],
])("refuses %s", (_, report) => {
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false)
})

// What JSON adds to the report for names that are no UTF-8.
const ADDED = new Set(["pathBase64", "sameAsBase64"])

interface Part {
  readonly properties?: Readonly<Record<string, Part>>
  readonly required?: readonly string[]
  readonly items?: Part
  readonly anyOf?: readonly Part[]
  readonly description?: string
  readonly additionalProperties?: unknown
}

test("names exactly the fields of src/model/{report,finding,comparison}.ts, and requires those that are never absent", () => {
  const text = ["report", "finding", "comparison"]
    .map((name) => readFileSync(`src/model/${name}.ts`, "utf8"))
    .join("\n")
  const source = ts.createSourceFile("report.ts", text, ts.ScriptTarget.Latest)
  const interfaces = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one.members]),
  )
  const differences: string[] = []
  let compared = 0

  /** The members of the object type behind arrays, `readonly`, `| null`, `&` and names; none for anything else. */
  const membersOf = (type: ts.TypeNode | undefined): readonly ts.TypeElement[] | undefined => {
    if (type === undefined) return undefined
    if (ts.isTypeOperatorNode(type) || ts.isParenthesizedTypeNode(type)) return membersOf(type.type)
    if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((one) => membersOf(one) ?? [])
    if (ts.isArrayTypeNode(type)) return membersOf(type.elementType)
    if (ts.isUnionTypeNode(type)) return type.types.map(membersOf).find((members) => members !== undefined)
    if (ts.isTypeLiteralNode(type)) return type.members
    return ts.isTypeReferenceNode(type) ? interfaces.get(type.typeName.getText(source)) : undefined
  }
  const compare = (where: string, members: readonly ts.TypeElement[], schema: Part): void => {
    const part = schema.items ?? schema.anyOf?.[0] ?? schema
    const fields = members
      .filter(ts.isPropertySignature)
      .map((member) => ({ name: member.name.getText(source), member }))
    const known = Object.keys(part.properties ?? {}).filter((name) => !ADDED.has(name))
    const wanted = fields.filter(({ member }) => member.questionToken === undefined).map(({ name }) => name)
    if (
      known.toSorted().join() !==
      fields
        .map(({ name }) => name)
        .toSorted()
        .join()
    )
      differences.push(`${where}: ${known.join()}`)
    if ((part.required ?? []).toSorted().join() !== wanted.toSorted().join())
      differences.push(`${where}: requires ${part.required?.join()}`)
    if (part.additionalProperties !== false) differences.push(`${where}: open`)
    for (const { name, member } of fields) {
      compared++
      const field = part.properties?.[name]
      const inner = membersOf(member.type)
      if (field && inner) compare(`${where}.${name}`, inner, field)
    }
  }
  compare("report", interfaces.get("Report")!, SCHEMAS.report)
  expect(differences).toEqual([])
  expect(compared).toBeGreaterThan(100)
})
