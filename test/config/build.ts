import { execFileSync } from "node:child_process"

/** Tests that start the program as a user does run what was built from these sources, never a stale build. */
export default function setup(): void {
  execFileSync("npm", ["run", "bundle"], { stdio: ["ignore", "ignore", "inherit"] })
}
