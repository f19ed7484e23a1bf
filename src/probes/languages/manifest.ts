import type { Fact, PackageRecord } from "../../model/index.ts"
import { type Probe, unread, wholeFile } from "../probe.ts"
import { isMadeUp, type Place } from "./place.ts"

export const KiB = 1024
export const MiB = 1024 * KiB

/** A file by which a package manager, or a runtime, says what is installed. */
export interface Manifest {
  /** What its last component may be. */
  readonly names?: readonly string[]
  /** Or what stands behind the last dot of it. */
  readonly extensions?: readonly string[]
  /** True for members of archives, false for files. */
  readonly isMember?: boolean
  readonly probe: Probe
}

interface Reader {
  /** What a person calls it: `npm's package.json`. */
  readonly what: string
  readonly most: number
  /** Whether it lies where such a file is one; its name is known to be right. */
  readonly isIn: (place: Place) => boolean
  /** What it says; a sentence where it makes no sense. */
  readonly read: (content: Buffer, place: Place) => readonly PackageRecord[] | string
}

/** A probe that reads packages out of a whole file. */
export function reads({ what, most, isIn, read }: Reader): Probe {
  return wholeFile(what, most, isIn, (content, place) => {
    const said = read(content, place)
    return typeof said !== "string" ? facts(said) : isMadeUp(place.path) ? [] : [unread(`${what} ${said}`)]
  })
}

interface Beginner {
  readonly most: number
  readonly isIn: (place: Place) => boolean
  readonly read: (content: Buffer, place: Place) => readonly PackageRecord[]
}

/**
 * A probe that reads packages out of a file's beginning. Of a file that is cut it is told nothing but the name: members of
 * archives are cut where a layer holds more than is unpacked, which is counted elsewhere.
 */
export const readsBeginning = ({ most, isIn, read }: Beginner): Probe => ({
  wants: isIn,
  begin: ({ path, member, size }) => {
    const pieces: Buffer[] = []
    let left = most
    return {
      piece(bytes) {
        if (left > 0) pieces.push(Buffer.from(bytes.subarray(0, left)))
        left -= bytes.length
      },
      close: (isWhole) => facts(read(isWhole ? Buffer.concat(pieces) : Buffer.alloc(0), { path, member, size })),
    }
  },
})

/** A probe to which a file's name says all. */
export const namedOnly = (
  isIn: (place: Place) => boolean,
  records: (place: Place) => readonly PackageRecord[],
): Probe => ({
  wants: isIn,
  begin: ({ path, member, size }) => ({
    piece: () => {},
    close: () => facts(records({ path, member, size })),
  }),
})

const facts = (packages: readonly PackageRecord[]): readonly Fact[] =>
  packages.length > 0 ? [{ kind: "packages", packages }] : []
