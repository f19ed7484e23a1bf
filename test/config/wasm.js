import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { main } from "assemblyscript/asc"

const ROOM = join(import.meta.dirname, "../../src/secrets/prefilter")
const GENERATED = join(ROOM, "scan.wasm.ts")
/** Of 64 KiB: up to the end of the buffer in `assembly/memory.ts`, and what is read behind it. */
const PAGES = "26"
const OPTIONS = "scan.ts --outFile scan.wasm -O3 --noAssert --runtime stub --enable simd"
  .split(" ")
  .concat("--initialMemory", PAGES, "--maximumMemory", PAGES, "--baseDir", join(ROOM, "assembly"))

/** What the generated module has to be. */
export async function compile() {
  let binary = Buffer.alloc(0)
  let complaints = ""
  const { error } = await main(OPTIONS, {
    writeFile: (_, contents) => {
      binary = Buffer.from(contents)
    },
    stderr: { write: (text) => (complaints += String(text)) },
  })
  if (error !== null) throw new Error(complaints, { cause: error })
  const lines = ["// Made from assembly/ by `npm run wasm`.", "export const SCAN =", `  "${binary.toString("base64")}"`]
  return `${lines.join("\n")}\n`
}

/** What it is. */
export const committed = () => readFile(GENERATED, "utf8")

if (process.argv[1] === import.meta.filename) await writeFile(GENERATED, await compile())
