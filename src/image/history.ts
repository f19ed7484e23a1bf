import type { HistoryStep } from "../model/index.ts"
import { dockerfileLine } from "./dockerfile-line.ts"
import type { Notes } from "./notes.ts"
import { fields } from "./fields.ts"
import type { Place } from "./place.ts"
import { timeOf } from "./time.ts"
import { many } from "./words.ts"

type Entry = Omit<HistoryStep, "index" | "layer">

const ENTRY = fields("created", "created_by", "comment", "empty_layer")

/**
 * `history` of an image configuration, matched with the layers (OCI image-spec, config.md): the entries that aren't
 * `empty_layer` made one layer each, in order. Where their number isn't `layerCount` no step is given a layer: a
 * guess would blame the wrong line. Many builders write no history at all, so its absence is no problem.
 */
export function decodeHistory(history: Place, layerCount: number, notes: Notes): HistoryStep[] {
  const entries = (history.items() ?? []).filter(isEntry).map(decodeEntry)
  const made = entries.filter((entry) => !entry.empty).length
  const matches = made === layerCount
  if (!matches && entries.length > 0) {
    notes.add(
      "history-mismatch",
      `The history tells of ${many(made, "layer")}, but the image has ${many(layerCount, "layer")}: none can be told its instruction.`,
    )
  }
  return matches ? onLayers(entries) : entries.map((entry, index) => stepOf(entry, index, null))
}

function onLayers(entries: readonly Entry[]): HistoryStep[] {
  let next = 0
  return entries.map((entry, index) => stepOf(entry, index, entry.empty ? null : next++))
}

const stepOf = (entry: Entry, index: number, layer: number | null): HistoryStep => ({ index, layer, ...entry })

function isEntry(place: Place): boolean {
  const good = typeof place.value === "object" && place.value !== null && !Array.isArray(place.value)
  if (!good) place.note("is no object; it was left out")
  return good
}

function decodeEntry(place: Place): Entry {
  const field = place.fields(ENTRY)
  const createdBy = field("created_by").text()
  const comment = field("comment").text()
  return {
    ...dockerfileLine(createdBy, comment),
    created: timeOf(field("created")),
    createdBy,
    comment,
    empty: field("empty_layer").truth(),
  }
}
