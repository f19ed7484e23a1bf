import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs"
import { randomBytes } from "node:crypto"
import {
  isIncomplete,
  type Compression,
  type Inspector,
  type Limits,
  type Problem,
  type Prober,
} from "../model/index.ts"
import { ByteReader } from "./byte-reader.ts"
import { capturesOf } from "./captures.ts"
import { sniffCompression } from "./compression.ts"
import { withoutCommonFolder, type Container } from "./container.ts"
import { readFolder } from "./folder.ts"
import { assemble, type ImageReading, type Merge } from "./images.ts"
import type { LayerRequest } from "./layer.ts"
import { readOuterTar } from "./outer-tar.ts"
import { choose } from "./choose.ts"
import { withPool, type Perform } from "./pool.ts"
import { FileSource, type Run } from "./source.ts"
import { surveyContainer } from "./survey.ts"
import { Unreadable } from "./unreadable.ts"
import { unreferenced } from "./unreferenced.ts"

export interface ReadOptions {
  readonly limits: Limits
  /** Threads at most. */
  readonly jobs: number
  /** `repository:tag` names or digest prefixes; empty for all. */
  readonly images: readonly string[]
  /** `os/arch[/variant]`; empty for all. */
  readonly platforms: readonly string[]
  /** Absolute paths of files whose content is kept; the last part may be `*` and an ending. */
  readonly captures: readonly string[]
  readonly merge: Merge
  /** Makes the inspector that contents are shown to; null where none shall be. Threads make their own: the same, by `serve`. */
  readonly inspector: (() => Inspector) | null
  /** The same of the prober. */
  readonly prober: (() => Prober) | null
  /** What threads make theirs by. Plain data. */
  readonly inspectorSettings: unknown
  readonly onProgress: ((bytes: number, total: number | null) => void) | null
}

/** What reading one input learned. */
export interface Reading {
  readonly format: "docker-archive" | "oci-archive" | "oci-layout" | "unknown"
  readonly compression: Compression
  readonly bytes: number
  readonly images: readonly ImageReading[]
  /** Of the input as a whole and of each image, in the order of the report. */
  readonly problems: readonly Problem[]
  readonly complete: boolean
}

const PROGRESS_MS = 100

/** Reads an archive, a folder or, for `-`, standard input. Never throws for what is in it: what is wrong stands in `problems`. */
export async function readArchive(path: string, options: ReadOptions): Promise<Reading> {
  const progress = new BigInt64Array(new SharedArrayBuffer(8))
  const run: Run = { deadline: Date.now() + options.limits.seconds * 1000, progress }
  const total = { bytes: null as number | null }
  const timer =
    options.onProgress === null
      ? null
      : setInterval(() => options.onProgress!(Number(Atomics.load(progress, 0)), total.bytes), PROGRESS_MS)
  try {
    return await withPool(options.jobs, { run, settings: options.inspectorSettings }, options, (perform) =>
      read(path, options, run, perform, total),
    )
  } catch (error) {
    if (error instanceof Unreadable) return nothingRead({ code: error.code, message: error.message })
    const { code, errno } = error as NodeJS.ErrnoException
    // Only what the operating system says is about the file; anything else is our own bug.
    if (code === undefined || typeof errno !== "number") throw error
    return nothingRead({
      code: "not-readable",
      message: `it can't be read (${code}); check the file and the disk it is on`,
    })
  } finally {
    if (timer !== null) clearInterval(timer)
  }
}

const nothingRead = (problem: Problem): Reading => ({
  format: "unknown",
  compression: "none",
  bytes: 0,
  images: [],
  problems: [problem],
  complete: false,
})

async function read(
  path: string,
  options: ReadOptions,
  run: Run,
  perform: Perform,
  total: { bytes: number | null },
): Promise<Reading> {
  const request = requestOf(options)
  const stat = path === "-" ? fstatSync(0) : statOf(path)
  if (stat.isDirectory()) {
    const folder = readFolder(path, options.limits)
    try {
      total.bytes = folder.bytes
      return await finish(
        { container: folder, compression: "none", bytes: folder.bytes, problems: folder.problems, isFolder: true },
        options,
        request,
        perform,
      )
    } finally {
      folder.close()
    }
  }
  const isPipe = path === "-" && !stat.isFile()
  if (!isPipe && !stat.isFile())
    throw new Unreadable(
      "not-a-regular-file",
      "it is neither a regular file nor a folder; to read from a pipe, use - for standard input",
    )
  const fd = path === "-" ? 0 : openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const before = fstatSync(fd)
    total.bytes = isPipe ? null : before.size
    const opened = isPipe ? null : openTar(fd, before.size, options.limits, run)
    const reading =
      opened === null || opened === "compressed"
        ? await finish(await readWhole(fd, isPipe ? null : before.size, request, perform), options, request, perform)
        : await finish(
            { container: opened, compression: "none", bytes: before.size, problems: opened.problems, isFolder: false },
            options,
            request,
            perform,
          )
    return isPipe ? reading : withChangeNoticed(reading, before, fstatSync(fd))
  } finally {
    if (fd !== 0) closeSync(fd)
  }
}

