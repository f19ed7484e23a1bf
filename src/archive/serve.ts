import { parentPort, workerData } from "node:worker_threads"
import { buffersOf } from "./columns.ts"
import { prepare, worker, type Task, type TaskResult, type ThreadData } from "./tasks.ts"
import type { CreateViewers } from "./viewers.ts"

/** Makes this thread one of the pool: it does one task at a time, until it is ended. `prepareViewers` is given the settings of the run. */
export function serve(prepareViewers: (settings: unknown) => Promise<CreateViewers>): void {
  const { run, settings } = workerData as ThreadData
  let perform: ((task: Task) => TaskResult) | null = null
  const answer = async (task: Task): Promise<void> => {
    try {
      await prepare([task])
      perform ??= worker(run, await prepareViewers(settings))
      const result = perform(task)
      parentPort!.postMessage({ result }, transferable(result))
    } catch (error) {
      // A thrown error crosses threads without its code; this one keeps what is needed to report it.
      const { message, stack, code, errno } = error as NodeJS.ErrnoException
      parentPort!.postMessage({ error: { message, stack, code, errno } })
    }
  }
  parentPort!.on("message", (task: Task) => void answer(task))
}

function transferable(result: TaskResult): ArrayBuffer[] {
  if (result.kind === "layer") return buffersOf(result.scan.listing)
  if (result.kind === "stream")
    return result.read.members.flatMap((member) =>
      member.kind === "file" && member.body.at === "memory" && member.body.scan !== null
        ? buffersOf(member.body.scan.listing)
        : [],
    )
  return []
}
