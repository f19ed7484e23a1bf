// Where everything lies. The bytes to look at have zeros before and after them, so that nothing asks for an edge.

/** Two tables of 16: together they class a byte by its two halves. */
export const CLASS_HALVES: usize = 0
/** The escapes' last bytes, by their lower half. */
export const ESCAPES: usize = 32
/** Six tables of 16 of the literals that may stand anywhere. */
export const TRIGRAMS: usize = 64
/** 15, 127 and 112, 16 times each. */
export const SPLATS: usize = 160
/** Three tables of 256. */
export const CLASSES: usize = 512
export const LINKS: usize = 768
export const BASE64_DIGITS: usize = 1024
export const RECORDS: usize = 0x4000
export const TEXTS: usize = 0x24000
/** Two tables of hashes of three bytes: a bit each that says whether it is known, then the number of its first record. */
export const HASHES_STARTS: usize = 0x34000
export const HASHES_ANYWHERE: usize = 0x56000
export const HASHES_NUMBERS: usize = 0x2000
/** Places in a tile that are to be looked up. */
export const PLACES: usize = 0x78000
export const HITS: usize = 0x80000
export const BUFFER: usize = 0x110000

export const RECORDS_CAPACITY: u32 = 4096
export const TEXTS_CAPACITY: u32 = 0x10000
export const HITS_CAPACITY: u32 = 0x10000
export const BUFFER_CAPACITY: u32 = 0x80000
/** Bytes behind the last one that whole blocks, and looks ahead, read. */
export const PADDING: usize = 256
