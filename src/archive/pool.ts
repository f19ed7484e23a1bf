import { Worker } from "node:worker_threads"
import pLimit from "p-limit"
import type { Run } from "./source.ts"
import { prepare, worker, type CreateInspector, type Task, type TaskResult } from "./tasks.ts"

/** Performs tasks: a result for each, in their order, each as soon as it is there. */
export type Perform = (tasks: readonly Task[]) => readonly Promise<TaskResult>[]

/** What work on a stored byte costs, in SHA-256 of a byte. */
const COST = { digest: 1, list: 1, inspect: 1.5, expansion: 3, inflate: 2 }

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

/** Lends out threads for one run: up to `jobs` at a time, none at all for little work. `createInspector` is for that; a thread has its own. */
export async function withPool<T>(
  jobs: number,
  run: Run,
  createInspector: CreateInspector,
  use: (perform: Perform) => Promise<T>,
): Promise<T> {
  const threads: Thread[] = []
  const idle: Thread[] = []
  const limit = pLimit(Math.max(1, jobs))
  const onThread = async (task: Task): Promise<TaskResult> => {
    const thread = idle.pop() ?? new Thread(run)
    if (!threads.includes(thread)) threads.push(thread)
    const result = await thread.perform(task)
    idle.push(thread)
    return result
  }
  const here = worker(run, createInspector)
  try {
    return await use((tasks) => {
      const total = tasks.reduce((sum, task) => sum + weight(task), 0)
      if (total < WORTH_A_THREAD) {
        const ready = prepare(tasks)
        return tasks.map((task) => ready.then(() => here(task)))
      }
      const results = new Map<Task, Promise<TaskResult>>()
      for (const task of tasks.toSorted(byUrgency)) results.set(task, limit(onThread, task))
      return tasks.map((task) => results.get(task)!)
    })
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

type Answer = { readonly result: TaskResult } | { readonly error: { readonly message: string } }

class Thread {
  readonly #worker: Worker
  #waiting: { readonly resolve: (result: TaskResult) => void; readonly reject: (error: Error) => void } | null = null

  constructor(run: Run) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData: run,
      // What a thread makes is mostly short-lived; a large nursery for it would only add to the peak.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    this.#worker.on("message", (answer: Answer) => {
      if ("result" in answer) this.#waiting?.resolve(answer.result)
      else this.#waiting?.reject(Object.assign(new Error(answer.error.message), answer.error))
    })
    this.#worker.on("error", (error: Error) => this.#waiting?.reject(error))
    this.#worker.on("exit", (code) => this.#waiting?.reject(new Error(`a reading thread ended with ${code}`)))
  }

  perform(task: Task): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#worker.postMessage(task)
    })
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
