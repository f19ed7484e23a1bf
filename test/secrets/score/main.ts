import { parseArgs } from "node:util"
import { audit } from "../../../src/index.ts"
import { withFile } from "../../support/with-file.ts"
import { CASES, readCases } from "./cases.ts"
import { table, uncontested, vendorRecall } from "./figures.ts"
import { outcomes, type Outcome } from "./outcomes.ts"

const HELP = `npm run score -- [--verbose] [PATH]
Audits labelled cases (JSON lines as ../shared/secrets-dev describes them), each in an image of its own, and says how many
secrets were found and how many alarms were false. Findings of severity info do not count; contested cases are left out.
--verbose   name each miss and each false alarm
`

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const cell = (value: number | null): string => (value === null ? "-" : value.toFixed(3)).padStart(9)
const named = ({ case: { id, kind, vendor, rule_hint, path }, types }: Outcome): string =>
  `  ${[id, kind ?? "file", vendor, rule_hint, path, types.join(",")].filter(Boolean).join("  ")}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: "boolean", short: "v" }, help: { type: "boolean", short: "h" } },
})
const cases = readCases(positionals[0] ?? CASES)
if (values.help === true) say(HELP)
else if (cases === null) {
  say(`There is no file ${positionals[0] ?? CASES}`)
  process.exitCode = 2
} else {
  const started = performance.now()
  const all = await outcomes(cases, (inputs) => audit(inputs, { failOn: "none" }), withFile)
  say(`${"".padEnd(16)}${["cases", "precision", "recall", "F1", "FPR"].map((name) => name.padStart(10)).join("")}`)
  for (const [name, { cases: count, precision, recall, f1, falseRate }] of table(all))
    say(`${name.padEnd(16)}${String(count).padStart(10)} ${[precision, recall, f1, falseRate].map(cell).join(" ")}`)
  say(`\nmean recall of vendors ${vendorRecall(all).toFixed(3)}`)
  const counted = uncontested(all)
  const lists = {
    misses: counted.filter((one) => one.case.is_secret && !one.found),
    "false alarms": counted.filter((one) => !one.case.is_secret && one.found),
    "printed in full": counted.filter(({ printed }) => printed),
    "contested and found": all.filter((one) => one.case.contested === true && one.found),
  }
  for (const [name, list] of Object.entries(lists)) {
    say(`${name} ${list.length}`)
    if (values.verbose === true) for (const one of list) say(named(one))
  }
  say(`${all.length} cases in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
