import { defineRule, EntryType, type File, type Image, type Remark } from "../../model/index.ts"
import { ACCOUNT_FILES, readAccounts } from "../support/accounts.ts"
import { count } from "../support/count.ts"
import { listPaths } from "../support/paths.ts"
import { runUser } from "../support/run-user.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

/** Some distributions leave it out; it is nobody everywhere. */
const NOBODY = 65_534
/** One build has one or two strange owners; more are told together by the first. */
const MOST_OWNERS = 5

interface Known {
  readonly uids: ReadonlySet<number>
  readonly gids: ReadonlySet<number>
}

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

/** Visible files and directories of the image's own layers that belong to nobody it knows, by `uid 501` or `gid 20`. */
function orphans(image: Image, { uids, gids }: Known): Map<string, File[]> {
  const found = new Map<string, Map<string, File>>()
  for (const { index, listing } of image.layers) {
    if (listing === null || (image.base !== null && index < image.base.layers)) continue
    for (let row = 0; row < listing.length; row++) {
      if (uids.has(listing.uids[row]!) && gids.has(listing.gids[row]!)) continue
      if (listing.types[row] !== EntryType.file && listing.types[row] !== EntryType.directory) continue
      const file = image.files.get(`/${listing.paths[row]!}`)
      if (file === undefined || file.layer !== index || file.row !== row) continue
      const key = uids.has(file.uid) ? `gid ${file.gid}` : `uid ${file.uid}`
      const group = found.get(key)
      if (group) group.set(file.path, file)
      else found.set(key, new Map([[file.path, file]]))
    }
  }
  return new Map(
    [...found].map(([key, files]) => [key, [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))]),
  )
}

function remarkOf(image: Image, owner: string, all: readonly File[], others: number): Remark | undefined {
  const plain = all.filter(({ type }) => type === EntryType.file)
  const files = plain.length > 0 ? plain : all
  const [first] = files
  if (first === undefined) return undefined
  const [kind, id] = owner.split(" ")
  const directories = files.length === 1 ? "1 directory" : `${files.length} directories`
  const what = plain.length > 0 ? count(plain.length, "file") : directories
  return {
    message: `${what} ${files.length === 1 ? "belongs" : "belong"} to ${owner}, which ${kind === "uid" ? "/etc/passwd" : "/etc/group"} does not have: ${listPaths(files.map(({ path }) => path))}, from ${describeLayer(image, first.layer)}${others > 0 ? `; and so it is with ${count(others, "other owner")}` : ""}${asFarAsRead(image)}.`,
    remedy: `Say whose it is where it comes in: \`COPY --chown=0:0 …\`, \`tar --no-same-owner\`, or \`RUN … && chown -R 0:0 …\`; where it is meant, add the account: \`RUN ${kind === "uid" ? "useradd --uid" : "groupadd --gid"} ${id} …\`.`,
    location: locate(image, { kind: "file", layer: first.layer, path: first.path }),
    ...(files.length > 1
      ? { places: files.slice(1, 20).map(({ layer, path }) => locate(image, { kind: "file", layer, path })) }
      : {}),
    identity: owner,
  }
}

export default defineRule({
  id: "user/orphan-owner",
  title: "Every file belongs to somebody whom the image knows",
  severity: "info",
  why: "An owner without an account mostly comes from the machine where an archive was made. Whoever is given that number later, in a child image or on the host, owns the files.",
  decides:
    "Owners and groups of files and directories, beyond the base image's, that have no entry in the image's /etc/passwd or /etc/group; told once for each. The user that the container runs as needs none.",
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
    const found = [...orphans(image, known)].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    for (const [index, [owner, files]] of found.slice(0, MOST_OWNERS).entries()) {
      const remark = remarkOf(image, owner, files, index === 0 ? Math.max(0, found.length - MOST_OWNERS) : 0)
      if (remark !== undefined) yield remark
    }
  },
})
