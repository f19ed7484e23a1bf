import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { isFromBase } from "../support/base-labels.ts"
import { list } from "../support/words.ts"

const PREFIX = "org.opencontainers.image."

/** Labels that say what an image is, not who made it: the same value is true of one image only. */
const ABOUT = [
  "title",
  "description",
  "version",
  "revision",
  "source",
  "url",
  "documentation",
  "created",
  "ref.name",
].map((name) => PREFIX + name)

/** What a base image says of itself, where one can tell from the image alone. */
interface OwnLabels {
  readonly base: string
  readonly isMarked: (image: Image) => boolean
  readonly keys: readonly string[]
}

const label = ({ config }: Image, key: string): string => config.run.labels.get(key) ?? ""

const WELL_KNOWN: readonly OwnLabels[] = [
  {
    base: "Ubuntu",
    // Canonical's own images, and nobody else's, give their tag so.
    isMarked: (image) =>
      image.os?.id === "ubuntu" &&
      label(image, `${PREFIX}ref.name`) === "ubuntu" &&
      label(image, `${PREFIX}version`) === image.os.version,
    keys: [`${PREFIX}ref.name`, `${PREFIX}version`],
  },
]

/** The base itself has one layer, and may say what it likes of itself. */
const isOnTop = ({ config, base }: Image): boolean => config.diffIds.length > Math.max(1, base?.layers ?? 1)

function inherited(image: Image): { readonly keys: readonly string[]; readonly of: string } {
  const given = ABOUT.filter((key) => isFromBase(image, key))
  if (given.length > 0) return { keys: given, of: "the base image" }
  const known = image.base?.config == null ? WELL_KNOWN.find(({ isMarked }) => isMarked(image)) : undefined
  return { keys: known?.keys ?? [], of: `the base image, ${known?.base ?? ""}` }
}

export default defineRule({
  id: "labels/inherited",
  title: "Labels speak of this image, not of its base",
  severity: "low",
  why: "Labels are inherited like files. A registry then shows the base's version and its source repository as those of your application, and a bot that looks for the code finds somebody else's.",
  decides: `Values of ${ABOUT.map((key) => key.slice(PREFIX.length)).join(", ")} (after ${PREFIX}) that are the base's own, where its archive was given; without it, the tag that Ubuntu's images give themselves.`,
  blind: "Bases whose archive was not given, but for Ubuntu's.",
  remedy: "Set these labels for your own image.",
  examples: {
    bad: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=ubuntu
      VERSION_ID="24.04"
      EOF
      LABEL org.opencontainers.image.ref.name=ubuntu org.opencontainers.image.version=24.04
      COPY <<EOF /app
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /etc/os-release
      ID=ubuntu
      VERSION_ID="24.04"
      EOF
      LABEL org.opencontainers.image.ref.name=ubuntu org.opencontainers.image.version=1.2.3
      COPY <<EOF /app
      EOF`,
  },
  references: [],

  *check(image) {
    const { keys, of } = inherited(image)
    const [first] = keys
    if (first === undefined || !isOnTop(image)) return
    yield {
      message: `${keys.length === 1 ? "A label was" : `${keys.length} labels were`} carried over from ${of}: ${list(keys)}.`,
      remedy: `Set ${keys.length === 1 ? "it" : "them"} for your own image: \`LABEL ${keys.map((key) => `${key}="…"`).join(" ")}\`.`,
      location: { kind: "label", key: first },
      identity: "inherited",
    }
  },
})
