/** Go's `debug/buildinfo`, the form since 1.18: magic, pointer size 8, flags 2, padding to 32 bytes, two strings by length. */
export function goBuildInfo({ version, modules }: { readonly version: string; readonly modules: string }): Buffer {
  // The module text stands between two marks of 16 bytes each.
  const marked = modules === "" ? "" : `${"<".repeat(16)}${modules}${">".repeat(16)}`
  const head = Buffer.concat([Buffer.from("\xff Go buildinf:\x08\x02", "latin1"), Buffer.alloc(16)])
  return Buffer.concat([head, ...[version, marked].map(withLength)])
}

function withLength(text: string): Buffer {
  const content = Buffer.from(text)
  const length: number[] = []
  for (let rest = content.length; ; rest >>>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
    if (rest <= 0x7f) return Buffer.concat([Buffer.from(length), content])
  }
}
