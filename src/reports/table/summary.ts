import { count, formatBytes, type Report, type ReportImage } from "../../model/index.ts"
import { newFindings } from "../shared/severities.ts"
import { grid } from "./grid.ts"
import type { Pen } from "./pen.ts"
import { nameOf, platformOf } from "./title.ts"

/** Images told one by one unless the look is verbose; of more, those that need somebody. */
const TOLD = 6

const SUMMED = ["critical", "high", "medium", "low"] as const

type State = "partial" | "fail" | "ok"

const COLOURS = { partial: "yellow", fail: "red", ok: "green" } as const satisfies Record<State, string>

const failingIn = ({ failures }: Report): ReadonlySet<string | undefined> => new Set(failures.map(({ image }) => image))

const stateOf = (image: ReportImage, failing: ReturnType<typeof failingIn>): State =>
  image.complete ? (failing.has(image.id) ? "fail" : "ok") : "partial"

/** The images that are told with all that is known of them; the summary has the others too. */
export function told(report: Report, pen: Pen): readonly ReportImage[] {
  const { images } = report
  if (pen.look.verbose || images.length <= TOLD) return images
  const failing = failingIn(report)
  return images.filter((image) => stateOf(image, failing) !== "ok").slice(0, TOLD)
}

/** All images of a run, one line each. */
export function summarySection(report: Report, pen: Pen): string[] {
  const { images } = report
  const failing = failingIn(report)
  const states = images.map((image) => stateOf(image, failing))
  const rows = images.map((image, at) => {
    const findings = newFindings(image.findings)
    return [
      states[at]!,
      formatBytes(image.size.content),
      image.size.wasted === 0 ? "-" : formatBytes(image.size.wasted),
      ...SUMMED.map((severity) => String(findings.filter((finding) => finding.severity === severity).length || "-")),
      `${nameOf(image)}  ${platformOf(image)}`,
    ]
  })
  const heads = ["Size", "Wasted", "Crit", "High", "Med", "Low"].map((head) => ({ head, align: "right" }) as const)
  const [head = "", ...lines] = grid([{ head: "" }, ...heads, { head: "Image", cut: "start" }], rows, pen)
  const rest = images.length - told(report, pen).length
  return [
    pen.heading("Summary", sumOf(states)),
    head,
    ...lines.map((line, at) => {
      const state = states[at]!
      return pen.paint(COLOURS[state], state) + line.slice(state.length)
    }),
    ...(rest === 0 ? [] : [`${count(rest, "image")} told by this line alone: --verbose shows all of each`]),
  ]
}

/** `30 images: 2 fail, 28 ok`. */
function sumOf(states: readonly State[]): string {
  const parts = (Object.keys(COLOURS) as State[]).flatMap((state) => {
    const amount = states.filter((one) => one === state).length
    return amount === 0 ? [] : [`${amount} ${state}`]
  })
  return `${count(states.length, "image")}: ${parts.join(", ")}`
}
