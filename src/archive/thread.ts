import { Worker } from "node:worker_threads"
import type { Task, TaskResult, ThreadData } from "./tasks.ts"

type Answer = { readonly result: TaskResult } | { readonly error: { readonly message: string } }

/** A thread that does one task at a time. */
export class Thread {
  readonly #worker: Worker
  #waiting: { readonly resolve: (result: TaskResult) => void; readonly reject: (error: Error) => void } | null = null

  constructor(data: ThreadData) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
      workerData: data,
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
