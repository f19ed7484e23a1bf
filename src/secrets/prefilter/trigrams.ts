/** Three bytes in a row by which literals are found. */
export interface Trigrams<T> {
  /**
   * Bits of eight groups, for each of the three places by the lower half of a byte, then by the upper: where one bit is
   * left of all six, the bytes may be those of a literal of that group.
   */
  readonly halves: Uint8Array
  readonly located: readonly Located<T>[]
}

/** A literal, and where in it the three bytes stand. */
interface Located<T> {
  readonly literal: T
  readonly offset: number
}

interface Text {
  readonly text: string
  /** Lower-case letters that stand for both cases. */
  readonly folded: boolean
}

const GROUPS = 8
const PLACES = 3
const ALL = 0xffff

/** How often bytes occur next to letters, roughly: what lets fewest of code and prose through, of what was tried. */
const LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
const FREQUENCY = Float64Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code)
  const rank = LETTERS.indexOf(char.toLowerCase())
  if (rank >= 0) return 0.08 * 0.89 ** rank * (char === char.toLowerCase() ? 1 : 0.2)
  if (char === " ") return 0.02
  return /[\d./_:=-]/.test(char) ? 0.007 : 0.002
})

/** Which halves of bytes may stand at each of the three places. */
type Shape = readonly { readonly low: number; readonly high: number }[]

interface Group {
  readonly shape: Shape
  readonly cost: number
}

/** Chooses for each literal the rarest three bytes, the same for as many as have them, and puts them in eight groups. */
export function trigramsOf<T extends Text>(literals: readonly T[]): Trigrams<T> {
  const groups = new Map<string, Group>()
  const located: Located<T>[] = []
  for (const literal of literals.toSorted((a, b) => a.text.length - b.text.length)) {
    const windows = windowsOf(literal)
    const known = windows.find(({ key }) => groups.has(key))
    const { key, offset, group } = known ?? windows.reduce((a, b) => (b.group.cost < a.group.cost ? b : a))
    if (known === undefined) groups.set(key, group)
    located.push({ literal, offset })
  }
  return { halves: halvesOf(merged([...groups.values()])), located }
}

function windowsOf({ text, folded }: Text): { key: string; offset: number; group: Group }[] {
  return Array.from({ length: Math.max(1, text.length - PLACES + 1) }, (_, offset) => {
    const window = text.slice(offset, offset + PLACES)
    const shape = Array.from({ length: PLACES }, (__, place) => {
      const char = window[place]
      if (char === undefined) return { low: ALL, high: ALL }
      const code = char.charCodeAt(0)
      const upper = folded ? char.toUpperCase().charCodeAt(0) : code
      return { low: 1 << (code & 15), high: (1 << (code >> 4)) | (1 << (upper >> 4)) }
    })
    return { key: `${folded}${window}`, offset, group: groupOf(shape) }
  })
}

const groupOf = (shape: Shape): Group => ({ shape, cost: costOf(shape, shape) })

const join = (a: Shape, b: Shape): Shape =>
  a.map(({ low, high }, place) => ({ low: low | b[place]!.low, high: high | b[place]!.high }))

/** How often three bytes seem to be those of two groups that share a bit. */
function costOf(a: Shape, b: Shape): number {
  let cost = 1
  for (let place = 0; place < PLACES; place++) {
    const lows = a[place]!.low | b[place]!.low
    let sum = 0
    for (let high = a[place]!.high | b[place]!.high; high !== 0; high &= high - 1)
      for (let low = lows; low !== 0; low &= low - 1) sum += FREQUENCY[(lowestBit(high) << 4) | lowestBit(low)]!
    cost *= sum
  }
  return cost
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits)

/** Makes one of two groups, those that cost least together, until there are few enough. */
function merged(groups: readonly Group[]): Group[] {
  const left = [...groups]
  const rise = (a: Group, b: Group): number => costOf(a.shape, b.shape) - a.cost - b.cost
  const rises = left.map((a, index) => left.slice(0, index).map((b) => rise(a, b)))
  while (left.length > GROUPS) {
    let [best, first, second] = [Infinity, 0, 0]
    for (let a = 0; a < rises.length; a++) {
      const row = rises[a]!
      for (let b = 0; b < a; b++) if (row[b]! < best) [best, first, second] = [row[b]!, a, b]
    }
    const both = groupOf(join(left[first]!.shape, left[second]!.shape))
    for (const gone of [first, second]) {
      left.splice(gone, 1)
      rises.splice(gone, 1)
      for (const row of rises.slice(gone)) row.splice(gone, 1)
    }
    rises.push(left.map((other) => rise(both, other)))
    left.push(both)
  }
  return left
}

function halvesOf(groups: readonly Group[]): Uint8Array {
  const halves = new Uint8Array(PLACES * 32)
  for (const [bit, { shape }] of groups.entries())
    for (const [place, { low, high }] of shape.entries())
      for (let half = 0; half < 16; half++) {
        if (low & (1 << half)) halves[place * 32 + half]! |= 1 << bit
        if (high & (1 << half)) halves[place * 32 + 16 + half]! |= 1 << bit
      }
  return halves
}
