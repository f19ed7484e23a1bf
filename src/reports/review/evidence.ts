import type { Finding, Location, Report, ReportImage, ReportInput } from "../../model/index.ts"
import { type Archive, archiveOf } from "./archive.ts"
import { quoted } from "./shell.ts"

/** Lines of a shell that show what a finding is about; or why there are none. */
export type Evidence = { readonly commands: readonly string[] } | { readonly none: string }

const WARNING = "# The next command prints the secret itself: not where others read along, and not in a log."
const LINES = 20
/** Ends each command that prints text of an image: a terminal would obey what is in it. */
const VISIBLE = "cat -v"
const DIGEST = /^sha256:[0-9a-f]{64}$/

interface Scene {
  readonly archive: Archive
  readonly location: Location
  /** `--image DIGEST` where an input holds several. */
  readonly choice: string
  readonly isSecret: boolean
  readonly isAboutSize: boolean
}

/** What evidence each kind of place leaves in an archive. Nothing of the image is run. */
const BY_KIND: Readonly<Record<Location["kind"], (scene: Scene) => readonly (string | null)[]>> = {
  history: (scene) => [view("history", scene), ...(scene.isSecret ? [WARNING, rawStep(scene)] : [])],
  env: ({ archive, location: { key }, isSecret }) =>
    key === undefined
      ? [query(archive, `.config.Env[] | split("=")[0]`)]
      : [
          ...(isSecret ? [query(archive, `.config.Env[] | split("=")[0]`), WARNING] : []),
          query(archive, `.config.Env[] | select(startswith(${JSON.stringify(`${key}=`)}))`),
        ],
  label: ({ archive, location: { key }, isSecret }) => [
    ...(isSecret ? [query(archive, ".config.Labels | keys[]"), WARNING] : []),
    query(archive, key === undefined ? ".config.Labels | keys[]" : `.config.Labels[${JSON.stringify(key)}]`),
  ],
  config: ({ archive, location: { key }, isSecret }) => [
    ...(isSecret ? [WARNING] : []),
    query(archive, key === undefined ? ".config | keys[]" : `.config[${JSON.stringify(key)}]`),
  ],
  file: (scene) => [listing(scene), ...(scene.isSecret ? [WARNING, content(scene)] : [])],
  layer: (scene) => (scene.location.path === undefined ? [view("layers", scene)] : [listing(scene)]),
  image: (scene) => [scene.isAboutSize ? view("layers", scene) : `${scene.archive.index} | jq . | ${VISIBLE}`],
  attestation: ({ archive }) => [`${archive.index} | jq . | ${VISIBLE}`],
  archive: (scene) => [view("layers", scene)],
}

/** Commands that a reviewer can paste to see for himself what a finding of this image says. */
export function evidenceIn(image: ReportImage, { inputs, images }: Report): (finding: Finding) => Evidence {
  const input = inputs[image.input]
  const archive = input === undefined ? null : archiveOf(image, input)
  if (input === undefined || archive === null) return () => ({ none: reason(input) })
  const isOneOfSeveral = images.filter((other) => other.input === image.input).length > 1
  const choice = isOneOfSeveral && DIGEST.test(image.id) ? ` --image ${image.id.slice(0, 19)}` : ""
  const secrets = secretPlaces(image)
  return (finding) => {
    const { location, rule } = finding
    const isAboutSize = rule.startsWith("size/")
    const isSecret = finding.secret !== undefined || secrets.has(placeKey(location))
    const lines = BY_KIND[location.kind]({ archive, location, choice, isSecret, isAboutSize }).filter(
      (line) => line !== null,
    )
    return lines.some((line) => line !== WARNING)
      ? { commands: lines.at(-1) === WARNING ? lines.slice(0, -1) : lines }
      : { none: "What names it can't be put into a command: it holds characters that a terminal obeys or hides." }
  }
}

const reason = (input: ReportInput | undefined): string => {
  if (input?.path === "-") return "It was read from standard input: save the archive to a file to look again."
  if (input === undefined || input.format === "unknown") return "What the input is could not be told."
  return "The name of the input holds characters that a terminal obeys or hides: rename it to look again."
}

const placeKey = ({ kind, key, path, history }: Location): string => JSON.stringify([kind, key, path, history])

/** Where credentials were found: what another rule says of the same place must not print them. */
const secretPlaces = ({ findings }: ReportImage): ReadonlySet<string> =>
  new Set(
    findings
      .filter(({ secret }) => secret !== undefined)
      .flatMap(({ location, places = [] }) => [location, ...places].map(placeKey)),
  )

const view = (name: "history" | "layers", { archive, choice }: Scene): string =>
  `plimsoll ${name} ${archive.input}${choice} --verbose`

/** A part of the config. */
function query({ config }: Archive, path: string): string | null {
  const word = quoted(path)
  return config === null || word === null ? null : `${config} | jq -r ${word} | ${VISIBLE}`
}

const rawStep = ({ archive, location: { history } }: Scene): string | null =>
  history === undefined ? null : query(archive, `.history[${history}].created_by`)

/** The entry of a file in the layer that brought it. Names may begin with `./` or `/` there. */
function listing({ archive, location: { path, layer } }: Scene): string | null {
  const tar = layer === undefined ? null : archive.layer(layer)
  if (tar === null) return layer === undefined ? `plimsoll files ${archive.input} --verbose` : null
  const name = path === undefined ? null : searchable(path)
  return `${tar} | tar -tvf -${name === null ? "" : ` | grep -F -- ${name}`} | head -n ${LINES} | ${VISIBLE}`
}

/** A path as `tar` lists it, which escapes what is not ASCII. */
function searchable(path: string): string | null {
  const name = path.replace(/^\/+/, "")
  return /^[\x20-\x7e]+$/.test(name) && !name.includes("\\") ? quoted(name) : null
}

function content({ archive, location: { path, layer, line } }: Scene): string | null {
  const tar = layer === undefined ? null : archive.layer(layer)
  const name = path === undefined ? null : searchable(path)
  if (tar === null || name === null) return null
  return `${tar} | tar -xOf - -- ${name}${line === undefined ? "" : ` | sed -n ${line}p`} | ${VISIBLE}`
}
