import type { ReportImage, ReportInput } from "../../model/index.ts"
import { quoted, quotedPath } from "./shell.ts"

type Compression = ReportInput["compression"]

const DIGEST = /^sha256:[0-9a-f]{64}$/

/** Shell commands that print parts of an image from its archive; a part is null where no command is safe or known. */
export interface Archive {
  /** The input as a word of a shell. */
  readonly input: string
  /** Prints the config, JSON. */
  readonly config: string | null
  /** Prints the index or the manifest that lists all images, JSON. */
  readonly index: string
  /** Prints a layer's tar. */
  layer(index: number): string | null
}

/** How to look into an input again; null where that can't be said: what came through a pipe, or has a name that no one can read. */
export function archiveOf(image: ReportImage, { path, format, compression }: ReportInput): Archive | null {
  const input = quotedPath(path)
  if (input === null || path === "-" || format === "unknown") return null
  const isFolder = format === "oci-layout"
  const member = (name: string): string => (isFolder ? `cat ${blobIn(path, name)}` : extract(input, name, compression))
  const nameOf = format === "docker-archive" ? listed(member("manifest.json"), image) : blobs
  const layerOf = (index: number): string | null => {
    const layer = image.layers[index]
    const name = layer === undefined ? null : nameOf(layer.digest, `.Layers[${index}]`)
    return layer === undefined || name === null ? null : unpacked(member(name), layer.compression)
  }
  const config = nameOf(image.configDigest, ".Config")
  return {
    input,
    config: config === null ? null : member(config),
    index: member(format === "docker-archive" ? "manifest.json" : "index.json"),
    layer: layerOf,
  }
}

/** A file below a folder, as one word. */
const blobIn = (folder: string, name: string): string => quotedPath(`${folder}/${name}`) ?? ""

/** From standard input, so that no name is taken for a host; and after `--`, for tar takes options behind names and runs what some of them say. */
function extract(input: string, member: string, compression: Compression): string {
  if (compression === "zstd") return `zstd -dc <${input} | tar -xOf - -- ${member}`
  return `tar ${compression === "gzip" ? "-xzOf" : "-xOf"} - -- ${member} <${input}`
}

const unpacked = (command: string, compression: Compression): string =>
  compression === "none" ? command : `${command} | ${compression === "gzip" ? "gunzip" : "zstd -dc"}`

/** OCI image layout, image-layout.md#blobs. */
const blobs = (digest: string): string | null => (DIGEST.test(digest) ? `blobs/${digest.replace(":", "/")}` : null)

/** Where each program puts config and layers, only `manifest.json` says; the image is the one with this config. */
const listed =
  (manifest: string, { configDigest }: ReportImage) =>
  (_: string, field: string): string | null => {
    if (!DIGEST.test(configDigest)) return null
    const hex = configDigest.slice("sha256:".length)
    const query = quoted(`first(.[] | select(.Config | contains("${hex}"))) | ${field}`)
    return `"$(${manifest} | jq -r ${query})"`
  }
