import type { Limits, Problem } from "../model/index.ts"
import { withStatements } from "./attestations.ts"
import type { Container } from "./container.ts"
import { surveyDockerManifest } from "./docker-manifest.ts"
import { digestOf, readDocument, readMember, type JsonObject } from "./documents.ts"
import { asObject, fieldOf, type Json } from "./json.ts"
import { withStrayDocuments } from "./layer-documents.ts"
import { planImage, surveyIndex, type IndexSurvey } from "./oci-index.ts"
import type { ImagePlan, OtherLeaf, Survey } from "./plan.ts"
import { platformText } from "./platform.ts"
import { Unreadable } from "./unreadable.ts"
import { whatElse } from "./what-else.ts"

const EMPTY: IndexSurvey = { images: [], others: [], problems: [] }

/**
 * Finds every image of a container. `manifest.json` and `index.json` are both walked and joined by config digest, for
 * neither is complete alone: the one names a single platform, the other may lack images or even all layers.
 */
export function surveyContainer(container: Container, limits: Limits): Survey {
  const referenced = new Set<string>()
  const problems: Problem[] = []
  const read = (name: string): Json | null => {
    try {
      if (container.repeated.has(name))
        throw new Unreadable(
          "ambiguous",
          `${name} is in the archive twice, so that readers may differ on what it holds; save the image again`,
        )
      return readDocument(container, name, limits)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      problems.push({ code: error.code, message: error.message })
      return null
    }
  }
  const manifest = read("manifest.json")
  const index = read("index.json")
  const layout = read("oci-layout")
  const version = asObject(layout)?.["imageLayoutVersion"]
  if (layout !== null && version !== "1.0.0")
    problems.push({
      code: "invalid-manifest",
      message: "oci-layout is of a version that is not known; 1.0.0 is the only one that plimsoll reads",
    })

  const docker = Array.isArray(manifest) ? surveyDockerManifest(container, manifest, limits, referenced) : EMPTY
  const single = asObject(manifest)
  if (manifest !== null && single === null && !Array.isArray(manifest))
    problems.push({ code: "invalid-manifest", message: "manifest.json is neither a list of images nor a manifest" })
  const directory = single === null ? EMPTY : surveyDirectory(container, single, limits, referenced)
  const indexObject = asObject(index)
  if (index !== null && indexObject === null)
    problems.push({ code: "invalid-manifest", message: "index.json is no object" })
  const oci = indexObject === null ? EMPTY : surveyIndex(container, indexObject, "index.json", limits, referenced)

  problems.push(...docker.problems, ...directory.problems, ...oci.problems)
  const others = [...directory.others, ...oci.others]
  const images = withStatements(
    withStrayDocuments(
      join([...docker.images, ...directory.images, ...oci.images], problems),
      container,
      referenced,
      limits,
    ),
    others,
  )
  problems.push(...absentProblems(others, images))
  if (docker.images.length > 0 && oci.images.length > 0) problems.push(...differing(images))
  if (images.length === 0 && !problems.some(({ code }) => code !== "absent-platform"))
    problems.push({ code: "not-an-image", message: whatElse(container, others) })
  return { images, others, problems, referenced }
}

/** A docker-dir folder: `manifest.json` is the manifest (or list) itself, blobs are named by bare hex. */
function surveyDirectory(
  container: Container,
  manifest: JsonObject,
  limits: Limits,
  referenced: Set<string>,
): IndexSurvey {
  if (Array.isArray(manifest["manifests"])) return surveyIndex(container, manifest, "manifest.json", limits, referenced)
  try {
    if (fieldOf(manifest, "config", "manifest.json") === undefined) return EMPTY
    const member = container.members.get("manifest.json")
    const digest = digestOf(member?.kind === "file" ? readMember(member, limits) : new Uint8Array(0), "sha256")
    const image = planImage(
      container,
      manifest,
      {
        names: [],
        annotations: new Map(),
        documents: [],
        place: null,
        descriptor: { digest, platform: null, mediaType: "" },
      },
      limits,
      referenced,
    )
    return { images: [image], others: [], problems: [] }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { images: [], others: [], problems: [{ code: error.code, message: error.message }] }
  }
}

/** One image for each config, with what every entry point says of it. */
function join(plans: readonly ImagePlan[], problems: Problem[]): ImagePlan[] {
  const byConfig = new Map<string, ImagePlan>()
  for (const plan of plans) {
    const known = byConfig.get(plan.configDigest)
    byConfig.set(plan.configDigest, known === undefined ? plan : joined(known, plan, problems))
  }
  return [...byConfig.values()]
}

/** Which blobs an image is made of, to be compared. */
const blobs = ({ layers }: ImagePlan): string =>
  JSON.stringify(layers.map(({ member, digest }) => member?.name ?? digest))

function joined(a: ImagePlan, b: ImagePlan, problems: Problem[]): ImagePlan {
  // Docker 25.0.0 wrote OCI manifests without layers beside a manifest.json that has them.
  const layers = b.layers.length > 0 ? b.layers : a.layers
  const areBothListed = a.layers.length > 0 && b.layers.length > 0
  const isFromElsewhere = [...a.seenIn].some((place) => !b.seenIn.has(place))
  if (areBothListed && isFromElsewhere && blobs(a) !== blobs(b))
    problems.push({
      code: "ambiguous",
      message: `manifest.json and index.json give the image ${a.configDigest} different layers, so that readers may differ on what it holds`,
    })
  return {
    ...b,
    names: new Set([...a.names, ...b.names]),
    manifestDigest: a.manifestDigest ?? b.manifestDigest,
    manifestMediaType: a.manifestMediaType ?? b.manifestMediaType,
    annotations: new Map([...a.annotations, ...b.annotations]),
    layers,
    documents: [...a.documents, ...b.documents],
    place: b.place ?? a.place,
    seenIn: new Set([...a.seenIn, ...b.seenIn]),
  }
}

/** Below a nested index a platform that nobody pulled is normal; anything else that is named and absent is missing. */
function absentProblems(others: readonly OtherLeaf[], images: readonly ImagePlan[]): Problem[] {
  const absent = others.filter(({ kind }) => kind === "absent")
  const normal = images.length > 0 ? absent.filter(({ nested }) => nested) : []
  const missing = absent.filter((leaf) => !normal.includes(leaf))
  const platforms = normal.flatMap(({ platform }) =>
    platform === null || platform.os === "unknown" ? [] : [platformText(platform)],
  )
  return [
    ...missing.map(({ digest }): Problem => ({
      code: "missing-blob",
      message: `the index names the manifest ${digest}, which is not in the archive; save the image again`,
    })),
    ...(normal.length === 0
      ? []
      : [
          {
            code: "absent-platform" as const,
            message: `the index names ${normal.length} more manifest${normal.length === 1 ? "" : "s"} that the archive does not hold${platforms.length > 0 ? ` (${platforms.join(", ")})` : ""}; what it holds was audited`,
          },
        ]),
  ]
}

function differing(images: readonly ImagePlan[]): Problem[] {
  const onlyDocker = images.filter(({ seenIn }) => !seenIn.has("index.json"))
  return onlyDocker.map(({ configDigest }) => ({
    code: "manifests-differ",
    message: `the image ${configDigest} stands in manifest.json but not in index.json, so that some readers won't see it; it was audited too`,
  }))
}
