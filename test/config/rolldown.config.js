import { defineConfig } from "rolldown"

// One file a door: a program of a hundred small modules would spend more time opening them than auditing a small image.
export default defineConfig({
  input: { bin: "src/bin.ts", index: "src/index.ts", worker: "src/archive/worker.ts" },
  platform: "node",
  external: [/^[a-z@](?!:)/],
  output: { dir: "dist", format: "esm", chunkFileNames: "[name]-[hash].js", cleanDir: true },
})
