import type { Image, Location } from "../../model/index.ts"
import { asLine, textsOf, type JsonText } from "./metadata-json.ts"

/** One text of an image's metadata, and how it is to be read. */
export interface MetadataText {
  readonly location: Location
  /** Of a pair; `""` of anything else. */
  readonly name: string
  readonly value: string
  /** A named value, an instruction or command, or neither. */
  readonly form: "pair" | "line" | "text"
}

/**
 * Every text of an image that is in no layer: fields of the config that we know, those that we don't, the archive's own
 * documents, attestations. A text that stands twice in one of these is given once.
 */
export function* metadataTexts(image: Image): Iterable<MetadataText> {
  const seen = new Set<string>()
  for (const text of [known, unknown, documents, attestations])
    for (const found of text(image)) {
      const { location, name, value, form } = found
      // The old builder repeats the whole config in `container_config`: a place of its own, so that it is named.
      const group = location.kind === "config" ? (location.key ?? "").split(".")[0]! : location.kind
      const id = `${group}\0${location.history ?? ""}\0${form === "pair" ? name : ""}\0${value}`
      if (value === "" || seen.has(id)) continue
      seen.add(id)
      yield found
    }
}

const pair = (location: Location, name: string, value: string): MetadataText => ({
  location,
  name,
  value,
  form: "pair",
})
const line = (location: Location, value: string): MetadataText => ({ location, name: "", value, form: "line" })
const text = (location: Location, value: string): MetadataText => ({ location, name: "", value, form: "text" })

const config = (key: string): Location => ({ kind: "config", key })

function* known(image: Image): Iterable<MetadataText> {
  const { run, history, author } = image.config
  for (const { name, value } of run.env) yield* named({ kind: "env", key: name }, name, value)
  for (const step of history) {
    const layer = step.layer === null ? {} : { layer: step.layer }
    const location: Location = { kind: "history", history: step.index, ...layer }
    yield line(location, step.createdBy)
    yield text(location, step.comment)
  }
  for (const [name, value] of [...run.labels, ...image.annotations])
    yield* named({ kind: "label", key: name }, name, value)
  yield line(config("Entrypoint"), asLine(run.entrypoint ?? []))
  // What the options in Cmd mean, the command in Entrypoint says.
  if (run.cmd !== null) yield line(config("Cmd"), asLine([...(run.entrypoint ?? []).slice(0, 1), ...run.cmd]))
  yield line(config("Healthcheck"), asLine((run.healthcheck?.test ?? []).slice(1)))
  yield line(config("Shell"), asLine(run.shell ?? []))
  for (const instruction of run.onbuild) yield line(config("OnBuild"), instruction)
  yield pair(config("User"), "User", run.user)
  yield pair(config("WorkingDir"), "WorkingDir", run.workdir)
  yield text(config("author"), author)
}

/** A value that may be a document in itself. */
function* named(location: Location, name: string, value: string): Iterable<MetadataText> {
  yield pair(location, name, value)
  for (const inside of textsOf(value)) if (inside.key !== "") yield toText(inside, () => location)
}

const toText = ({ key, name, value, form }: JsonText, place: (key: string) => Location): MetadataText => ({
  location: place(key),
  name,
  value,
  form,
})

/** What is left of the config: `container_config`, `moby.buildkit.*`, whatever another builder adds. */
function* unknown(image: Image): Iterable<MetadataText> {
  const strings = new Set<string>([asLine(image.config.run.cmd ?? [])])
  for (const { name, value, form } of known(image)) {
    strings.add(value.trim())
    if (form === "pair") strings.add(`${name}=${value}`)
  }
  for (const found of textsOf(image.rawConfig)) {
    const isKnown = strings.has(found.value.trim()) || strings.has(`${found.name}=${found.value}`)
    if (isKnown && !/^container_config\b/i.test(found.key)) continue
    yield toText(found, (key) => ({ kind: "config", key }))
  }
}

function* documents(image: Image): Iterable<MetadataText> {
  for (const { name, json } of image.documents)
    for (const found of textsOf(json))
      yield toText(found, (key) =>
        /(?:^|\.)annotations\./.test(key)
          ? { kind: "label", key: found.name }
          : { kind: "archive", key: `${short(name)}: ${key}` },
      )
}

/** Digests to the twelve digits that people know. */
const short = (name: string): string => name.replace(/([0-9a-f]{12})[0-9a-f]{52}/g, "$1")

function* attestations(image: Image): Iterable<MetadataText> {
  for (const { statement } of image.attestations)
    for (const found of textsOf(statement))
      yield toText(found, (key) => ({ kind: "attestation", ...(key === "" ? {} : { key }) }))
}
