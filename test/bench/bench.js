import { parseArgs } from "node:util"
import { cases, versionOf } from "./cases.js"
import { WITHOUT } from "./measure.js"

const HELP = `npm run bench -- [--quick] [--only NAME]... [--runs N] [--node PATH]
Measures a full audit (JSON report, every check on) against what the machine needs for the bytes alone.
--quick        a twentieth of the size: shows that it works, not how fast
--only NAME    plain, gzip, zstd, jobs, formats, whiteouts, million, layers, start, 4gb (only when asked for)
--node PATH    another Node: \`npm install --prefix /tmp/node24 node@24\`, then --node /tmp/node24/node_modules/.bin/node
`
const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean" },
    only: { type: "string", multiple: true },
    runs: { type: "string", default: "3" },
    node: { type: "string", default: process.execPath },
    help: { type: "boolean", short: "h" },
  },
})

const scale = options.quick ? 0.05 : 1
const rounds = Number(options.runs)
const CASES = cases({ node: options.node, scale, rounds })

const number = (value, digits, unit) =>
  value === undefined || Number.isNaN(value) ? "" : `${value.toFixed(digits)} ${unit}`.trim()

const WIDTHS = [9, 9, 9, 19, 10, 7, 8, 9, 0]

/** Figures with their limits, each OK or OVER. */
const COLUMNS = {
  wall: (row) => number(row.wall, 2, "s"),
  CPU: (row) => number(row.cpu, 2, "s"),
  peak: (row) => number(row.peak, 0, "MB"),
  against: (row) => row.label ?? "",
  "its wall": (row) => number(row.floor, 2, "s"),
  ratio: (row) => number(row.ratio, 2, ""),
  "of CPU": (row) => number(row.cpuRatio, 2, ""),
  extra: (row) => (row.extra === undefined ? "" : number(row.extra * 1000, 0, "ms")),
  limits: (row) =>
    Object.entries(row.limits ?? {})
      .map(([key, limit]) => `${key} ${limit} ${row[key] > limit ? "OVER" : "OK"}`)
      .join(", "),
}

function show(row) {
  const name = row.name.padEnd(34)
  return (
    name +
    Object.values(COLUMNS)
      .map((cell, index) => cell(row).padEnd(WIDTHS[index]))
      .join("")
  )
}

if (options.help) {
  process.stdout.write(HELP)
} else {
  const wanted = options.only ?? Object.keys(CASES).filter((name) => name !== "4gb")
  const unknown = wanted.find((name) => !(name in CASES))
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${Object.keys(CASES).join(", ")}`)
  process.stdout.write(
    `Node ${versionOf(options.node)}, ${rounds} runs, medians${options.quick ? ", a twentieth of the size: the figures mean nothing" : ""}. ${WITHOUT}\n`,
  )
  process.stdout.write(
    `${"".padEnd(34)}${Object.keys(COLUMNS)
      .map((title, index) => title.padEnd(WIDTHS[index]))
      .join("")}\n`,
  )
  for (const name of wanted)
    for (const row of await CASES[name]()) {
      process.stdout.write(`${show(row)}\n`)
      if (!options.quick && Object.entries(row.limits ?? {}).some(([key, limit]) => row[key] > limit))
        process.exitCode = 1
    }
}
