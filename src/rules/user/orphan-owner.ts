import { count, defineRule, EntryType, type File, type Image, type Remark } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { findOrphans, type Orphan } from "../support/orphans.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { asFarAsRead, describeLayer, isCopy, locate, stepOf } from "../support/step.ts"
import { list, show } from "../support/words.ts"

const MOST_LAYERS = 5
const MOST_NAMED = 3

const ACCOUNTS = { uid: "/etc/passwd", gid: "/etc/group" } as const

/** One step, such as an `npm install` as root, brings many owners: they are told together, each where it first comes in. */
function byLayer(orphans: readonly Orphan[]): Orphan[][] {
  const layers = new Map<number, Orphan[]>()
  for (const orphan of orphans) {
    const { layer } = orphan.files[0]!
    const group = layers.get(layer)
    if (group) group.push(orphan)
    else layers.set(layer, [orphan])
  }
  return [...layers.values()].map((group) => group.toSorted((a, b) => b.files.length - a.files.length || a.id - b.id))
}

function countFiles(files: readonly File[]): string {
  const folders = files.filter(({ type }) => type === EntryType.directory).length
  if (folders === 0) return count(files.length, "file")
  if (folders < files.length) return `${files.length} files and directories`
  return folders === 1 ? "1 directory" : `${folders} directories`
}

/** Whose files these are, as a sentence's beginning. */
function describe(orphans: readonly Orphan[], paths: readonly string[], files: readonly File[]): string {
  const [{ kind, id } = { kind: "uid" as const, id: 0 }] = orphans
  const belong = files.length === 1 ? "belongs" : "belong"
  if (orphans.length === 1)
    return `${countFiles(files)} ${belong} to ${kind} ${id}, which ${ACCOUNTS[kind]} does not have: ${listPaths(paths)}`
  const kinds = (["uid", "gid"] as const).filter((one) => orphans.some((orphan) => orphan.kind === one))
  const named = orphans.slice(0, MOST_NAMED).map((each) => `${each.kind} ${each.id} (${countFiles(each.files)})`)
  const rest = orphans.length > MOST_NAMED ? [`${orphans.length - MOST_NAMED} more`] : []
  const nouns = list(kinds.map((one) => (one === "uid" ? "owners" : "groups")))
  return `${countFiles(files)} in ${show(commonFolder(paths))} belong to ${orphans.length} ${nouns} that ${list(kinds.map((one) => ACCOUNTS[one]))} ${kinds.length === 1 ? "does" : "do"} not have: ${list([...named, ...rest])}`
}

/** Never a folder of the system's with all that is in it. */
const SYSTEM = /^\/(?:(?:usr|var|etc|home|opt|srv|run|lib\w{0,3}|s?bin)(?:\/(?:local|lib|share|bin|sbin|www))?)?$/

const READ_CHARACTERS = 10_000

/** True where a step names the number itself: `chown -R 1000 /data`, `COPY --chown=1000:1000`. */
const isMeant = (image: Image, { id }: Orphan, layer: number): boolean =>
  (stepOf(image, layer)?.text ?? "")
    .slice(0, READ_CHARACTERS)
    .split(/[\s:=]+/)
    .some((word, index, words) => word === `${id}` && words.slice(Math.max(0, index - 4), index).some(isChown))

const isChown = (word: string): boolean => /^(?:--)?chown$/.test(word)

function remedyFor(image: Image, orphans: readonly Orphan[], paths: readonly string[], layer: number): string {
  const [only] = orphans
  if (orphans.length === 1 && only !== undefined && isMeant(image, only, layer))
    return only.kind === "uid"
      ? `Run as that user, who then needs no account: \`USER ${only.id}:${only.id}\`; or make the account before its files: \`RUN useradd --uid ${only.id} --user-group --create-home app\`.`
      : `Make the group before its files: \`RUN groupadd --gid ${only.id} app\`.`
  const target = paths.length === 1 ? paths[0]! : commonFolder(paths)
  const shown = target.length < 72 && !SYSTEM.test(target) ? target : "…"
  const step = stepOf(image, layer)
  return isCopy(step)
    ? `Say whose it is where it comes in: \`${step.instruction} --chown=0:0 …\`.`
    : `Say whose it is where it comes in: \`RUN … && chown ${paths.length === 1 ? "" : "-R "}0:0 ${shown}\` in the same step, or \`tar --no-same-owner\` where it unpacks an archive.`
}

function remarkOf(image: Image, orphans: readonly Orphan[], more: number): Remark {
  const all = orphans.length === 1 ? orphans[0]!.files : orphans.flatMap(({ files }) => files)
  const files = all.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const paths = files.map(({ path }) => path)
  const { layer } = orphans[0]!.files[0]!
  const first = files.find((file) => file.layer === layer)!
  const from = `${files.every((file) => file.layer === layer) ? "" : "the first "}from ${describeLayer(image, layer)}`
  const others = more > 0 ? `; ${count(more, "other layer")} ${more === 1 ? "brings" : "bring"} more such files` : ""
  return {
    message: `${describe(orphans, paths, files)}, ${from}${others}${asFarAsRead(image)}.`,
    remedy: remedyFor(image, orphans, paths, layer),
    location: locate(image, { kind: "file", layer, path: first.path }),
    ...(files.length > 1
      ? {
          places: files
            .slice(0, 20)
            .filter((file) => file !== first)
            .map((file) => locate(image, { kind: "file", layer: file.layer, path: file.path })),
        }
      : {}),
    identity: orphans
      .map(({ kind, id }) => `${kind} ${id}`)
      .toSorted()
      .join("\n"),
  }
}

export default defineRule({
  id: "user/orphan-owner",
  title: "Every file belongs to somebody whom the image knows",
  severity: "info",
  why: "An owner without an account mostly comes from the machine where an archive was made. Whoever is given that number later, in a child image or on the host, owns the files.",
  decides:
    "Owners and groups of files and directories, beyond the base image's, that have no entry in the image's /etc/passwd or /etc/group; told once for each layer that first brings some. The user that the container runs as needs none.",
  blind: "Images without accounts, and accounts that come from elsewhere (LDAP, NSS).",
  remedy: "Unpack with `tar --no-same-owner`, copy with `COPY --chown=0:0`, or make the account before its files.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/passwd
      root:x:0:0::/:
      EOF
      COPY <<EOF /etc/group
      root:x:0:
      EOF
      COPY --chown=501:20 <<EOF /opt/tool/README
      tool
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/passwd
      root:x:0:0::/:
      EOF
      COPY <<EOF /etc/group
      root:x:0:
      EOF
      COPY <<EOF /opt/tool/README
      tool
      EOF`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    const layers = byLayer(findOrphans(image))
    const told = layers.slice(0, MOST_LAYERS)
    for (const [index, orphans] of told.entries())
      yield remarkOf(image, orphans, index === 0 ? layers.length - told.length : 0)
  },
})
