export { readArchive, type Reading, type ReadOptions } from "./read.ts"
export type { ImageReading } from "./images.ts"
