import fc from "fast-check"
import { device, directory, file, hardlink, opaque, symlink, whiteout, type Row } from "../support/listing.ts"

/** Few names, so that entries meet. */
const NAMES = ["a", "b", "c", "l"]
const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((names) => names.join("/"))
/** No symlink is called so: a hard link to one would lead in circles under another name. */
const noLinkPath = path.filter((at) => !at.endsWith("l"))
const linkPath = fc.constantFrom("l", "l", "a/l", "b/l", "a/b/l")
const straightTarget = fc.constantFrom(
  "a",
  "b/c",
  "../a",
  "../../../c",
  "/c",
  "/a/./b/",
  "a/../b",
  "nowhere",
  ".",
  "..",
)
const wildTarget = fc.oneof(straightTarget, path, fc.constantFrom("l", "/l/l", "/a/l", "../l", "/", ""))

const regular = fc
  .record({ at: path, size: fc.nat(3), content: fc.nat(1) })
  .map(({ at, size, content }) => file(at, size, { hash: size * 2 + content }))

const rows = (link: fc.Arbitrary<Row>, hardTarget: fc.Arbitrary<string>): fc.Arbitrary<Row[]> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: regular },
      { weight: 3, arbitrary: path.map((at) => directory(at)) },
      { weight: 2, arbitrary: link },
      { weight: 3, arbitrary: fc.tuple(path, hardTarget).map(([at, target]) => hardlink(at, target)) },
      { weight: 1, arbitrary: path.map(device) },
      { weight: 3, arbitrary: path.map(whiteout) },
      { weight: 2, arbitrary: path.map(opaque) },
    ),
    { maxLength: 10 },
  )

/** Layers whose symlinks may lead anywhere but in circles. */
export const layers = fc.array(
  rows(
    fc.tuple(linkPath, straightTarget).map(([at, to]) => symlink(at, to)),
    noLinkPath,
  ),
  { maxLength: 4 },
)

/** Layers in which everything may happen, entries for the root and symlinks in circles too. */
export const wildLayers = fc.array(
  rows(
    fc.oneof(
      fc.tuple(path, wildTarget).map(([at, to]) => symlink(at, to)),
      fc.constantFrom(directory(""), file("", 3), symlink("", "/a"), hardlink("", "a"), whiteout(""), opaque("")),
    ),
    fc.oneof(path, fc.constantFrom("", "l/l/l", "nowhere")),
  ),
  { maxLength: 4 },
)
