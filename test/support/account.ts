import { createHash } from "node:crypto"
import { EntryType, type Filesystem, type ReadImage, type Waste } from "../../src/index.ts"
import type { ImageFacts, LayerFacts } from "./facts.ts"

const nothing = (text: string | null): string | null => (text === "0001-01-01T00:00:00Z" ? null : text)

const LETTERS = {
  [EntryType.file]: "f",
  [EntryType.directory]: "d",
  [EntryType.symlink]: "l",
  [EntryType.hardlink]: "o",
  [EntryType.device]: "o",
  [EntryType.fifo]: "o",
  [EntryType.whiteout]: "o",
  [EntryType.opaque]: "o",
}

/** Names that are not UTF-8 stand as lone surrogates, one a byte. */
const bytesOf = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/([\uDC80-\uDCFF])/u)
      .map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.of(part.charCodeAt(0) & 0xff))),
  )

const NEWLINE = Buffer.from("\n")

/** As the facts define it: the lines `TYPE SIZE PATH`, sorted bytewise. */
function listingDigest(files: Filesystem): string {
  const lines = [...files].map(({ type, size, path }) => bytesOf(`${LETTERS[type]} ${size} ${path.slice(1)}`))
  const hash = createHash("sha256")
  for (const [index, line] of lines.toSorted((a, b) => Buffer.compare(a, b)).entries())
    hash.update(index === 0 ? line : Buffer.concat([NEWLINE, line]))
  return hash.digest("hex")
}

export const sumOf = (waste: readonly Waste[], ...causes: Waste["cause"][]): number =>
  waste.filter(({ cause }) => causes.includes(cause)).reduce((sum, { bytes }) => sum + bytes, 0)

/** What the facts say that a true report says. */
export function expectedImage(facts: ImageFacts, isContested: boolean) {
  return {
    config: {
      digest: facts.config_digest,
      platform: { os: facts.os, architecture: facts.architecture, variant: facts.variant },
      created: nothing(facts.created),
      user: facts.user,
      entrypoint: facts.entrypoint,
      cmd: facts.cmd,
      workdir: facts.workdir,
      env: facts.env_keys,
      exposedPorts: facts.exposed_ports,
      volumes: facts.volumes,
      healthcheck: facts.healthcheck,
      labels: facts.label_keys,
      onbuild: facts.onbuild,
      shell: facts.shell,
      stopSignal: facts.stop_signal,
      historyEntries: facts.history_entries,
    },
    complete: facts.layers.every(isWhole),
    layers: facts.layers.map((layer) => ({
      digest: layer.missing ? layer.digest_declared : layer.digest,
      diffId: layer.missing ? layer.diff_id_declared : layer.diff_id,
      compression: layer.missing ? "none" : layer.compression,
      archiveBytes: layer.stored_bytes ?? 0,
      tarBytes: layer.uncompressed_bytes ?? 0,
      contentBytes: layer.file_bytes ?? 0,
      files: layer.files ?? 0,
      // Where history and layers don't line up, no step is known to have made a layer.
      history: facts.history_matches_layers ? layer.history_index : null,
      complete: isWhole(layer),
    })),
    size: {
      archive: facts.stored_bytes,
      layers: facts.uncompressed_bytes,
      content: facts.file_bytes_all_layers,
      ...(!isContested && {
        filesystem: facts.filesystem.bytes_unique,
        files: facts.filesystem.regular_paths,
        listing: facts.filesystem.listing_sha256,
        wasted: facts.wasted.bytes,
        deleted: facts.wasted.removed_bytes,
        overwrittenAndMetadataOnly: facts.wasted.overwritten_bytes,
        metadataOnly: facts.wasted.overwritten_same_content_bytes,
      }),
    },
  }
}

export const isWhole = (layer: LayerFacts): boolean => !layer.missing && layer.digest_ok !== false && layer.diff_id_ok

/** The same of what was read. */
export function seenImage({ image, report }: ReadImage, isContested: boolean): ReturnType<typeof expectedImage> {
  const { run } = image.config
  const { waste } = image.files
  const { archive, layers, content, filesystem, files, wasted } = report.size
  return {
    config: {
      digest: report.configDigest,
      platform: { variant: null, ...report.platform },
      created: report.created,
      user: run.user,
      entrypoint: run.entrypoint,
      cmd: run.cmd,
      workdir: run.workdir,
      env: run.env.map(({ name }) => name),
      exposedPorts: run.exposedPorts,
      volumes: run.volumes,
      healthcheck: run.healthcheck === null ? "absent" : run.healthcheck.test[0] === "NONE" ? "none" : "present",
      labels: [...run.labels.keys()].toSorted(),
      onbuild: run.onbuild.length,
      shell: run.shell,
      stopSignal: run.stopSignal,
      historyEntries: report.history.length,
    },
    complete: report.complete,
    layers: report.layers.map((layer) => ({
      digest: layer.digest,
      diffId: layer.diffId,
      compression: layer.compression,
      archiveBytes: layer.archiveBytes,
      tarBytes: layer.tarBytes,
      contentBytes: layer.contentBytes,
      files: layer.files,
      history: layer.history,
      complete: layer.complete,
    })),
    size: {
      archive,
      layers,
      content,
      ...(!isContested && {
        filesystem,
        files,
        listing: listingDigest(image.files),
        wasted,
        deleted: sumOf(waste, "deleted"),
        overwrittenAndMetadataOnly: sumOf(waste, "overwritten", "metadata-only"),
        metadataOnly: sumOf(waste, "metadata-only"),
      }),
    },
  }
}
