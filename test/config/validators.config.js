import { defineConfig } from "vitest/config"
import { bundleText } from "./bundle-text.js"

// Other people's validators, and a browser: too heavy to be asked for by everybody who runs the tests.
export default defineConfig({
  plugins: [bundleText()],
  test: {
    include: ["test/validators/**/*.check.ts"],
    globalSetup: ["test/config/validators.ts"],
    expect: { requireAssertions: true },
    testTimeout: 120_000,
  },
})
