const TOKEN = /\s*(\(|\)|[A-Za-z0-9.:+-]+|\S)/g
const ID = /^(?:(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9][A-Za-z0-9.-]*\+?)$/
const LONGEST = 4096

/** True where a text has the shape of an SPDX license expression (SPDX 2.3, annex D). Whether the ids exist is not asked: their list grows every month. */
export function isSpdxExpression(text: string): boolean {
  if (text.length > LONGEST) return false
  let depth = 0
  let wants: "license" | "exception" | "operator" = "license"
  for (const [, token = ""] of text.matchAll(TOKEN)) {
    const word = token.toUpperCase()
    const isOperator = word === "AND" || word === "OR" || word === "WITH"
    if (wants === "operator") {
      if (token === ")" && depth > 0) depth--
      else if (isOperator) wants = word === "WITH" ? "exception" : "license"
      else return false
    } else if (token === "(" && wants === "license") depth++
    else if (ID.test(token) && !isOperator) wants = "operator"
    else return false
  }
  return wants === "operator" && depth === 0
}
