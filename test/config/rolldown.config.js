import { chmodSync } from "node:fs"
import { defineConfig } from "rolldown"

// One file a door, dependencies included: finding and opening a hundred small modules would take longer than auditing a
// small image.
export default defineConfig({
  input: { bin: "src/bin.ts", index: "src/index.ts", worker: "src/worker.ts" },
  platform: "node",
  output: { dir: "dist", format: "esm", chunkFileNames: "[name].js" },
  plugins: [{ name: "executable", writeBundle: () => chmodSync("dist/bin.js", 0o755) }],
})
