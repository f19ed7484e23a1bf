export { mergeLayers } from "./merge.ts"
