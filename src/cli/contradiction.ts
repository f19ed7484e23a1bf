import { isUnread, type Report } from "../model/index.ts"
import { MOST_SHARES } from "./values.ts"

type Image = Report["images"][number]

/** Why a report, though its form is right, is none that an audit wrote, as the rest of a sentence; null where it may be one. */
export function contradictionIn(report: Report): string | null {
  const { inputs, images, shard, generatedAt } = report
  const audited = inputs.filter(({ role }) => role === "audited")
  if (generatedAt !== undefined && Number.isNaN(Date.parse(generatedAt))) return "/generatedAt is no time"
  if (shard !== undefined && !isShard(shard)) return "/shard is no share"
  if (audited.length === 0 && shard === undefined) return "/inputs holds nothing that was audited"
  if (images.length === 0 && audited.length > 0 && audited.every(({ complete }) => complete)) return "/images is empty"
  for (const [at, { complete, problems }] of inputs.entries())
    if (complete && problems.some(isUnread)) return `/inputs/${at} can't be complete with such a problem`
  for (const [at, image] of images.entries()) {
    const input = inputs[image.input]
    if (input?.role !== "audited") return `/images/${at} is of no input that was audited`
    if (input.complete && !isWhole(image)) return `/inputs/${image.input} can't be complete where /images/${at} is not`
    if (!addsUp(image)) return `/images/${at} doesn't add up`
    const odd = image.findings.findIndex(isAcceptedByNobody)
    if (odd >= 0) return `/images/${at}/findings/${odd} is accepted without a reason, or by nobody`
  }
  return isJudged(report) ? null : "/verdict is not what /inputs and /failures come to"
}

const isShard = ({ index, count }: NonNullable<Report["shard"]>): boolean =>
  index >= 1 && index <= count && count <= MOST_SHARES

/** Incomplete is what was not read whole, a pass is free of failures, and a failure has a reason. */
const isJudged = ({ verdict, failures, inputs }: Report): boolean =>
  verdict === "incomplete"
    ? inputs.some(({ complete }) => !complete)
    : inputs.every(({ complete }) => complete) && (verdict === "fail") === failures.length > 0

const isWhole = ({ complete, layers }: Image): boolean => complete && layers.every((layer) => layer.complete)

const isAcceptedByNobody = ({ status, reason = "", acceptedBy = "" }: Image["findings"][number]): boolean =>
  status !== "new" && (reason.trim() === "" || acceptedBy.trim() === "")

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

function addsUp({ size, layers, directories, packages, files }: Image): boolean {
  const owned = sum(packages.map(({ bytes }) => bytes))
  const unowned = sum(directories.items.map((item) => item.unowned))
  return (
    size.archive === sum(layers.map(({ archiveBytes }) => archiveBytes)) &&
    size.layers === sum(layers.map(({ tarBytes }) => tarBytes)) &&
    size.content === size.filesystem + size.wasted &&
    size.content === sum(layers.map(({ contentBytes }) => contentBytes)) &&
    size.wasted === sum(layers.map(({ wastedBytes }) => wastedBytes)) &&
    size.filesystem === sum(directories.items.map(({ bytes }) => bytes)) &&
    size.filesystem === owned + unowned &&
    (files === undefined || (size.filesystem === sum(files.map(({ bytes }) => bytes)) && size.files === files.length))
  )
}
