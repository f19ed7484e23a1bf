import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Calls `use` with the path of a file that holds `bytes`, and leaves nothing behind. */
export async function withFile<T>(bytes: Buffer, use: (path: string) => T | Promise<T>): Promise<T> {
  return withFolder((folder) => {
    const path = join(folder, "image.tar")
    writeFileSync(path, bytes)
    return use(path)
  })
}

export async function withFolder<T>(use: (path: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
