import type { Limits, Problem } from "../model/index.ts"
import type { Container, FileMember } from "./container.ts"
import { readMember } from "./documents.ts"
import { asObject, parseJson } from "./json.ts"
import type { Survey } from "./plan.ts"
import { Unreadable } from "./unreadable.ts"

/** What every writer leaves beside the blobs. */
const METADATA =
  /^(?:manifest\.json|index\.json|oci-layout|repositories|version|(?:.*\/)?VERSION|(?:.*\/)?json|[0-9a-f]{64}\.manifest\.json)$/
const DOCUMENT_BYTES = 64 * 1024

/** Bytes that no image needs; none where the survey saw only a part, for then nobody can tell. */
export function unreferenced(container: Container, survey: Survey, limits: Limits): Problem[] {
  if (survey.images.length === 0 || survey.problems.length > 0) return []
  // A layout may hold what it likes beside its blobs; what `docker save` writes is all meant for loading.
  const onlyBlobs = !container.members.has("manifest.json")
  const configs = new Set(survey.images.map(({ configDigest }): string => configDigest))
  const files = [...container.members.values()].filter(
    (member): member is FileMember =>
      member.kind === "file" &&
      !METADATA.test(member.name) &&
      !(onlyBlobs && !member.name.startsWith("blobs/")) &&
      !survey.referenced.has(member.name) &&
      !isDockersOwn(member, configs, limits),
  )
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  if (bytes === 0) return []
  const largest = files.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))[0]!
  return [
    {
      code: "unreferenced-blob",
      message: `${files.length} file${files.length === 1 ? "" : "s"} of ${bytes} bytes in all belong${files.length === 1 ? "s" : ""} to no image in the archive, the largest is ${largest.name}; save the image again to be rid of them`,
    },
  ]
}

/** Docker 25 and later leave the old per-layer configs among the blobs, and manifests that no index names: that is its way and nobody's fault. */
function isDockersOwn(member: FileMember, configs: ReadonlySet<string>, limits: Limits): boolean {
  if (!member.name.startsWith("blobs/") || member.size > DOCUMENT_BYTES) return false
  try {
    const object = asObject(parseJson(readMember(member, limits), member.name, limits))
    const isV1Config = typeof object?.["id"] === "string" && object["id"].length === 64 && "created" in object
    const config = asObject(object?.["config"])?.["digest"]
    return isV1Config || (typeof config === "string" && configs.has(config))
  } catch (error) {
    if (error instanceof Unreadable) return false
    throw error
  }
}
