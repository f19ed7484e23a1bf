import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

// npm builds what it installs from a repository: `npm ci` in a clone, a hook of pre-commit, `npm install -g git+…`. The
// last two hand `global` down to the install that should bring the tools to build with, which then lands elsewhere.
const npm = (...args) =>
  execFileSync("npm", args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, npm_config_global: "false", npm_config_location: "project" },
  })

if (!existsSync("node_modules/rolldown")) npm("ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund")
npm("run", "build")
