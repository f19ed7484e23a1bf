/** A sentence as the first of several facts that semicolons part: without its full stop. */
export const asFact = (sentence: string): string => sentence.replace(/(?<!\.)\.$/, "")
