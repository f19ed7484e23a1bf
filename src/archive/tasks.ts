import type { Compression, Inspector, Prober } from "../model/index.ts"
import { Digesting } from "./digesting.ts"
import { prepareHash } from "./content-hash.ts"
import { readLayer, type Algorithm, type LayerRequest, type LayerScan } from "./layer.ts"
import { cutShort, FileSource, prepend, type Run, type Source } from "./source.ts"
import { Unreadable } from "./unreadable.ts"
import { readStream, type StreamRead } from "./stream.ts"
import { NO_VIEWERS, type CreateViewers, type Viewers } from "./viewers.ts"
import { prepareZstd } from "./zstd.ts"

/** A range of an open file. Descriptors belong to the process, so every thread can read them. */
interface Range {
  readonly fd: number
  readonly offset: number
  readonly size: number
  /** True where the archive ends within what should be there. */
  readonly isCut: boolean
}

function open({ fd, offset, size, isCut }: Range, run: Run): Source {
  const source = new FileSource(fd, offset, size, run)
  return isCut ? cutShort(source) : source
}

/** A piece of work for any thread. Plain data. */
export type Task =
  | ({ readonly kind: "layer"; readonly compression: Compression; readonly request: LayerRequest } & Range)
  /** Only the digests: for plain layers that is half of the work, and it needs nothing of the other half. */
  | ({ readonly kind: "digest"; readonly algorithms: readonly Algorithm[] } & Range)
  | { readonly kind: "stream"; readonly fd: number; readonly size: number | null; readonly request: LayerRequest }

export type TaskResult =
  | { readonly kind: "layer"; readonly scan: LayerScan }
  | { readonly kind: "digest"; readonly digests: readonly string[]; readonly problem: Unread | null }
  | { readonly kind: "stream"; readonly read: StreamRead }

type Unread = Pick<Unreadable, "code" | "message">

/** To be awaited in each thread before its tasks: decoders and hashes in WebAssembly start asynchronously, and cost too much to start for nothing. */
export async function prepare(tasks: readonly Task[]): Promise<void> {
  const mayMeetZstd = tasks.some(
    (task) => task.kind === "stream" || (task.kind === "layer" && task.compression === "zstd"),
  )
  await Promise.all([prepareHash(), ...(mayMeetZstd ? [prepareZstd()] : [])])
}

/** First bytes of a range, enough for any magic. */
const HEAD = 512

/** What a thread starts with. Plain data. */
export interface ThreadData {
  readonly run: Run
  /** What its viewers are made by. */
  readonly settings: unknown
}

/** Does pieces of work in one thread, synchronously. */
export function worker(run: Run, createViewers: CreateViewers): (task: Task) => TaskResult {
  let inspector: Inspector | null = null
  let prober: Prober | null = null
  return (task) => {
    if (task.kind === "digest") return perform(task, run, NO_VIEWERS)
    prober ??= createViewers.prober?.() ?? null
    if (task.request.inspect) inspector ??= createViewers.inspector?.() ?? null
    return perform(task, run, { inspector, prober })
  }
}

function perform(task: Task, run: Run, viewers: Viewers): TaskResult {
  switch (task.kind) {
    case "layer": {
      const source = open(task, run)
      const first = task.size > 0 ? source.next()! : new Uint8Array(0)
      return {
        kind: "layer",
        scan: readLayer(prepend(first, source), first.subarray(0, HEAD), task.request, viewers),
      }
    }
    case "digest": {
      // The other task on the same bytes counts them.
      const quiet = { ...run, progress: new BigInt64Array(new SharedArrayBuffer(8)) }
      const source = new Digesting(open(task, quiet), task.algorithms)
      let problem: Unread | null = null
      try {
        source.drain()
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        problem = { code: error.code, message: error.message }
      }
      return { kind: "digest", digests: source.digests(), problem }
    }
    case "stream":
      return { kind: "stream", read: readStream(task.fd, task.size, task.request, viewers, run) }
  }
}
