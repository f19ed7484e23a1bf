import { execFileSync } from "node:child_process"
import { chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { defineConfig } from "rolldown"
import { bundleText } from "./bundle-text.js"

/** What is made of the bundle once it is there. */
function finish({ dir }) {
  const bin = join(dir, "bin.js")
  chmodSync(bin, 0o755)
  // Editors complete settings from it.
  writeFileSync(join(dir, "config.schema.json"), execFileSync(process.execPath, [bin, "schema", "config"]))
  writeFileSync(join(dir, "plimsoll.1"), execFileSync(process.execPath, [bin, "man"]))
}

// One file a door, dependencies included: finding and opening a hundred small modules would take longer than auditing a
// small image.
export default defineConfig({
  input: { bin: "src/bin.ts", index: "src/index.ts", worker: "src/worker.ts" },
  platform: "node",
  output: { dir: "dist", format: "esm", chunkFileNames: "[name].js" },
  plugins: [bundleText(), { name: "finish", writeBundle: finish }],
})
