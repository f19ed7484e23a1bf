import { count, formatBytes, type Report, type ReportImage } from "../../model/index.ts"
import { type Block, code, heading, joined, type Line, paragraph, strong, table } from "../document/blocks.ts"
import { platformOf, sizeSentence } from "../document/names.ts"
import { clip } from "../document/prose.ts"

/** Labels that say who built it, of what (OCI image-spec, annotations.md). */
const LABELS = [
  "title",
  "version",
  "vendor",
  "authors",
  "licenses",
  "url",
  "documentation",
  "source",
  "revision",
  "created",
  "base.name",
  "base.digest",
]
const PREFIX = "org.opencontainers.image."
/** Names, variables and the like that are shown. */
const SHOWN = 20

const KNOWN = {
  given: "proved by its archive",
  annotated: "as the image says",
  guessed: "guessed from the history",
} as const

/** What the image is, and who says that he built it. */
export function identityBlocks(image: ReportImage, report: Report, isOne: boolean): readonly Block[] {
  const level = isOne ? 2 : 3
  return [
    heading(level, "What it is"),
    paragraph([sizeSentence(image)]),
    ...facts(whatRows(image, report)),
    heading(level, "Who built it"),
    ...facts(labelRows(image)),
    ...provenanceBlocks(image, report),
  ]
}

const facts = (rows: readonly (readonly [string, Line])[]): readonly Block[] =>
  table(
    [{ head: "What" }, { head: "As found" }],
    rows.map(([name, value]) => [[name], value]),
  )

const codes = (values: readonly string[]): Line => [
  ...joined(values.slice(0, SHOWN).map((value) => code(clip(value, 200)))),
  ...(values.length > SHOWN ? [` and ${values.length - SHOWN} more`] : []),
]
const orNone = (values: readonly string[]): Line => (values.length === 0 ? ["none"] : codes(values))
const command = (words: readonly string[] | null): Line => (words === null ? ["none"] : [code(JSON.stringify(words))])

function whatRows(image: ReportImage, { inputs }: Report): readonly (readonly [string, Line])[] {
  const { config, os, base, names, manifestDigest, configDigest, created } = image
  const input = inputs[image.input]
  const packed = input === undefined || input.compression === "none" ? "" : `, ${input.compression}`
  return [
    ["Names", orNone(names)],
    ["Platform", [platformOf(image)]],
    [
      "Archive",
      input === undefined ? ["unknown"] : [code(input.path), `, ${input.format}${packed}, ${formatBytes(input.bytes)}`],
    ],
    ["Manifest", manifestDigest === null ? ["none in the archive"] : [code(manifestDigest)]],
    ["Config", [code(configDigest)]],
    ["Created", created === null ? ["not said"] : [code(created)]],
    [
      "Distribution",
      os === null
        ? ["none that is known"]
        : [`${os.name || os.id}${os.eol === null ? ", end of support not known" : `, end of support ${os.eol}`}`],
    ],
    [
      "Base image",
      base === null
        ? ["not known"]
        : [
            ...(base.name === "" ? ["no name"] : [code(base.name)]),
            `, the first ${base.layers === 1 ? "" : `${base.layers} `}of ${count(image.layers.length, "layer")}, ${KNOWN[base.known]}`,
          ],
    ],
    ["Runs as", config.user === "" ? [strong("root"), ", because no USER is set"] : [code(config.user)]],
    ["Entrypoint", command(config.entrypoint)],
    ["Command", command(config.cmd)],
    ["Ports", orNone(config.exposedPorts)],
    ["Volumes", orNone(config.volumes)],
    ["Variables", orNone(config.env.map(({ name }) => name))],
    ["Health check", config.healthcheck === null ? ["none"] : command(config.healthcheck.test)],
  ]
}

function labelRows({ config: { labels } }: ReportImage): readonly (readonly [string, Line])[] {
  const isSaid = (name: string): boolean => Object.hasOwn(labels, PREFIX + name)
  const silent = LABELS.filter((name) => !isSaid(name))
  return [
    ...LABELS.filter(isSaid).map((name) => [name, [code(clip(labels[PREFIX + name] ?? "", 200))]] as const),
    ...(silent.length === 0 ? [] : [["No label", [silent.join(", ")]] as const]),
  ]
}

/** What proves that: the rules of the supply chain that found something, and those that did not. */
function provenanceBlocks({ rules, findings, input }: ReportImage, { inputs }: Report): readonly Block[] {
  const isClassic = inputs[input]?.format === "docker-archive"
  const beside = isClassic
    ? "Not known: most docker archives can't hold any. Ask for it where the image comes from."
    : "It lies beside the image. Whether it is valid was not checked."
  const found = new Map(findings.map((finding) => [finding.rule, finding]))
  const asked = [
    ["supply-chain/provenance-missing", "Provenance (SLSA)"],
    ["supply-chain/sbom-missing", "Bill of materials"],
    ["supply-chain/unsigned", "Signature"],
  ] as const
  const rows = asked.map(([id, what]): readonly [string, Line] => {
    const rule = rules.find((one) => one.id === id)
    if (rule === undefined || rule.severity === "off") return [what, ["not asked: the rule ", code(id), " is off"]]
    const finding = found.get(id)
    return [what, [finding === undefined ? beside : finding.message]]
  })
  return [paragraph(["Labels are what the builder says of himself. What would prove it:"]), ...facts(rows)]
}
