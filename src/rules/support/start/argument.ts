import type { Image } from "../../../model/index.ts"
import { reach } from "../access.ts"
import type { CommandStep } from "../command.ts"
import { listPaths } from "../paths.ts"
import { show } from "../words.ts"
import type { Obstacle } from "./obstacle.ts"

/** Interpreters, with what a file is called that they are given. */
const INTERPRETERS: readonly (readonly [name: RegExp, file: RegExp])[] = [
  [/^(?:node|nodejs|bun)$/, /[.][cm]?[jt]s$/],
  [/^python[\d.]*$/, /[.]pyc?$/],
  [/^(?:ruby|php|perl)[\d.]*$/, /[.](?:rb|php|pl)$/],
  [/^java$/, /[.]jar$/],
]

/** Options after which no file follows, or one that is looked for elsewhere. */
const OTHERWISE =
  /^(?:-[emcpr]|--?eval|--?print|--?module|--cwd.*|-cp|-classpath|--class-path|-C|--prefix|-I|-S|run|x|exec|test)$/

/** The file that an interpreter is given is not there. */
export function absentArgument(image: Image, { argv, name, where, role }: CommandStep): Obstacle | null {
  const extension = role === "program" ? INTERPRETERS.find(([pattern]) => pattern.test(name))?.[1] : undefined
  if (extension === undefined || where.workdir === null) return null
  for (const word of argv.slice(1)) {
    if (OTHERWISE.test(word)) return null
    if (word.startsWith("-")) continue
    if (!extension.test(word) || /[$*?`]/.test(word)) return null
    const path = word.startsWith("/") ? word : `${where.workdir === "/" ? "" : where.workdir}/${word}`
    if (reach(image, path).kind !== "absent") return null
    const place = word.startsWith("/") ? "the image" : `${show(where.workdir)}, the working directory`
    return {
      because: `\`${show(name)}\` is given ${listPaths([word])}, which is not in ${place}`,
      remedy: `Bring the file into the final stage: \`COPY --from=build ${listPaths([path])} ${listPaths([path])}\`; or correct its name, or WORKDIR.`,
      identity: `${name} ${word}`,
      file: null,
    }
  }
  return null
}
