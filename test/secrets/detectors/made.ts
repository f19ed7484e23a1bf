import { createHash } from "node:crypto"

const LOWER = "abcdefghijklmnopqrstuvwxyz"
const DIGITS = "0123456789"
/** What a gap of a shape is filled with. */
const ALPHABETS: Readonly<Record<string, string>> = {
  hex: "0123456789abcdef",
  HEX: "0123456789ABCDEF",
  digits: DIGITS,
  lower: LOWER + DIGITS,
  upper: LOWER.toUpperCase() + DIGITS,
  letters: LOWER.toUpperCase() + LOWER,
  alnum: LOWER.toUpperCase() + LOWER + DIGITS,
  url: `${LOWER.toUpperCase()}${LOWER}${DIGITS}_-`,
}

/** Letter number `at` of a gap, out of so many: drawn by the hash of the shape, the same in each run. */
type Draw = (alphabet: string, at: number) => string

const drawnFrom =
  (shape: string): Draw =>
  (alphabet, at) =>
    alphabet.charAt(createHash("sha256").update(`${shape} ${at}`).digest().readUInt32BE(0) % alphabet.length)

/** A made-up value: gaps of `shape` such as `<32 hex>` and `<uuid>` are filled in. No token stands in this repository. */
export const made = (shape: string): string => fill(shape, drawnFrom(shape))

/** As `made`, with the same character all along: `xxxx…`, `0000…`. */
export const madeDull = (shape: string): string => fill(shape, (alphabet) => alphabet.charAt(alphabet.length >> 1))

function fill(shape: string, draw: Draw): string {
  let at = 0
  const gap = (length: number, name: string): string =>
    Array.from({ length }, () => draw(ALPHABETS[name] ?? "", at++)).join("")
  return shape
    .replaceAll("<uuid>", "<8 hex>-<4 hex>-4<3 hex>-a<3 hex>-<12 hex>")
    .replace(/<(\d+) (\w+)>/g, (_, length: string, name: string) => gap(Number(length), name))
}
