export { base64RunAround, decodings, type Decoding } from "./decodings.ts"
export { utf16Of, utf16ToBytes, type Utf16Fold } from "./utf16.ts"
