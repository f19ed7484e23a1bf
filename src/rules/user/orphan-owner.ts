import { defineRule, EntryType, type File, type Image, type Remark } from "../../model/index.ts"
import { ACCOUNT_FILES, readAccounts } from "../support/accounts.ts"
import { count } from "../support/count.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { runUser } from "../support/run-user.ts"
import { asFarAsRead, describeLayer, isCopy, locate, stepOf } from "../support/step.ts"
import { list, show } from "../support/words.ts"

/** Some distributions leave it out; it is nobody everywhere. */
const NOBODY = 65_534
const MOST_LAYERS = 5
const MOST_NAMED = 3

interface Known {
  readonly uids: ReadonlySet<number>
  readonly gids: ReadonlySet<number>
}

/** An id that the image has no account for, and what belongs to it: files, or directories where there are no files. Lowest layer first. */
interface Orphan {
  readonly kind: "uid" | "gid"
  readonly id: number
  readonly files: readonly File[]
}

const ACCOUNTS = { uid: "/etc/passwd", gid: "/etc/group" } as const

/** Ids that are accounted for; null where the image has no accounts to be held against. */
function knownIds(image: Image): Known | null {
  const users = readAccounts(image, "/etc/passwd") ?? []
  const groups = readAccounts(image, "/etc/group") ?? []
  const user = runUser(image)
  if (users.length === 0 || groups.length === 0) return null
  // Whoever runs as a number owns files by it, and needs no entry.
  const own = user === null ? [] : [user.uid, user.gid]
  return {
    uids: new Set([0, NOBODY, ...own, ...users.map(({ id }) => id)]),
    gids: new Set([0, NOBODY, ...own, ...groups.map(({ id }) => id)]),
  }
}

/** Visible files and directories of the image's own layers that belong to nobody it knows. */
function* strangers(image: Image, { uids, gids }: Known): Generator<File> {
  for (const { index, listing } of image.layers) {
    if (listing === null || (image.base !== null && index < image.base.layers)) continue
    for (let row = 0; row < listing.length; row++) {
      if (uids.has(listing.uids[row]!) && gids.has(listing.gids[row]!)) continue
      if (listing.types[row] !== EntryType.file && listing.types[row] !== EntryType.directory) continue
      const file = image.files.get(`/${listing.paths[row]!}`)
      if (file?.layer === index && file.row === row) yield file
    }
  }
}

function findOrphans(image: Image, known: Known): Orphan[] {
  const [uids, gids] = [new Map<number, File[]>(), new Map<number, File[]>()]
  for (const file of strangers(image, known)) {
    const [found, id] = known.uids.has(file.uid) ? [gids, file.gid] : [uids, file.uid]
    const group = found.get(id)
    if (group) group.push(file)
    else found.set(id, [file])
  }
  const orphans = (kind: Orphan["kind"], found: ReadonlyMap<number, readonly File[]>): Orphan[] =>
    [...found].map(([id, all]) => {
      const plain = all.filter(({ type }) => type === EntryType.file)
      return { kind, id, files: plain.length > 0 ? plain : all }
    })
  return [...orphans("uid", uids), ...orphans("gid", gids)]
}

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

function remedyFor(image: Image, orphans: readonly Orphan[], paths: readonly string[], layer: number): string {
  const folder = commonFolder(paths)
  const target = paths.length === 1 ? paths[0]! : folder
  const shown = target.length < 72 && !SYSTEM.test(target) ? target : "…"
  const fix = isCopy(stepOf(image, layer))
    ? "`COPY --chown=0:0 …`, or `tar --no-same-owner` where an archive is unpacked"
    : `\`RUN … && chown ${paths.length === 1 ? "" : "-R "}0:0 ${shown}\` in the same step, or \`tar --no-same-owner\` where it unpacks an archive`
  const [only] = orphans
  const account =
    orphans.length === 1 && only !== undefined
      ? `; where it is meant, add the account: \`RUN ${only.kind === "uid" ? "useradd --uid" : "groupadd --gid"} ${only.id} …\``
      : ""
  return `Say whose it is where it comes in: ${fix}${account}.`
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
    const known = knownIds(image)
    if (known === null) return
    const layers = byLayer(findOrphans(image, known))
    const told = layers.slice(0, MOST_LAYERS)
    for (const [index, orphans] of told.entries())
      yield remarkOf(image, orphans, index === 0 ? layers.length - told.length : 0)
  },
})