function statOf(path: string): Stats {
  try {
    return statSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new Unreadable("not-found", "there is no such file or folder; check the path")
    throw error
  }
}

function requestOf(options: ReadOptions): LayerRequest {
  return {
    stored: ["sha256"],
    uncompressed: ["sha256"],
    captures: capturesOf(options.captures),
    inspect: options.inspector !== null,
    hashSeed: randomBytes(8).readBigUInt64LE(),
    limits: options.limits,
  }
}

/** Headers are 512 bytes among bodies that are passed over: a small window wastes least. */
const WINDOW = 64 * 1024

function openTar(
  fd: number,
  size: number,
  limits: Limits,
  run: Run,
): (Container & { readonly problems: readonly Problem[] }) | "compressed" {
  if (size === 0) throw new Unreadable("not-an-image", "it is empty; save the image again")
  const head = new Uint8Array(512)
  readSync(fd, head, 0, 512, 0)
  if (sniffCompression(head) !== "none") return "compressed"
  // The walk reads headers only, which is no progress that anybody waits for.
  const quiet = { ...run, progress: new BigInt64Array(1) }
  const reader = new ByteReader(new FileSource(fd, 0, size, quiet, WINDOW))
  return readOuterTar(reader, limits, (entry) => ({ at: "offset", fd, offset: entry.bodyAt }), size)
}

interface Opened {
  readonly container: Container
  readonly compression: Compression
  readonly bytes: number
  readonly problems: readonly Problem[]
  readonly isFolder: boolean
}

async function readWhole(fd: number, size: number | null, request: LayerRequest, perform: Perform): Promise<Opened> {
  const result = await perform([{ kind: "stream", fd, size, request }])[0]
  if (result?.kind !== "stream") throw new Error("a stream task gave no stream")
  const { members, repeated, ...rest } = result.read
  return {
    ...rest,
    container: { members: new Map(members.map((member) => [member.name, member])), repeated: new Set(repeated) },
    isFolder: false,
  }
}

async function finish(opened: Opened, options: ReadOptions, request: LayerRequest, perform: Perform): Promise<Reading> {
  const container = { members: withoutCommonFolder(opened.container.members), repeated: opened.container.repeated }
  const unread = opened.problems.some(isIncomplete)
  const isNoTar = container.members.size === 0 && unread
  const survey = isNoTar
    ? { images: [], others: [], problems: [], referenced: new Set<string>() }
    : surveyContainer(container, options.limits)
  const chosen = choose(survey, options.images, options.platforms)
  const images = await assemble(chosen.images, options.limits, request, perform, options.merge)
  // Of an archive that was cut nobody can say that it held no image.
  const surveyed = unread ? survey.problems.filter(({ code }) => code !== "not-an-image") : survey.problems
  const problems = [
    ...(isNoTar ? noTar(opened.problems) : opened.problems),
    ...surveyed,
    ...chosen.problems,
    ...unreferenced(container, survey, options.limits),
  ]
  const all = [...problems, ...images.flatMap((image) => image.problems)]
  return {
    format: formatOf(container, opened.isFolder),
    compression: opened.compression,
    bytes: opened.bytes,
    images,
    problems,
    complete: !all.some(isIncomplete),
  }
}

/** The very first header is none: then it is no damaged archive but something else. */
function noTar(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) =>
    problem.code === "malformed-tar"
      ? {
          code: "not-an-image",
          message:
            "it is no tar archive, plain or compressed; give it what `docker save` or `docker buildx build --output type=oci` writes",
        }
      : problem,
  )
}

function formatOf(container: Container, isFolder: boolean): Reading["format"] {
  if (container.members.has("manifest.json")) return "docker-archive"
  if (container.members.has("index.json") || container.members.has("oci-layout"))
    return isFolder ? "oci-layout" : "oci-archive"
  return "unknown"
}

function withChangeNoticed(reading: Reading, before: Stats, after: Stats): Reading {
  if (before.size === after.size && before.mtimeMs === after.mtimeMs) return reading
  const problem: Problem = {
    code: "changed-while-read",
    message: "the file was changed while it was read; audit it again when nothing writes to it",
  }
  return { ...reading, problems: [...reading.problems, problem], complete: false }
}
