import { run } from "../../src/cli/index.ts"
import type { World } from "../../src/cli/index.ts"

/** A stream that remembers. */
class Memory {
  text = ""
  readonly isTTY: boolean
  readonly columns: number
  readonly #fails: Error | null
  constructor({ isTTY = false, columns = 0, fails = null }: MemoryOptions = {}) {
    this.isTTY = isTTY
    this.columns = columns
    this.#fails = fails
  }
  write(text: string, done: (error?: Error | null) => void): boolean {
    if (this.#fails === null) this.text += text
    queueMicrotask(() => done(this.#fails))
    return true
  }
  on(): void {}
}

interface MemoryOptions {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly fails?: Error | null
}

interface Setting {
  readonly env?: World["env"]
  readonly cwd?: string
  readonly stdin?: World["stdin"]
  readonly stdout?: MemoryOptions
  readonly stderr?: MemoryOptions
}

/** Runs a command line in a world of its own. */
export async function plimsoll(
  args: readonly string[],
  { env = {}, cwd = process.cwd(), stdin = {}, ...streams }: Setting = {},
): Promise<{
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}> {
  const stdout = new Memory(streams.stdout)
  const stderr = new Memory(streams.stderr)
  const code = await run({ argv: ["node", "plimsoll", ...args], env, cwd, stdin, stdout, stderr, version: "1.2.3" })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

/** Archives of `fixtures/` by what comes of them. */
export const PASSES = "fixtures/good-web.docker26-save.tar"
export const FAILS = "fixtures/syn-ok.tar"
export const BROKEN = "fixtures/syn-truncated.tar"
