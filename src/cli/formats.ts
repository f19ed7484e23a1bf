import { PlimsollError } from "../model/index.ts"
import { FORMAT_NAMES, FORMATS, type Format, type FormatName } from "../reports/index.ts"
import { checkPlaces } from "./places.ts"
import { SENTENCES } from "./sentences.ts"

/** One report that was asked for; without a file it goes to standard output. */
export interface Wanted {
  readonly name: FormatName
  readonly file: string | null
}

function wanted(text: string): Wanted {
  const at = text.indexOf("=")
  const given = at === -1 ? text : text.slice(0, at)
  const name = FORMAT_NAMES.find((one) => one === given)
  if (name === undefined) throw new PlimsollError(SENTENCES.noFormat(given, FORMAT_NAMES))
  const file = at === -1 ? null : text.slice(at + 1)
  if (file === "") throw new PlimsollError(SENTENCES.noFile(name))
  return { name, file }
}

/** The reports that `--format` asks for; the table on standard output where it is not given. */
export function wantedReports(given: readonly string[]): readonly Wanted[] {
  if (given.length === 0) return [{ name: "table", file: null }]
  const all = given.map(wanted)
  const [one, other] = all.filter(({ file }) => file === null)
  if (one !== undefined && other !== undefined) throw new PlimsollError(SENTENCES.twoToStdout(one.name, other.name))
  checkPlaces(filesOf(all))
  return all
}

/** Those that go to a file. */
export const filesOf = (reports: readonly Wanted[]): readonly (Wanted & { readonly file: string })[] =>
  reports.flatMap(({ name, file }) => (file === null ? [] : [{ name, file }]))

/** True where one of the reports shows single files. */
export const needsFiles = (reports: readonly Wanted[]): boolean =>
  reports.some(({ name }) => {
    const format: Format = FORMATS[name]
    return format.needsFiles === true
  })
