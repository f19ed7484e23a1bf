import { formatBytes } from "../../model/index.ts"
import type { Image, Remark } from "../../model/index.ts"
import { originOf } from "./origin.ts"
import { temporaryInstall } from "./packages.ts"
import { asFarAsRead, describeLayer, locate } from "./step.ts"
import type { FoundTool } from "./toolchain.ts"
import { findTools } from "./toolchain.ts"
import type { ToolKind } from "./tools.ts"
import { measure } from "./tree.ts"

/** One remark per tool of a kind that is in the image. */
export function* toolRemarks(image: Image, kind: ToolKind): Generator<Remark> {
  for (const found of findTools(image)) {
    if (found.kind !== kind) continue
    const { tool, file, version, debianPackage } = found
    const { bytes } = measure(image.files, found.paths)
    const layer = originOf(image.files, file)
    const name = version ? `${tool.name} ${version}` : tool.name
    const origin = debianPackage ? `, Debian package ${debianPackage}` : ""
    yield {
      message: `${name} is shipped (${file.path}${origin}): ${formatBytes(bytes)}, brought by ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
      remedy: tool.remedy ?? remedyFor(image, found),
      location: locate(image, { kind: "file", layer, path: file.path }),
      bytes,
      identity: tool.name,
    }
  }
}

function remedyFor(image: Image, { tool, file, debianPackage }: FoundTool): string {
  if (file.layer === 0 && image.layers.length > 1)
    return `It comes with the base: build there, and let the final stage start from a base without ${tool.name}, such as a \`-slim\` or distroless one, and take only the result with \`COPY --from=build\`.`
  const install = temporaryInstall(image, debianPackage || (tool.programs[0] ?? tool.name))
  return `Use it in a build stage and take only the result from it with \`COPY --from=build\`; where that can't be, remove it in the RUN that installs it: \`${install}\`.`
}
