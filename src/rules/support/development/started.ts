import type { Image } from "../../../model/index.ts"
import { startedCommand } from "../command.ts"

const MOST_CHARACTERS = 100_000

/**
 * Whether a container of this image seems to start a package by its name: as a word of a command, of its health check or
 * of a script on the way, with or without a path. Rules that use this `reads` ACCOUNT_FILES.
 */
export function startedNames(image: Image): (name: string) => boolean {
  const { entrypoint, cmd, healthcheck } = image.config.run
  const { steps, others } = startedCommand(image)
  const texts = [...(entrypoint ?? []), ...(cmd ?? []), ...(healthcheck?.test ?? [])]
  for (const { argv, text } of [...steps, ...others]) texts.push(...argv, text ?? "")
  const words = new Set<string>()
  for (const word of texts
    .join(" ")
    .slice(0, MOST_CHARACTERS)
    .split(/[\s"'`;&|()=,[\]{}]+/)) {
    words.add(word)
    for (const part of word.split("/")) words.add(part)
    // `ts-node/register`, `@nestjs/cli/bin/nest.js`
    if (word.startsWith("@")) words.add(word.split("/", 2).join("/"))
  }
  return (name) => words.has(name) || words.has(name.toLowerCase())
}
