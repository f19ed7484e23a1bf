import type { Image } from "../../../model/index.ts"
import { reach } from "../access.ts"
import type { CommandStep } from "../command.ts"
import { listPaths } from "../paths.ts"
import { show } from "../words.ts"
import type { Obstacle } from "./obstacle.ts"

/** An interpreter, what a file is called that it is given, and its options after which no value follows. */
type Interpreter = readonly [name: RegExp, file: RegExp, flags: RegExp]

/** From each manual. After any other option, what follows may be its value, or is looked for elsewhere. */
const INTERPRETERS: readonly Interpreter[] = [
  [
    /^node(?:js)?$/,
    /[.][cm]?[jt]s$/,
    /^--(?:[\w-]+=.*|no-[\w-]+|trace-[\w-]+|enable-source-maps|expose-gc|preserve-symlinks|inspect(?:-brk)?|watch)$/,
  ],
  [/^bun$/, /[.][cm]?[jt]s$/, /^--(?:[\w-]+=.*|smol|watch|hot)$/],
  [/^python[\d.]*$/, /[.]pyc?$/, /^-[bBdEiIOPqsSuv]+$/],
  [/^ruby[\d.]*$/, /[.]rb$/, /^(?:-[wW][012]?|--(?:yjit|jit|enable=\S+|disable=\S+))$/],
  [/^php[\d.]*$/, /[.]php$/, /^-(?:[nq]|d\S+)$/],
  [/^perl[\d.]*$/, /[.]pl$/, /^-[tTwW]+$/],
  [
    /^java$/,
    /[.]jar$/,
    /^-(?:jar|[DX].*|server|client|ea|esa|da|verbose\S*|javaagent:.*|agent(?:lib|path):.*|-[\w-]+=.*|-enable-preview)$/,
  ],
]

/** The file that an interpreter is given is not there. */
export function absentArgument(image: Image, { argv, name, where, role }: CommandStep): Obstacle | null {
  const interpreter = role === "program" ? INTERPRETERS.find(([pattern]) => pattern.test(name)) : undefined
  if (interpreter === undefined || where.workdir === null) return null
  const [, extension, flags] = interpreter
  for (const word of argv.slice(1)) {
    if (flags.test(word)) continue
    if (!extension.test(word) || word.startsWith("-") || /[$*?`]/.test(word)) return null
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
