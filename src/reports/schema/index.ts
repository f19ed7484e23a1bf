import { SEVERITIES } from "../../model/index.ts"
import { comparisonOf } from "./comparison.ts"
import { imageFields, optionalFields, pathBytes } from "./image.ts"
import { bytes, choice, flag, list, object, string, whole } from "./words.ts"
import type { Schema } from "./words.ts"

const location = object(
  "Where a finding lives. Indexes count from 0, lines and columns from 1.",
  {
    kind: choice("What it lives in.", [
      "history",
      "env",
      "label",
      "config",
      "file",
      "layer",
      "image",
      "attestation",
      "archive",
    ]),
    layer: whole("Index of the layer."),
    path: string("Absolute path inside the image."),
    pathBase64: pathBytes,
    line: { type: "integer", minimum: 1, description: "Line of the file." },
    column: { type: "integer", minimum: 1, description: "Column of the line." },
    history: whole("Index of the history entry."),
    key: string("Name of the variable, label or config field."),
    visible: flag("False = only in a lower layer: no container sees it, everybody who has the image can read it."),
  },
  ["layer", "path", "pathBase64", "line", "column", "history", "key", "visible"],
)

const secret = object("What kind of secret it is; never its value.", {
  type: string("The kind of credential."),
  redacted: string("Its public prefix and its length."),
})

const finding = object(
  "One thing that is wrong, or worth knowing.",
  {
    fingerprint: string("Survives a rebuild that does not change the finding."),
    rule: string("Id of the rule: group/name."),
    severity: choice("From worst to mildest.", SEVERITIES),
    message: string("What is wrong, with the evidence."),
    remedy: string("What to change."),
    location,
    places: list("The same thing elsewhere.", location),
    secret,
    bytes: bytes("What it costs."),
    inherited: flag("True where the base image brought it; absent where that can't be told."),
    status: choice("Only what is new can fail a build.", ["new", "baseline", "suppressed"]),
    reason: string("Why it is accepted."),
    owner: string("Who accepts it."),
    expires: string("The last day on which it is accepted."),
    acceptedBy: string("The file that says so, and where."),
  },
  ["places", "secret", "bytes", "inherited", "reason", "owner", "expires", "acceptedBy"],
)

const problem = object("Something that reading met.", {
  code: string("What kind of problem it is; stable."),
  message: string("What, where and what to do next."),
})

const input = object(
  "One input, as given.",
  {
    path: string("As given; - is standard input."),
    pathBase64: pathBytes,
    format: choice("What it is, by its content.", ["docker-archive", "oci-archive", "oci-layout", "unknown"]),
    compression: choice("Of the input as a whole.", ["none", "gzip", "zstd"]),
    bytes: bytes("Bytes of the file, or of all files of a folder."),
    role: choice("Images of what is compared are not audited: those of the other inputs are compared with them.", [
      "audited",
      "compared",
    ]),
    complete: flag("False where something of it was not read or not proved."),
    problems: list("What reading it met.", problem),
  },
  ["pathBase64"],
)

const setting = object("A file that had a say in the verdict.", {
  kind: choice("What it says.", ["config", "baseline"]),
  path: string("As given, or as found from the working directory."),
})

const failure = object(
  "One reason for a verdict other than pass.",
  {
    kind: choice("What it is about.", ["finding", "budget", "input"]),
    image: string("Id of the image."),
    id: string("Rule, budget or problem."),
    severity: choice("Of a finding.", SEVERITIES),
    message: string("One sentence."),
  },
  ["image", "severity"],
)

/** JSON Schema 2020-12 of `--format json`. */
const report: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "plimsoll report",
  ...object(
    "What one run of plimsoll learned. Sizes are bytes, digests sha256:<hex>, times RFC 3339. Later versions add fields and rename none.",
    {
      schemaVersion: { const: "1", description: "Version of this format." },
      tool: object("What wrote it.", { name: { const: "plimsoll" }, version: string("Its version.") }),
      generatedAt: string("When, RFC 3339; only with --timestamp."),
      today: string("Only with --today: the day that expiry and the ends of support were held against."),
      severity: choice("Only with --severity: the mildest of the findings that are listed.", SEVERITIES),
      shard: object("Only with --shard: which share of the inputs this is.", {
        index: whole("Counted from 1."),
        count: whole("How many shares there are."),
      }),
      isDiff: { const: true, description: "Only of plimsoll diff: what became of the images is what was asked for." },
      inputs: list("In the order given.", input),
      settings: list("Files that had a say in the verdict.", setting),
      images: list(
        "Every image that was audited.",
        object(
          "One image.",
          {
            ...imageFields,
            ...optionalFields,
            findings: list("Worst first.", finding),
            rules: list(
              "Every rule as it was in force for this image.",
              object("One rule.", {
                id: string("group/name"),
                severity: choice("off where it was not asked.", [...SEVERITIES, "off"]),
              }),
            ),
            findingsOmitted: whole(
              "Findings left out because one rule had more than 1,000 that are alike to a verdict.",
            ),
            comparison: comparisonOf(finding),
          },
          ["comparison", ...Object.keys(optionalFields)],
        ),
      ),
      verdict: choice("pass = exit code 0, fail = 1, incomplete = 2.", ["pass", "fail", "incomplete"]),
      failures: list("What decided the verdict.", failure),
    },
    ["generatedAt", "today", "severity", "shard", "isDiff"],
  ),
}

/** What `plimsoll schema NAME` prints. */
export const SCHEMAS = { report } satisfies Record<string, Schema>
