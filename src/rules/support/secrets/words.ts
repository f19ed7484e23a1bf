import type { Image, Remark } from "../../../model/index.ts"
import { stepOf } from "../step.ts"
import { show } from "../words.ts"
import type { Place, Secret } from "./secret.ts"

/** What every remark about a credential carries beside its sentences. */
export function remarkOf(secret: Secret, message: string, remedy: string): Remark {
  const [first, ...others] = secret.places
  const { type, redacted, valueHash, severity, identity } = secret
  return {
    message,
    remedy,
    ...(severity === null ? {} : { severity }),
    location: first!.location,
    ...(others.length > 0 ? { places: others.map(({ location }) => location) } : {}),
    secret: { type, redacted, valueHash },
    identity,
  }
}

/** `a GitHub token (GITHUB_TOKEN, in base64): ghp_****…**** (40 characters)`. */
export function describeSecret({ name, redacted, evidence }: Secret, { givenTo, encoding }: Place): string {
  const notes = [
    ...(givenTo === "" ? [] : [show(givenTo)]),
    ...(encoding === "" ? [] : [`as ${encoding}`]),
    ...(evidence === "refuted" ? ["its checksum is wrong, so it was never issued"] : []),
  ]
  return `${name}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}: ${redacted}`
}

/** `/app/lib.jar (application.yml)`. */
export const describeFile = ({ location, member }: Place): string =>
  `${location.path ?? ""}${member === "" ? "" : ` (${show(member)})`}`

/** What a shell and a Dockerfile take as it is: a command to paste must do nothing else than it says. */
const PLAIN = /^[\w./@+-]+$/

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "secret"

/** How to keep a file with a credential out of the image, by the instruction that brought it. */
export function keepOut(image: Image, { location }: Place): string {
  const path = location.path ?? ""
  const name = path.split("/").at(-1) ?? ""
  const called = PLAIN.test(name) ? `\`${name}\`` : "the file"
  const step = stepOf(image, location.layer ?? null)
  if (step?.instruction === "COPY" || step?.instruction === "ADD")
    return `Add ${called} to .dockerignore, or copy less in this line, and mount it when the container starts.`
  if (step?.instruction !== "RUN" || !PLAIN.test(path))
    return `Keep ${called} out of what this layer is made from, and mount it when the container starts.`
  const id = idOf(name)
  return `Mount it for the one command that needs it: \`RUN --mount=type=secret,id=${id},target=${path} …\`, built with \`--secret id=${id},src=FILE\`.`
}

const UNPACK = { none: "tar -xO", gzip: "tar -xzO", zstd: "tar --zstd -xO" } as const

/** The one line by which anybody prints a file that a later layer hides; `""` where it can't be pasted safely. */
export function extraction(image: Image, { location }: Place): string {
  const layer = image.layers[location.layer ?? -1]
  const path = location.path ?? ""
  if (layer === undefined || layer.digest === "" || !PLAIN.test(path)) return ""
  return `\`docker save IMAGE | tar -xO blobs/${layer.digest.replace(":", "/")} | ${UNPACK[layer.compression]} ${path.slice(1)}\``
}
