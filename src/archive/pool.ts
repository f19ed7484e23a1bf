import { prepare, worker, type CreateInspector, type Task, type TaskResult, type ThreadData } from "./tasks.ts"
import type { Thread } from "./thread.ts"

/** Performs tasks: a result for each, in their order, each as soon as it is there. */
export type Perform = (tasks: readonly Task[]) => readonly Promise<TaskResult>[]

/** What work on a stored byte costs, in SHA-256 of a byte. */
const COST = { digest: 1, list: 1.5, inspect: 4, expansion: 3, inflate: 2 }

function weight(task: Task): number {
  if (task.kind === "digest") return task.size * COST.digest
  const { stored, uncompressed, inspect } = task.request
  const isDigested = stored.length + uncompressed.length > 0
  const perByte = (isDigested ? COST.digest : 0) + COST.list + (inspect ? COST.inspect : 0)
  // A pipe may be of any size, and what it holds may be compressed.
  if (task.kind === "stream") return (task.size ?? Infinity) * perByte
  return task.size * (task.compression === "none" ? perByte : COST.expansion * (COST.inflate + perByte))
}

/** Below this a thread costs more to start than it gives: 30 ms, in which 1.5 GB/s are hashed. */
const WORTH_A_THREAD = 80 * 1024 * 1024

/** What others wait for comes first, and of that the largest, so that no thread is left alone with one at the end. */
const byUrgency = (a: Task, b: Task): number =>
  Number(a.kind === "digest") - Number(b.kind === "digest") || weight(b) - weight(a)

/** A task that waits for a thread. */
interface Job {
  readonly task: Task
  readonly result: Promise<TaskResult>
  resolve(result: TaskResult): void
  reject(error: unknown): void
}

function jobFor(task: Task): Job {
  let resolve!: Job["resolve"]
  let reject!: Job["reject"]
  const result = new Promise<TaskResult>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { task, result, resolve, reject }
}

/** Lends out threads for one run: up to `jobs` at a time, none at all for little work. `createInspector` is for that; a thread has its own. */
export async function withPool<T>(
  jobs: number,
  data: ThreadData,
  createInspector: CreateInspector,
  use: (perform: Perform) => Promise<T>,
): Promise<T> {
  const threads = new Set<Thread>()
  const here = worker(data.run, createInspector)
  try {
    return await use((tasks) => {
      if (tasks.reduce((sum, task) => sum + weight(task), 0) >= WORTH_A_THREAD) return share(tasks, jobs, data, threads)
      const ready = prepare(tasks)
      return tasks.map((task) => ready.then(() => here(task)))
    })
  } finally {
    await Promise.all([...threads].map((thread) => thread.end()))
  }
}

/** Has the tasks done by threads, each of which ends as soon as nothing is left for it: it holds memory. */
function share(tasks: readonly Task[], jobs: number, data: ThreadData, threads: Set<Thread>): readonly Promise<TaskResult>[] {
  const all = tasks.map(jobFor)
  const queue = all.toSorted((a, b) => byUrgency(a.task, b.task))
  let awaited = tasks.filter(({ kind }) => kind !== "digest").length
  const work = async (): Promise<void> => {
    // Node's threads take time to load, which most small images never need.
    const { Thread } = await import("./thread.ts")
    const thread = new Thread(data)
    threads.add(thread)
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      try {
        job.resolve(await thread.perform(job.task))
      } catch (error) {
        for (const failed of [job, ...queue.splice(0)]) failed.reject(error)
      }
      if (job.task.kind !== "digest") awaited -= 1
      // Now the thread that asked has work of its own.
      if (awaited === 0 && threads.size > Math.max(1, jobs - 1)) break
    }
    threads.delete(thread)
    await thread.end()
  }
  for (let count = Math.min(Math.max(1, jobs), queue.length); count > 0; count -= 1) void work()
  return all.map(({ result }) => result)
}
