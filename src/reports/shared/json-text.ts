// Nearly all of a report is ASCII, and told by that.
const NOTABLE = /[^\n -~]+|##(?=[a-z]*\[)/gi
// What JSON may hold raw and a terminal would obey.
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

const unicodeEscape = (found: string): string =>
  found
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("")

/** `##[` is the one command that a build server finds within a line. */
const escape = (found: string): string =>
  found === "##" ? `#${unicodeEscape("#")}` : found.replace(UNSAFE, unicodeEscape)

/** JSON that is safe to print, and parses to the same: what a terminal or a build server would obey is escaped. */
export const jsonText = (value: unknown, replace?: (key: string, value: unknown) => unknown): string =>
  `${JSON.stringify(value, replace, 2).replace(NOTABLE, escape)}\n`
