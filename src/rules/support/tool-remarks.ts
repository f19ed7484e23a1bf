import { count, formatBytes, SYSTEM_TYPES } from "../../model/index.ts"
import type { Image, Package, Remark } from "../../model/index.ts"
import { originOf } from "./origin.ts"
import { describePackages } from "./package-names.ts"
import { temporaryInstall } from "./packages.ts"
import { asFarAsRead, describeLayer, locate, stepOf } from "./step.ts"
import { costOf } from "./tool-cost.ts"
import type { FoundTool } from "./toolchain.ts"
import { findTools } from "./toolchain.ts"
import type { ToolKind } from "./tools.ts"

/** What a rule says otherwise of its tools. */
interface Choices {
  /** False for a tool that the image may need. */
  readonly isIdle?: (found: FoundTool) => boolean
  /** What helps where the tool does not say it and the base did not bring it. */
  readonly remedy?: string
}

/** One remark per tool of a kind that is in the image. */
export function* toolRemarks(
  image: Image,
  kind: ToolKind,
  { isIdle = () => true, remedy }: Choices = {},
): Generator<Remark> {
  for (const found of findTools(image)) {
    if (found.kind !== kind || !isIdle(found)) continue
    const { tool, file, packages } = found
    const { bytes, others } = costOf(image, packages, found.paths)
    const layer = originOf(image.files, file)
    const version = versionOf(found)
    const name = version ? `${tool.name} ${version}` : tool.name
    const brought = broughtBy(found)
    const origin = brought ? `, ${brought}` : ""
    const more = others > 0 ? ` with ${count(others, "package")} that only it needs` : ""
    yield {
      message: `${name} is shipped (${file.path}${origin}): ${formatBytes(bytes)}${more}, brought by ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
      remedy: tool.remedy ?? remedyFor(image, found, remedy),
      location: locate(image, { kind: "file", layer, path: file.path }),
      bytes,
      identity: tool.name,
    }
  }
}

/** What the runtime's own files say of its version is no package that anybody installed. */
const isPackage = ({ type }: Package): boolean => type !== "generic"

const versionOf = ({ version, packages }: FoundTool): string =>
  version || (packages.find((each) => !isPackage(each))?.version ?? "")

function broughtBy({ packages, hosts, debianPackage }: FoundTool): string {
  const own = describePackages(packages.filter(isPackage))
  if (own) return own
  const host = describePackages(hosts)
  return host ? `part of ${host}` : debianPackage && `Debian package ${debianPackage}`
}

const READ_CHARACTERS = 10_000

/** True where an apt-get takes what is recommended, and names neither this tool nor one of its packages. */
function cameAlong(image: Image, { tool, file, packages }: FoundTool): boolean {
  const text = stepOf(image, originOf(image.files, file))?.text.slice(0, READ_CHARACTERS) ?? ""
  if (!/\bapt(?:-get)?\b[^;&|]{0,200}\binstall\b/.test(text) || text.includes("--no-install-recommends")) return false
  const names = ["build-essential", tool.name.toLowerCase(), ...tool.programs, ...(tool.packages ?? [])]
  const words = text.split(/[\s;&|]+/)
  return (
    packages.some(({ type }) => type === "deb") && !words.some((word) => names.some((name) => word.startsWith(name)))
  )
}

function remedyFor(image: Image, found: FoundTool, remedy: string | undefined): string {
  const { tool, file, packages, debianPackage } = found
  const isBase = image.base === null ? file.layer === 0 && image.layers.length > 1 : file.layer < image.base.layers
  if (isBase)
    return `It comes with the base: build there, and let the final stage start from a base without ${tool.name}, such as a \`-slim\` or distroless one, and take only the result with \`COPY --from=build\`.`
  if (cameAlong(image, found))
    return `That RUN does not ask for it, a package brought it along: install with \`apt-get install -y --no-install-recommends …\`; where it stays, install in a build stage and take only the result with \`COPY --from=build\`.`
  if (remedy !== undefined) return remedy
  const brought = packages.find(({ type }) => SYSTEM_TYPES.has(type))
  const name = brought?.name ?? (debianPackage || (tool.programs[0] ?? tool.name))
  const install = temporaryInstall(image, name)
  return `Use it in a build stage and take only the result from it with \`COPY --from=build\`; where that can't be, remove it in the RUN that installs it: \`${install}\`.`
}
