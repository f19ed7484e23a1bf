import { count, type Finding, formatBytes, type Location, type Report, type ReportImage } from "../../model/index.ts"
import { instructionAt, instructionOf } from "../shared/instruction.ts"
import { newFindings } from "../shared/severities.ts"
import { type Block, code, type Line, paragraph } from "./blocks.ts"
import { clip } from "./prose.ts"
import { failsBy } from "../shared/fails.ts"

/** An instruction is told up to here. */
const INSTRUCTION = 200
const PATH = 300
// A line of a Dockerfile, or what is indented like one.
const COMMAND = /^(?:\s|[A-Z]{3,} )/

/** Findings of an image by what they mean for the verdict, each group the worst first. */
export interface Sorted {
  readonly failing: readonly Finding[]
  readonly others: readonly Finding[]
  readonly accepted: readonly Finding[]
}

/** The findings of an image, sorted for a reader who has to decide. */
export function sortFindings(image: ReportImage, failures: Report["failures"]): Sorted {
  const isFailing = failsBy(failures)
  const failing: Finding[] = []
  const others: Finding[] = []
  for (const finding of newFindings(image.findings)) (isFailing(image, finding) ? failing : others).push(finding)
  return { failing, others, accepted: image.findings.filter(({ status }) => status !== "new") }
}

const KEYS: Readonly<Partial<Record<Location["kind"], string>>> = { env: "ENV", label: "LABEL", config: "config" }

/** Where a finding lives: path, variable or label, layer and step, instruction. `told` is what a reader has just read of it, and needs not again. */
export function whereLine(finding: Finding, image: ReportImage, told = ""): Line {
  const { location, places = [], bytes, inherited } = finding
  const { path, line, key, kind, layer, history, visible } = location
  const isTold = (text: string): boolean => told !== "" && told.includes(text)
  const instruction = instructionFor(finding, image)
  const size = bytes === undefined ? "" : formatBytes(bytes)
  const parts: Line[] = [
    ...(path === undefined || isTold(path) ? [] : [[code(clip(path, PATH) + (line === undefined ? "" : `:${line}`))]]),
    ...(key === undefined || isTold(key) ? [] : [[KEYS[kind] ?? "config", " ", code(clip(key, PATH))]]),
    ...(layer === undefined || isTold(`layer ${layer}`) ? [] : [[`layer ${layer}`]]),
    ...(history === undefined || (told !== "" && layer !== undefined) ? [] : [[`step ${history} of the history`]]),
    ...(visible === false ? [["only in a lower layer"]] : []),
    ...(size === "" || isTold(size) ? [] : [[size]]),
    ...(inherited === true ? [["from the base image"]] : []),
    ...(instruction === "" || isTold(instruction) ? [] : [[code(instruction)]]),
    ...(places.length === 0 ? [] : [[`and in ${count(places.length, "more place")}`]]),
  ]
  return parts.flatMap((part, at) => (at === 0 ? part : [", ", ...part]))
}

/** The Dockerfile line that a finding is about; `""` where nobody says. */
const instructionFor = ({ location, places = [] }: Finding, image: ReportImage): string =>
  clip(
    [location, ...places]
      .map(({ history, layer }) => instructionAt(image, history) || instructionOf(image, layer))
      .find((text) => text !== "") ?? "",
    INSTRUCTION,
  )

/** How to mend it: sentences, and what is indented below them as code. */
export function remedyBlocks(remedy: string, lead: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const flush = (): void => {
    if (lines.length > 0) blocks.push({ kind: "code", lines })
    lines = []
  }
  for (const line of clip(remedy).split("\n")) {
    if (COMMAND.test(line)) lines.push(line.trim())
    else if (line !== "") {
      flush()
      blocks.push(paragraph([blocks.length === 0 ? `${lead}${line}` : line]))
    }
  }
  flush()
  return blocks
}
