import pLimit from "p-limit"
import { prepare, worker, type Task, type TaskResult, type ThreadData } from "./tasks.ts"
import type { Thread } from "./thread.ts"
import type { CreateViewers } from "./viewers.ts"

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

/**
 * The largest first, so that no thread is left alone with one at the end. A layer and its digest stand side by side: two
 * threads of one core get in each other's way least when one hashes and the other does anything else.
 */
const bySize = (a: Task, b: Task): number => (b.size ?? Infinity) - (a.size ?? Infinity)

/** Lends out threads for one run: up to `jobs` at a time, none at all for little work. `createViewers` is for that; a thread has its own. */
export async function withPool<T>(
  jobs: number,
  data: ThreadData,
  createViewers: CreateViewers,
  use: (perform: Perform) => Promise<T>,
): Promise<T> {
  const threads = new Set<Thread>()
  const here = worker(data.run, createViewers)
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
function share(
  tasks: readonly Task[],
  jobs: number,
  data: ThreadData,
  threads: Set<Thread>,
): readonly Promise<TaskResult>[] {
  const limit = pLimit(Math.max(1, jobs))
  const idle: Thread[] = []
  const perform = async (task: Task): Promise<TaskResult> => {
    const thread = idle.pop() ?? (await startThread(data, threads))
    try {
      return await thread.perform(task)
    } finally {
      if (limit.pendingCount > 0) idle.push(thread)
      // Nobody need wait for that; the end of the run does.
      else void thread.end()
    }
  }
  const results = new Map(tasks.toSorted(bySize).map((task) => [task, limit(perform, task)]))
  return tasks.map((task) => results.get(task)!)
}

async function startThread(data: ThreadData, threads: Set<Thread>): Promise<Thread> {
  // Node's threads take time to load, which most small images never need.
  const { Thread } = await import("./thread.ts")
  const thread = new Thread(data)
  threads.add(thread)
  return thread
}
