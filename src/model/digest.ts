declare const kind: unique symbol

/** `sha256:<64 hex>` or `sha512:<128 hex>` of bytes as they are stored: a blob, a config, a layer as it lies in the archive. OCI image-spec, descriptor.md#digests. */
export type Digest = `${"sha256" | "sha512"}:${string}` & { readonly [kind]: "stored bytes" }

/** The same shape, of a layer's uncompressed tar. A type of its own, so that mixing the two does not compile. OCI image-spec, config.md#layer-diffid. */
export type DiffId = `${"sha256" | "sha512"}:${string}` & { readonly [kind]: "uncompressed tar" }

const PATTERN = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/

/** The digest that a document names, or null where the text is none: no path is ever built from anything else. */
export function parseDigest(text: unknown): Digest | null {
  return typeof text === "string" && PATTERN.test(text) ? (text as Digest) : null
}

/** As `parseDigest`, for `rootfs.diff_ids`. */
export function parseDiffId(text: unknown): DiffId | null {
  return parseDigest(text) as DiffId | null
}
