import { type DiffId, type ImageConfig, parseDiffId, type Platform, type Problem } from "../model/index.ts"
import { fields } from "./fields.ts"
import { decodeHistory } from "./history.ts"
import { Notes } from "./notes.ts"
import { kindOf, Place } from "./place.ts"
import { decodeRunConfig } from "./run-config.ts"
import { timeOf } from "./time.ts"
import { many } from "./words.ts"

const IMAGE = fields("os", "architecture", "variant", "created", "author", "config", "rootfs", "history")
const ROOTFS = fields("diff_ids")

/**
 * Decodes an image configuration (OCI image-spec, config.md, and Docker's extensions), given as `JSON.parse` returned
 * it. Never throws: each field is decoded on its own, so that one of a wrong type costs no other.
 *
 * `layerCount` is the number of layers that the manifest lists. Where `rootfs.diff_ids` has another, manifest and
 * configuration aren't of one image, and that is a problem which leaves the audit incomplete.
 */
export function decodeConfig(json: unknown, layerCount: number): { config: ImageConfig; problems: Problem[] } {
  const notes = new Notes()
  const readable = typeof json === "object" && json !== null && !Array.isArray(json)
  if (!readable) {
    notes.add("invalid-config", `The image configuration is ${kindOf(json)}, not a JSON object. Save the image again.`)
  }
  const field = new Place(readable ? json : {}, "", notes).fields(IMAGE)
  const config = {
    platform: platformOf(field("os").text(), field("architecture").text(), field("variant").text()),
    created: timeOf(field("created")),
    author: field("author").text(),
    run: decodeRunConfig(field("config")),
    history: decodeHistory(field("history"), layerCount, notes),
    diffIds: readable ? decodeDiffIds(field("rootfs"), layerCount, notes) : [],
  }
  return { config, problems: notes.problems }
}

const platformOf = (os: string, architecture: string, variant: string): Platform =>
  variant === "" ? { os, architecture } : { os, architecture, variant }

function decodeDiffIds(rootfs: Place, layerCount: number, notes: Notes): (DiffId | null)[] {
  const items = rootfs.fields(ROOTFS)("diff_ids").items() ?? []
  if (items.length !== layerCount) {
    notes.add(
      "invalid-config",
      `The image configuration has ${many(items.length, "diff id")}, but the manifest lists ${many(layerCount, "layer")}: they aren't ` +
        "of one image. Save the image again.",
    )
  }
  return items.map(({ value, path }, index) => {
    const diffId = parseDiffId(value)
    if (diffId === null) {
      const message = `In the image configuration, ${path} is no digest, so that layer can't be checked. Save the image again.`
      notes.add("invalid-config", message, index < layerCount ? index : undefined)
    }
    return diffId
  })
}
