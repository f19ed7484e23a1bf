import { type Report, type ReportImage, repositoryOf } from "../../model/index.ts"
import { code, heading, type Block, type Line, list, paragraph } from "../document/blocks.ts"
import { grouped } from "../document/amounts.ts"
import { nameOf, platformOf, sizeSentence } from "../document/names.ts"
import { MARKS, problemLines, verdictOf, why } from "../document/verdict.ts"
import { marker } from "../shared/markdown.ts"
import { fit, leaf, leaves, type Leaf, type Part } from "./fit.ts"
import { imageParts } from "./image.ts"
import { RANKS } from "./ranks.ts"
import { summaryTable } from "../document/summary.ts"

/** GitHub takes 65,536 characters a comment, GitLab a million. */
const MOST = 65_000
/** Problems that are shown: each is a sentence. */
const PROBLEMS = 20
/** Images that get a section of their own. */
const SECTIONS = 200
const MARKER = 100

/** A comment on a pull request, or the summary of a job, in GitHub-flavoured Markdown. */
export function markdown(report: Report): string {
  const hidden = marker(markerName(report))
  return `${hidden}\n\n${fit([...head(report), ...body(report), foot(report)], MOST - hidden.length - 3)}\n`
}

/** What images of a run are called whatever their tags: a bot finds by it the comment of the run before. */
function markerName({ images }: Report): string {
  const names = new Set(
    images.flatMap(({ names: [name] }) =>
      name === undefined ? [] : [repositoryOf(name).replace(/^docker\.io\/(?:library\/)?/, "")],
    ),
  )
  return [...names].toSorted().join("+").slice(0, MARKER)
}

function head(report: Report): readonly Part[] {
  const { verdict, images, inputs, severity, shard } = report
  const [only] = images
  const what: Line =
    images.length === 1 && only ? [code(nameOf(only)), ` (${platformOf(only)})`] : [`${grouped(images.length)} images`]
  return [
    said(heading(2, `${MARKS[verdict]}: `, ...what)),
    said(paragraph(why(report))),
    ...unreadParts(report),
    ...(images.length === 1 && only ? [said(paragraph([sizeSentence(only)]))] : []),
    ...(severity === undefined ? [] : [said(paragraph([`Findings milder than ${severity} are not listed.`]))]),
    ...(shard === undefined
      ? []
      : [said(paragraph([`This is share ${shard.index} of ${shard.count} of the images.`]))]),
    ...notedParts(inputs),
  ]
}

/** What could not be read, where nobody can miss it. */
function unreadParts({ inputs, verdict }: Report): readonly Part[] {
  const lines = problemLines(inputs, "unread")
  if (lines.length === 0) return []
  const rest = lines.length - PROBLEMS
  const shown = [...lines.slice(0, PROBLEMS), ...(rest > 0 ? [[`And ${rest} more.`]] : [])]
  return [
    said({
      kind: "alert",
      tone: verdict,
      lines: [[{ strong: "Not everything was read. What is said below is about the rest." }], ...shown],
    }),
  ]
}

function notedParts(inputs: Report["inputs"]): readonly Part[] {
  const lines = problemLines(inputs, "noted")
  if (lines.length === 0) return []
  return [
    {
      rank: RANKS.details,
      noun: "note",
      summary: [`Worth knowing of the archive: ${grouped(lines.length)}`],
      parts: leaves(lines, PROBLEMS, (line) => leaf(RANKS.details, "note", () => list([[paragraph(line)]])), "note"),
    },
  ]
}

function body(report: Report): readonly Part[] {
  const { images, failures } = report
  const [only] = images
  if (images.length === 1 && only) return imageParts(only, failures)
  return [...summaryTable(report).map(said), ...leaves(images, SECTIONS, (image) => section(image, failures), "image")]
}

const section = (image: ReportImage, failures: Report["failures"]): Part => ({
  rank: RANKS.image,
  noun: "image",
  summary: [`${MARKS[verdictOf(image, failures)]}: `, code(nameOf(image)), ` (${platformOf(image)})`],
  parts: [leaf(RANKS.image, "block", () => paragraph([sizeSentence(image)])), ...imageParts(image, failures)],
})

/** Which program with which settings came to this. */
function foot({ tool, settings, images, today }: Report): Leaf {
  const rules = new Set(images.flatMap((image) => image.rules.filter(({ severity }) => severity !== "off"))).size
  const files: Line = settings.flatMap(({ kind, path }) => [
    kind === "config" ? "; settings: " : "; baseline: ",
    code(path),
  ])
  const ran = images.length === 1 ? `, ${rules} rules` : ""
  return said(
    paragraph([`${tool.name} ${tool.version}${ran}${today === undefined ? "" : `, as of ${today}`}`, ...files]),
  )
}

/** What stays whatever else goes. */
const said = (block: Block): Leaf => leaf(RANKS.verdict, "block", () => block)
