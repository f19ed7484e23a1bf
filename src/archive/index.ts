export { readArchive, type Reading } from "./read.ts"
export type { ImageReading } from "./images.ts"
