import { describe, expect, test } from "vitest"
import { gz } from "../support/archive.ts"
import { ARCHIVE_CASES } from "../support/hostile/archive-cases.ts"
import type { Case } from "../support/hostile/case.ts"
import { COMPRESSION_CASES } from "../support/hostile/compression-cases.ts"
import { expectAnswer } from "../support/hostile/expect-answer.ts"
import { HEADER_CASES } from "../support/hostile/header-cases.ts"
import { METADATA_CASES } from "../support/hostile/metadata-cases.ts"
import { codes, layersOf, read, rows, type Reading } from "../support/read.ts"

const SECTIONS = {
  "the archive as a whole": ARCHIVE_CASES,
  "tar headers": HEADER_CASES,
  compression: COMPRESSION_CASES,
  metadata: METADATA_CASES,
}

describe.each(Object.entries(SECTIONS))("%s", (_section, cases) => {
  const named = Object.entries(cases).map(([id, it]) => ({ id, it, what: it.what }))
  test.each(named)("$id: $what", async ({ it }) => {
    const bytes = it.input()
    const start = performance.now()
    const reading = await read(bytes, it.limits)
    expectAnswer(it, reading, performance.now() - start)
    if (it.isCompressed !== true) expectSame(it, reading, await read(gz(bytes), it.limits))
  })
})

/** What is gzipped as a whole can't be read at random: it takes another way through the code, and must come to the same end. */
function expectSame(it: Case, plain: Reading, gzipped: Reading): void {
  expect(gzipped.input.complete).toBe(plain.input.complete)
  if (it.otherWords === undefined) expect(new Set(codes(gzipped))).toEqual(new Set(codes(plain)))
  expect(layersOf(gzipped).map(rows)).toEqual(layersOf(plain).map(rows))
}
