import { parseDigest } from "../../model/index.ts"
import { isSpdxExpression } from "./spdx.ts"
import { describeVersion, isVersion } from "./version.ts"

const PREFIX = "org.opencontainers.image."

/** What one label must look like: OCI image-spec, annotations.md, and what tools make of it. */
interface LabelForm {
  readonly key: string
  /** What is right: the end of `… is not`. */
  readonly form: string
  readonly isValid: (value: string) => boolean
  /** What to write instead, where more can be said than the form. */
  readonly advice: (value: string) => string
}

const SCHEMES = /^(?:https?|git|ssh|git\+https?|git\+ssh):\/\/[^\s/]/i
const isUrl = (value: string): boolean => SCHEMES.test(value) && URL.canParse(value)
const say = (sentence: string) => (): string => sentence
const url = (name: string): LabelForm => ({
  key: PREFIX + name,
  form: "a URL",
  isValid: isUrl,
  advice: say(`\`LABEL ${PREFIX}${name}="https://github.com/example/app"\``),
})

const TIME =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,18})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** A time as RFC 3339 §5.6 writes it, of a day that exists. */
function isTime(value: string): boolean {
  const day = TIME.exec(value)?.[1]
  return day !== undefined && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
}

export const LABEL_FORMS: readonly LabelForm[] = [
  {
    key: `${PREFIX}created`,
    form: "a time as RFC 3339 writes it",
    isValid: isTime,
    advice: say(`\`--label ${PREFIX}created="$(date -u +%Y-%m-%dT%H:%M:%SZ)"\``),
  },
  { key: `${PREFIX}version`, form: "a version that SemVer can compare", isValid: isVersion, advice: describeVersion },
  url("url"),
  url("source"),
  url("documentation"),
  {
    key: `${PREFIX}licenses`,
    form: "an SPDX license expression",
    isValid: isSpdxExpression,
    advice: say(`\`LABEL ${PREFIX}licenses="MIT OR Apache-2.0"\`, with ids from spdx.org/licenses`),
  },
  {
    key: `${PREFIX}revision`,
    form: "a commit id",
    isValid: (value) => /^(?:[0-9a-f]{7,64})$/i.test(value),
    advice: say(`\`--label ${PREFIX}revision="$(git rev-parse HEAD)"\``),
  },
  {
    key: `${PREFIX}base.digest`,
    form: "a digest",
    isValid: (value) => parseDigest(value) !== null,
    advice: say(
      "the digest of the base image, as `docker buildx imagetools inspect` prints it: `sha256:` and 64 hex digits",
    ),
  },
]

/** What every image should say of itself, and the line that says it. */
export const REQUIRED_LABELS: ReadonlyMap<string, string> = new Map([
  [`${PREFIX}title`, '"app"'],
  [`${PREFIX}description`, '"What it does, in a sentence"'],
  [`${PREFIX}version`, '"$VERSION"'],
  [`${PREFIX}revision`, '"$REVISION"'],
  [`${PREFIX}source`, '"https://github.com/example/app"'],
  [`${PREFIX}created`, '"$CREATED"'],
  [`${PREFIX}licenses`, '"MIT"'],
])
