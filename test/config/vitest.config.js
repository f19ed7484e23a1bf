import { defineConfig } from "vitest/config"
import { bundleText } from "./bundle-text.js"

export default defineConfig({
  plugins: [bundleText()],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/config/build.ts"],
    expect: { requireAssertions: true },
    restoreMocks: true,
    testTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/bin.ts", "src/secrets/prefilter/assembly/**"],
    },
  },
})
