import fc from "fast-check"
import { expect, test } from "vitest"
import { decodeConfig, dockerfileLine, parseOsRelease } from "../../src/image/index.ts"
import { PROBLEMS } from "../../src/model/index.ts"

const NAMES = [
  "os",
  "architecture",
  "variant",
  "created",
  "author",
  "config",
  "rootfs",
  "history",
  "diff_ids",
  "User",
  "Entrypoint",
  "Cmd",
  "Env",
  "WorkingDir",
  "ExposedPorts",
  "Volumes",
  "Labels",
  "StopSignal",
  "Shell",
  "OnBuild",
  "Healthcheck",
  "Test",
  "Interval",
  "Retries",
  "created_by",
  "comment",
  "empty_layer",
  "user",
  "__proto__",
  "constructor",
]

/** JSON whose keys are those that are looked for, with anything in them. */
const document = fc.letrec<{ any: unknown; object: unknown }>((tie) => ({
  any: fc.oneof({ maxDepth: 5 }, fc.jsonValue(), tie("object"), fc.array(tie("any"), { maxLength: 4 })),
  object: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), tie("any")), { maxLength: 12 })
    .map((members) => JSON.parse(JSON.stringify(Object.fromEntries(members))) as unknown),
})).object

const isText = (value: unknown): boolean => typeof value === "string"
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)
const isNull = (value: unknown): boolean => value === null

/** True where every field has the type that src/model promises. */
function isTyped(decoded: ReturnType<typeof decodeConfig>, layerCount: number): boolean {
  const { platform, created, author, run, history, diffIds } = decoded.config
  const { healthcheck } = run
  return [
    isText(platform.os) && isText(platform.architecture) && platform.variant !== "",
    isNull(created) || isText(created),
    isTexts([author, run.user, run.workdir]),
    [run.entrypoint, run.cmd, run.shell].every((words) => isNull(words) || isTexts(words)),
    [run.exposedPorts, run.volumes, run.onbuild].every(isTexts),
    run.env.every(({ name, value }) => isTexts([name, value]) && !name.includes("=")),
    run.labels instanceof Map && isTexts([...run.labels].flat()),
    isNull(run.stopSignal) || isText(run.stopSignal),
    healthcheck === null || (isTexts(healthcheck.test) && healthcheck.test.length > 0),
    Object.values(healthcheck ?? {}).every((value) => Array.isArray(value) || Number(value) > 0),
    history.every(
      (step, index) => step.index === index && isTexts([step.text, step.instruction, step.createdBy, step.comment]),
    ),
    history.every(({ layer }) => layer === null || (Number.isInteger(layer) && layer >= 0 && layer < layerCount)),
    history.every(({ instruction, text }) => text.startsWith(instruction)),
    diffIds.every((id) => id === null || id.startsWith("sha")),
    decoded.problems.every(({ code, message }) => Object.hasOwn(PROBLEMS, code) && message.endsWith(".")),
  ].every(Boolean)
}

test("any JSON decodes to the right types", () => {
  const property = fc.property(fc.oneof(document, fc.jsonValue()), fc.nat(4), (json, layerCount) =>
    isTyped(decodeConfig(json, layerCount), layerCount),
  )
  expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow()
})

const WORDS = [
  "RUN",
  "COPY",
  "CMD",
  "EXPOSE",
  "HEALTHCHECK",
  "#(nop)",
  "/bin/sh -c",
  "|2",
  "A=b",
  "# buildkit",
  "map[",
  "&{[",
  '"',
  "'",
  "]",
  "\\",
  "\n",
  "  ",
  "x",
]

test("any text becomes a line that begins with its instruction and has no blanks around it", () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...WORDS)).map((words) => words.join(" ")),
  )
  const property = fc.property(text, fc.string(), (createdBy, comment) => {
    const line = dockerfileLine(createdBy, comment)
    return line.text.startsWith(line.instruction) && line.text === line.text.trim()
  })
  expect(() => fc.assert(property, { numRuns: 2000 })).not.toThrow()
})

const deep = (depth: number) => JSON.parse('{"a":'.repeat(depth) + "1" + "}".repeat(depth)) as unknown

test("a document deeper than the stack is compared and decoded", () => {
  expect(decodeConfig({ config: deep(50_000), Config: deep(50_001) }, 0).problems).toMatchObject([
    { code: "ambiguous" },
  ])
})

test("any os-release is read without a fault", () => {
  const line = fc
    .tuple(fc.constantFrom("ID", "NAME", "VERSION_ID", "ID_LIKE"), fc.string())
    .map((pair) => pair.join("="))
  const property = fc.property(fc.array(line), (lines) => {
    const release = parseOsRelease(lines.join("\n"))
    return release === null || isTexts(Object.values(release).flat())
  })
  expect(() => fc.assert(property)).not.toThrow()
})
