import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { parse } from "yaml"
import manifest from "../../package.json" with { type: "json" }
import { COMMANDS } from "../../src/cli/commands.ts"
import { optionsOf } from "../../src/cli/options.ts"
import { FORMAT_NAMES } from "../../src/reports/index.ts"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const text = (path: string): string => readFileSync(join(ROOT, path), "utf8")
const yaml = (path: string): any => parse(text(path))

/** What README says of CI, and its blocks by language. */
const section = /^## In CI\n[^]*?(?=^## )/m.exec(`${text("README.md")}\n## `)?.[0] ?? ""
const blocks = [...section.matchAll(/^```(?<language>\w+)\n(?<content>[^]*?)^```$/gm)].map(({ groups }) => ({
  language: groups?.["language"] ?? "",
  content: groups?.["content"] ?? "",
}))
const documents = blocks.filter(({ language }) => language === "yaml").map(({ content }) => parse(content))
const valuesOf = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesOf) : [String(value)]

const amountOf = (has: (document: any) => unknown): number => documents.filter((one) => has(one) !== undefined).length

test("README shows a piece for every host, and all of them parse", () => {
  expect(amountOf((one) => one.jobs)).toBe(2)
  expect(amountOf((one) => one["image-audit"])).toBe(1)
  expect(amountOf((one) => one.kind)).toBe(1)
  expect(amountOf((one) => one.repos)).toBe(1)
  expect(blocks.filter(({ language }) => language === "groovy")).toHaveLength(1)
})

test("they name only commands, options and formats that there are, of this version", () => {
  const lines = [...documents.flatMap(valuesOf), ...blocks.map(({ content }) => content)].flatMap((one) =>
    one.split("\n"),
  )
  const runs = lines.flatMap((line) => [...line.matchAll(/plimsoll@(\S+) (\w+) (.*)/g)])
  expect(runs.length).toBeGreaterThanOrEqual(3)
  for (const [, version, command, rest = ""] of runs) {
    expect(version).toBe(manifest.version)
    expect(Object.keys(COMMANDS)).toContain(command)
    const flags = optionsOf(COMMANDS[command as keyof typeof COMMANDS].groups).map(({ flag }) => flag)
    for (const [flag] of rest.matchAll(/--[a-z][a-z-]*/g)) expect(flags).toContain(flag)
    for (const [, name] of rest.matchAll(/--format "?([a-z-]+)/g)) expect(FORMAT_NAMES).toContain(name)
  }
  for (const [, version] of section.matchAll(/plimsoll\/[.]github\S*@v(\S+)/g)) expect(version).toBe(manifest.version)
})

test("every report that a host is told of is written", () => {
  const job = documents.find((one) => one["image-audit"])["image-audit"]
  const script = valuesOf(job.script).join(" ")
  for (const file of [...valuesOf(job.artifacts.reports), ...job.artifacts.paths]) expect(script).toContain(`=${file}`)
  const { content } = blocks.find(({ language }) => language === "groovy")!
  for (const [, file] of content.matchAll(/(?:junit |pattern: )'([^']+)'/g)) expect(content).toContain(`=${file}`)
})

test("they use actions that there are, with inputs and outputs that these have", () => {
  const steps = documents.flatMap((one) => Object.values(one.jobs ?? {}).flatMap((job: any) => job.steps))
  const own = steps.filter(({ uses = "" }) => uses.startsWith("OWNER/"))
  expect(own).toHaveLength(2)
  for (const { uses, with: given } of own) {
    const [, path] = /^OWNER\/plimsoll\/(.*)@v/.exec(uses) ?? []
    const { inputs } = yaml(`${path}/action.yml`)
    for (const name of Object.keys(given)) expect(Object.keys(inputs)).toContain(name)
    for (const [name, { required = false }] of Object.entries<any>(inputs))
      if (required) expect(given).toHaveProperty(name)
  }
  const { outputs } = yaml(".github/actions/audit/action.yml")
  for (const [, name] of section.matchAll(/steps[.]plimsoll[.]outputs[.]([\w-]+)/g))
    expect(Object.keys(outputs)).toContain(name)
})

test("links lead to files, and hooks are those that there are", () => {
  for (const [, path = ""] of section.matchAll(/\]\(([^):]+)\)/g)) expect(existsSync(join(ROOT, path))).toBe(true)
  const hooks = yaml(".pre-commit-hooks.yaml").map(({ id }: any) => id)
  const used = documents.find((one) => one.repos).repos.flatMap(({ hooks: all }: any) => all.map(({ id }: any) => id))
  expect(used.toSorted()).toEqual(hooks.toSorted())
})

test("hooks start commands that there are, for files that there may be", () => {
  for (const { entry, files } of yaml(".pre-commit-hooks.yaml")) {
    const [program, command, ...flags] = entry.split(" ")
    expect(program).toBe(Object.keys(manifest.bin)[0])
    const known = optionsOf(COMMANDS[command as keyof typeof COMMANDS].groups).map(({ flag }) => flag)
    for (const flag of flags) expect(known).toContain(flag)
    const fits = [
      "image.tar",
      "out/image.tar.gz",
      "plimsoll.config.yaml",
      "app/.plimsollrc",
      ".plimsollrc.json",
    ].filter((name) => new RegExp(files).test(name))
    expect(fits).toHaveLength(command === "config" ? 3 : 2)
  }
})
