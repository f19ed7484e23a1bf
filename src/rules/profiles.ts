import type { Profile } from "../model/index.ts"

/** Sets of rules for one kind of image each; `default` is in force where nobody names one. */
export const PROFILES: readonly Profile[] = [
  {
    name: "default",
    help: "A service that is built from a Dockerfile and runs anywhere.",
    rules: {},
  },
]
