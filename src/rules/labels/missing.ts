import type { Remark } from "../../model/index.ts"
import { defineRule, globMatcher, globProblem } from "../../model/index.ts"
import { REQUIRED_LABELS } from "../support/labels.ts"
import { list, show } from "../support/words.ts"

const PREFIX = "org.opencontainers.image."

/** Longer values are no labels but documents. */
const LONGEST_VALUE = 4096
/** A slash is a letter like others here, and can't stand in a label as this can't. */
const SLASH = "\u0001"

/** A glob about a whole value: `*` also goes over slashes. */
function fits(glob: string, value: string): boolean {
  return value.length <= LONGEST_VALUE && globMatcher(glob.replaceAll("/", SLASH))(value.replaceAll("/", SLASH))
}

/** `org.opencontainers.image.title, description and com.example.team`: what all share is said once. */
function listKeys(keys: readonly string[]): string {
  const [first] = keys
  return list(keys.map((key) => (key !== first && first?.startsWith(PREFIX) ? key.replace(PREFIX, "") : key)))
}

function* unfit(labels: ReadonlyMap<string, string>, patterns: Readonly<Record<string, string>>): Iterable<Remark> {
  for (const [key, glob] of Object.entries(patterns)) {
    const value = labels.get(key)?.trim() ?? ""
    const problem = globProblem(glob)
    if (problem !== null)
      yield {
        message: `The pattern ${show(glob)} for the label ${show(key)} can't be held against anything: it has ${problem}.`,
        remedy:
          'Correct it in the settings: `patterns: { "org.opencontainers.image.source": "https://github.com/example/*" }`.',
        location: { kind: "label", key },
        identity: `pattern ${key}`,
      }
    else if (value !== "" && !fits(glob, value))
      yield {
        message: `The label ${show(key)} is ${show(value)}, which is not of the form ${show(glob)} that the settings ask for.`,
        remedy: `Write a value of the form ${show(glob)}.`,
        location: { kind: "label", key },
        identity: `pattern ${key}`,
      }
  }
}

export default defineRule({
  id: "labels/missing",
  title: "The image says what it is",
  severity: "low",
  why: "At three in the morning somebody has a container and asks which code runs in it, from which repository, under which licence. The labels of the OCI image specification answer, and registries, dependency bots and scanners read them.",
  decides:
    "Labels of the image config that are absent or blank, of those that `required` names, and values that have not the form that `patterns` asks for.",
  blind:
    "Annotations of the manifest, which are lost as soon as the image is loaded; whether what a label says is true.",
  remedy: "Write the labels that never change into the Dockerfile, and pass the others from the build.",
  examples: {
    bad: `
      FROM scratch
      LABEL org.opencontainers.image.title="app"
      CMD ["/app"]`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.title="app" \\
            org.opencontainers.image.description="Answers on port 8080" \\
            org.opencontainers.image.version="1.2.3" \\
            org.opencontainers.image.revision="8d2b1d0f6f9f0c6a6a1e7b8b2f3f5c1f1f0e9d8c" \\
            org.opencontainers.image.source="https://github.com/example/app" \\
            org.opencontainers.image.created="2026-01-31T12:00:00Z" \\
            org.opencontainers.image.licenses="MIT"
      CMD ["/app"]`,
  },
  references: [],

  options: {
    required: { default: [...REQUIRED_LABELS.keys()], help: "labels that every image must have" },
    patterns: {
      default: {},
      help: "globs that the values of labels must fit where they are set: `*` stands for any text, `?` for one character, `{a,b}` for one of two",
    },
  },

  *check({ config }, { options: { required, patterns } }) {
    const { labels } = config.run
    yield* unfit(labels, patterns)
    const missing = required.filter((key) => (labels.get(key) ?? "").trim() === "")
    if (missing.length === 0) return
    const [is, few] =
      missing.length === 1 ? ["is", "a label"] : ["are", `${missing.length} of ${required.length} labels`]
    yield {
      message: `The image lacks ${few}: ${listKeys(missing)} ${is} not set.`,
      remedy: `Add \`LABEL ${missing.map((key) => `${key}=${REQUIRED_LABELS.get(key) ?? '"…"'}`).join(" ")}\`, with \`ARG\` lines for what the build knows.`,
      location: { kind: "label" },
      identity: "labels",
    }
  },
})
