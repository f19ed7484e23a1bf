import type { Report, ReportImage } from "../../../src/index.ts"
import { blobName, json, sha256, type Members } from "../../support/archive.ts"
import { ent, pax, tar } from "../../support/tar.ts"
import type { Case } from "./cases.ts"

/** What an audit said of one case. */
export interface Outcome {
  readonly case: Case
  readonly found: boolean
  /** Types of what was found, for whoever wonders why. */
  readonly types: readonly string[]
  /** The value stands in the report, though it is a secret: seen and not redacted, or not seen at all. */
  readonly printed: boolean
}

type Audit = (inputs: readonly string[]) => Promise<Report>

/** Images to an archive: well below the limit of manifests in one input. */
const AT_ONCE = 200
const NAMED = "case.example/"

/**
 * Each case in an image of its own: a file in an otherwise empty root file system, a variable, a label or a history
 * entry in an otherwise empty config. Found is what has a finding of the group `secrets/` in its image; one of severity
 * `info` claims nothing and does not count.
 */
export async function outcomes(
  cases: readonly Case[],
  audit: Audit,
  withFile: <T>(bytes: Buffer, use: (path: string) => Promise<T>) => Promise<T>,
): Promise<readonly Outcome[]> {
  const result: Outcome[] = []
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    const some = cases.slice(at, at + AT_ONCE)
    const report = await withFile(archive(some), (path) => audit([path]))
    const images = new Map(report.images.flatMap((image) => image.names.map((name) => [name, image] as const)))
    for (const one of some) {
      const image = images.get(nameOf(one))
      if (image === undefined) throw new Error(`${one.id} is not in the report: ${problemsOf(report)}`)
      result.push(outcome(one, image))
    }
  }
  return result
}

const problemsOf = ({ inputs }: Report): string =>
  inputs.flatMap(({ problems }) => problems.map(({ message }) => message)).join("; ")

const nameOf = ({ id }: Case): string => `${NAMED}${id}:1`

function outcome(one: Case, image: ReportImage): Outcome {
  const findings = image.findings.filter(({ rule, severity }) => rule.startsWith("secrets/") && severity !== "info")
  const printed = one.is_secret && one.secret !== undefined && strings(image).some((text) => text.includes(one.secret!))
  return {
    case: one,
    found: findings.length > 0,
    types: findings.map(({ rule, secret }) => secret?.type ?? rule),
    printed,
  }
}

/** Every string of a report, keys too, however deep. */
function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null) return []
  return [...Object.keys(value), ...Object.values(value).flatMap(strings)]
}

/** A `docker save` archive of an image for each case. */
function archive(cases: readonly Case[]): Buffer {
  const members: Members = new Map()
  const add = (bytes: Buffer): string => {
    members.set(blobName(bytes), bytes)
    return blobName(bytes)
  }
  const manifest = cases.map((one) => {
    const layer = layerOf(one)
    return { Config: add(json(configOf(one, layer))), RepoTags: [nameOf(one)], Layers: [add(layer)] }
  })
  members.set("manifest.json", json(manifest))
  return tar(...[...members].map(([name, bytes]) => ent(name, bytes)))
}

function layerOf({ id, kind, path = `srv/app/conf/${id}.txt`, text, encoding }: Case): Buffer {
  if (kind !== undefined) return tar()
  const bytes = Buffer.from(text, encoding ?? "utf8")
  const isLong = Buffer.byteLength(path) > 100
  return tar(...(isLong ? [pax([["path", path]])] : []), ent(isLong ? "long" : path, bytes))
}

function configOf(one: Case, layer: Buffer): object {
  const { kind, text } = one
  const equals = text.indexOf("=")
  const label = { [text.slice(0, equals)]: text.slice(equals + 1) }
  return {
    architecture: "amd64",
    os: "linux",
    config: {
      ...(kind === "env" ? { Env: [text] } : {}),
      ...(kind === "label" ? { Labels: label } : {}),
    },
    rootfs: { type: "layers", diff_ids: [`sha256:${sha256(layer)}`] },
    history: [
      { created_by: "COPY . / # buildkit" },
      ...(kind === "history" ? [{ created_by: text, empty_layer: true }] : []),
      // Two cases of the same text stay two images.
      { created_by: `WORKDIR /${one.id}`, empty_layer: true },
    ],
  }
}
