import type { HistoryStep, Image } from "../../../model/index.ts"
import { stepOf } from "../step.ts"
import { NAME, type Place, type Secret, TARGET } from "./secret.ts"
import { originOf } from "./words.ts"

/** What to do about a credential in a file: keep it out of the line that brought it, and take it out of use. */
export function remedyOfFile(image: Image, secret: Secret): string {
  const origin = originOf(secret)
  const isHidden = secret.places[0]?.hiding !== null
  return [`${howToKeepOut(image, secret, origin)}.`, ...(isHidden ? [again(image, origin)] : []), secret.revoke].join(
    " ",
  )
}

const isOfName = ({ member }: Place): boolean => member === NAME || member === TARGET

/** Of a file that is hidden: that this helps nobody, with the one line that proves it. */
function again(image: Image, place: Place): string {
  const command = extraction(image, place)
  return `Build again from that line: hiding it later doesn't help${command === "" ? "" : `, for ${command} prints it`}.`
}

/** What a shell and a Dockerfile take as it is: a command to paste must do nothing else than it says. */
const PLAIN = /^[\w./@+-]+$/

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "secret"

const REPOSITORY = /\/\.(?:git|svn|hg)\//
/** Programs and pages must stay in the image: what must go is the value in them. */
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|php|p[lm]|go|rs|java|kt|cs|c|h|cc|cpp|lua|sh|bash|html?|css|sql|map|dockerfile)$/i

function howToKeepOut(image: Image, { isStore }: Secret, place: Place): string {
  if (isOfName(place)) return "Give the file a name that everybody may know"
  const path = place.location.path ?? ""
  const called = calledBy(path)
  const step = stepOf(image, place.location.layer ?? null)
  const isRepository = REPOSITORY.test(path)
  if (place.member !== "" && !isRepository) return `Take it out of what ${called} is packed from`
  if (CODE.test(path) && !isRepository)
    return `Take it out of ${called}, and give it to the container when it starts, as a variable or a mounted file`
  if (step?.instruction === "RUN" && !isRepository) return outOfRun(path)
  const isCopy = step?.instruction === "COPY" || step?.instruction === "ADD"
  const out = isCopy ? outOfCopy(step, path) : `Keep ${called} out of what this layer is made from`
  // Advice on a store says where it belongs; nobody mounts a repository.
  return isStore || isRepository ? out : `${out}, and mount it when the container starts`
}

const nameOf = (path: string): string => path.split("/").at(-1) ?? ""
const calledBy = (path: string): string => (PLAIN.test(nameOf(path)) ? `\`${nameOf(path)}\`` : "the file")

function outOfRun(path: string): string {
  const id = idOf(nameOf(path))
  return PLAIN.test(path)
    ? `Give it to the one command that needs it: \`RUN --mount=type=secret,id=${id},target=${path} …\`, built with \`--secret id=${id},src=FILE\``
    : "Give it to the one command that needs it by `RUN --mount=type=secret`"
}

/** Folders that are to stay out whole, wherever they lie. */
const WHOLE = /\/(\.(?:git|svn|hg|aws|ssh|docker|kube|azure|gnupg|terraform|m2))\//
const ARCHIVE = /\.(?:tar|t[gbx]z2?|tar\.\w{1,4})$/

/** How to keep a file out of a COPY or ADD, by what it copies. */
function outOfCopy({ text, instruction }: HistoryStep, path: string): string {
  const words = text.split(/\s+/).slice(1)
  const paths = words.filter((word) => !word.startsWith("--"))
  const [first = "", ...others] = paths.slice(0, -1)
  const called = calledBy(path)
  if (words.some((word) => word.startsWith("--from="))) return `Leave ${called} behind in the stage that it comes from`
  if (first.startsWith("<<")) return `Take it out of the text of that \`${instruction}\``
  if (instruction === "ADD" && others.length === 0 && ARCHIVE.test(first) && PLAIN.test(first))
    return `Take ${called} out of \`${first}\``
  if (first !== "…" && others.length === 0 && paths.at(-1) === path) return `Remove that \`${instruction}\``
  if ([first, ...others].some((source) => nameOf(source) === nameOf(path)))
    return `Leave ${called} out of that \`${instruction}\``
  const ignored = WHOLE.exec(path)?.[1] ?? nameOf(path)
  return PLAIN.test(ignored) ? `Add \`**/${ignored}\` to .dockerignore` : "Add the file to .dockerignore"
}

const UNPACK = { none: "tar -xO", gzip: "tar -xzO", zstd: "tar --zstd -xO" } as const

/** The one line by which anybody prints a file that a later layer hides; `""` where it can't be pasted safely. */
export function extraction(image: Image, place: Place): string {
  const layer = image.layers[place.location.layer ?? -1]
  const path = place.location.path ?? ""
  if (layer === undefined || layer.digest === "" || !PLAIN.test(path) || isOfName(place)) return ""
  return `\`docker save IMAGE | tar -xO blobs/${layer.digest.replace(":", "/")} | ${UNPACK[layer.compression]} ${path.slice(1)}\``
}
