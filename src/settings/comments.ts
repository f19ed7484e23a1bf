/** A text in quotes, or a comment; of either, also one that doesn't end. In steps that grow with the text. */
const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"?|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?/gs

/** JSON with its comments blanked out, so that everything else stays where it is. A comment that doesn't end stays, and is no JSON. */
export const withoutComments = (text: string): string =>
  text.replace(TEXT_OR_COMMENT, (part) =>
    part.startsWith('"') || (part.startsWith("/*") && !/^\/\*.*\*\/$/s.test(part))
      ? part
      : part.replace(/[^\r\n]/g, " "),
  )
