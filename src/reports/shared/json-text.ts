// What JSON may hold raw and a terminal would obey, and the one command that a build server finds within a line.
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=#)#(?=[a-z]*\[)/giu

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

/** JSON that is safe to print, and parses to the same: what a terminal or a build server would obey is escaped. */
export const jsonText = (value: unknown, replace?: (key: string, value: unknown) => unknown): string =>
  `${JSON.stringify(value, replace, 2).replace(UNSAFE, (found) => found.split("").map(unicodeEscape).join(""))}\n`
