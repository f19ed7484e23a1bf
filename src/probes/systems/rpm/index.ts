import type { PackageRecord } from "../../../model/index.ts"
import { unread, wholeFile, type Probe } from "../../probe.ts"
import { Damage, database, Paths } from "../database.ts"
import { berkeleyValues } from "./berkeley.ts"
import { readHeader } from "./header.ts"
import { ndbBlobs } from "./ndb.ts"
import { blobsOf } from "./sqlite.ts"

const FOLDERS = ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"]
const MOST = 256 * 1024 * 1024

type Blobs = (content: Buffer) => Iterable<Buffer>

/** rpm's formats by the name of their file: since 4.16, SUSE's, and before. */
const FORMATS: Readonly<Record<string, Blobs>> = {
  "rpmdb.sqlite": (content) => blobsOf(content, "Packages"),
  "Packages.db": ndbBlobs,
  Packages: berkeleyValues,
}

const FILES: ReadonlyMap<string, Blobs> = new Map(
  FOLDERS.flatMap((folder) =>
    Object.entries(FORMATS).map(([name, blobs]): [string, Blobs] => [`${folder}/${name}`, blobs]),
  ),
)
const LOGS: ReadonlySet<string> = new Set(FOLDERS.map((folder) => `${folder}/rpmdb.sqlite-wal`))

function* readPackages(blobs: Iterable<Buffer>): Iterable<PackageRecord> {
  const paths = new Paths()
  for (const blob of blobs) {
    const record = readHeader(blob, paths)
    if (record !== null) yield record
  }
}

/** rpm's data base: a header blob for each package, in one of several containers. */
export const rpm: readonly Probe[] = [
  database(
    "the rpm data base",
    MOST,
    ({ path, member }) => member === "" && FILES.has(path),
    (content, path) => {
      const blobs = FILES.get(path)
      if (blobs === undefined) throw new Damage("is in a format that is not read")
      return readPackages(blobs(content))
    },
  ),
  // rpm empties its log whenever it ends; one that holds something was left by a process that was killed.
  wholeFile(
    "the log of the rpm data base",
    MOST,
    ({ path, member, size }) => member === "" && size > 0 && LOGS.has(path),
    () => [unread("the rpm data base has changes in a log that are not read: what was installed last may be missing")],
  ),
]
