export { findBase } from "./base.ts"
export { decodeConfig } from "./config.ts"
export { dockerfileLine } from "./dockerfile-line.ts"
export { parseOsRelease } from "./os-release.ts"
