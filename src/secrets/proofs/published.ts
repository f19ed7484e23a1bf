import { createHash } from "node:crypto"

/**
 * Values that vendors print in their handbooks or ship in their samples, by the first half of their SHA-256, so that
 * they don't stand here: Google keys of Firebase's own samples, Stripe's test keys, AWS's example secret, the keys of Azure's emulators, passwords of RFC 2617, 6749 and 7617.
 */
const PUBLISHED = new Set<string>([
  "f56e323494a6ffc2064e7a955908957d",
  "2037abcaffb2b77785da716cf7ccff4f",
  "3f370c9dd8225c63b5c77de1f785edc9",
  "e4a5542bb7fd7b67e943c71ad29c34b5",
  "a19f89ab3555eac10c40741f6df79ecf",
  "0b476bdf9acf2123d547b5ae76f1e598",
  "eb540d2b6ee2a0a47c5779bc8a014178",
  "37f8f09bdf12c2f2eae4ead7273a62dd",
  "8731261cb72d86267a32a532ebd3df42",
  "49f777db995e8260da7ca9ffdf0c08d6",
  "27a9a42931dff7eb2f8434e20a9bce97",
  "dc0fcf046c61640cbd1e8b999ada3262",
  "4c98242dcadc8b29005c6b4aad526552",
  "ea9bb1082cf95663f5faca23b8b15ef2",
  "3a8b61d0f636b007840c0d40ba12bcf4",
  "a6c814bc555ae62c7bd8b58ec07bf559",
  "2cafc0970149a84f3b9e62eaf169f36f",
  "f2d6ca16515033e5dce14eba840b979d",
  "78314b11be2e581549ac1c4f616563fa",
  "53f5da0aaa93d64cd5772c554cbf940f",
  "e9974c507d2a802143f614c878fcbb62",
  "41ef4bb0b23661e66301aac36066912d",
  "5ff0e82e56c3cf647e81f5134d3e4f83",
  "0011cc25eb4320717494d2703e8cba85",
  "aa6547439583c3a275d4542a0df6c1ad",
])

/** True where a value is printed in its vendor's own handbook: everybody knows it. */
export const isPublished = (value: string): boolean =>
  PUBLISHED.has(createHash("sha256").update(value).digest("hex").slice(0, 32))
