/** Words that no one's drawing of a token holds, and that people write into the ones they make up. Four letters at least: shorter ones come up by chance. */
const MADE_UP =
  /example|sample|dummy|fake|placeholder|changeme|change[-_]?me|replace|redacted|masked|(?:your|my)[-_]?(?:own[-_]?)?(?:api|access|auth|secret|private|token|key|pass|real|personal)|[-_]here$|x{5}|X{5}|\*{3}|\.{3}|not[-_]?real|notreal|invalid|todo[-_]|lorem|foobar|deadbeef|cafebabe|1234567|7654321|(?:0123|abcd|ABCD)(?:4567|efgh|EFGH)|qwerty|asdfgh/i
/** Pairs of letters that fill three quarters of English words and a sixth of what is drawn at random. */
const COMMON_PAIRS = new Set(
  (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch " +
    "ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po " +
    "we na ul ni ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ke my ey ok ap ck"
  ).split(" "),
)

/** Shannon entropy of the characters of a text, in bits for each. */
function entropyOf(text: string): number {
  const counts = new Uint16Array(256)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at) & 255
    counts[code] = (counts[code] ?? 0) + 1
  }
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** True where a value is varied enough to have been drawn at random: `xxxx…` and `T00000000` are not. */
export const isVaried = (value: string, distinct = 8): boolean =>
  new Set(value).size >= distinct && longestRun(value, 0) < 8

/** As many characters tell a draw from anything else; a look at more would cost time where one mark follows another. */
const ENOUGH = 160

/** Longest stretch in which each character is `step` after the one before. */
function longestRun(text: string, step: number): number {
  let longest = Math.min(text.length, 1)
  let run = 1
  for (let at = 1; at < text.length; at++) {
    run = text.charCodeAt(at) - text.charCodeAt(at - 1) === step ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
}

/** How many different characters a token of this look is drawn from. */
function alphabetOf(text: string): number {
  if (/^\d+$/.test(text)) return 10
  if (/^(?:[\da-f]+|[\dA-F]+)$/.test(text)) return 16
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return 26
  if (/^(?:[\da-z_-]+|[\dA-Z_-]+)$/.test(text)) return 36
  return 62
}

/** True where most characters repeat what stands some places before: `deadbeefdeadbeef`, `12341234`. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= Math.min(16, text.length / 2); period++) {
    let same = 0
    for (let at = period; at < text.length; at++) if (text[at] === text[at - period]) same++
    if (same >= 0.8 * (text.length - period)) return true
  }
  return false
}

/** True where the letters of a text are mostly words: `PersonalAccessToken012`, `my-deploy-key`. */
export function isWordLike(text: string): boolean {
  const letters = text.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []
  let pairs = 0
  let common = 0
  for (const word of letters.map((part) => part.toLowerCase()))
    for (let at = 1; at < word.length; at++, pairs++) if (COMMON_PAIRS.has(word.slice(at - 1, at + 1))) common++
  return pairs >= 12 && pairs >= text.length / 2 && common >= 0.66 * pairs
}

/** True where a text says of itself that it stands for something else, or is a row of a keyboard or an alphabet. */
const isMadeUp = (value: string): boolean => MADE_UP.test(value)

/**
 * True where a value may have been drawn at random by a machine: of at least 8 characters, without stretches of one
 * character or of an alphabet, without a group that repeats, without words, and about as mixed as its alphabet allows.
 * Give it the random part only, without prefix.
 */
export function looksRandom(value: string): boolean {
  const text = value.slice(0, ENOUGH)
  if (text.length < 8 || [0, 1, -1].some((step) => longestRun(text, step) >= 6)) return false
  const most = Math.log2(Math.min(text.length, alphabetOf(text)))
  if (entropyOf(text) < (text.length < 16 ? 0.68 : 0.72) * most) return false
  return !isRepeated(text) && !isMadeUp(text) && !isWordLike(text)
}
