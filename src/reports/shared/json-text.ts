// Nearly all of a report is ASCII, and told by that.
const OTHERS = /[^\n -~]+/g
// What JSON may hold raw and a terminal would obey.
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
// The one command that a build server finds within a line.
const COMMAND = /##(?=[a-z]*\[)/gi

const unicodeEscape = (found: string): string =>
  found
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("")

/** JSON that is safe to print, and parses to the same: what a terminal or a build server would obey is escaped. */
export function jsonText(value: unknown, replace?: (key: string, value: unknown) => unknown): string {
  const text = JSON.stringify(value, replace, 2).replace(OTHERS, (found) => found.replace(UNSAFE, unicodeEscape))
  return `${text.includes("##") ? text.replace(COMMAND, `#${unicodeEscape("#")}`) : text}\n`
}
