import type { Fact } from "../model/index.ts"

/** A file as it begins. */
export interface OpenedFile {
  /** As in a listing: root-relative. */
  readonly path: string
  /** Its name in the archive that `path` is, `""` where it is in none. */
  readonly member: string
  /** Bytes; -1 where they are not known. */
  readonly size: number
  /** The first 512 bytes at least, or all; valid while the file is being opened. */
  readonly first: Uint8Array
}

/** One file being read. */
export interface Reading {
  /** The bytes are valid during the call only. */
  piece(bytes: Uint8Array): void
  close(isWhole: boolean): readonly Fact[]
}

/** A kind of file that facts are read from. Every file is held against every probe, so `wants` must be quick. */
export interface Probe {
  wants(file: OpenedFile): boolean
  begin(file: OpenedFile): Reading
}

/** A probe that needs the whole file in memory: `most` bytes at most, or it is reported as unread by its `name`. */
export function wholeFile(
  name: string,
  most: number,
  wants: Probe["wants"],
  read: (content: Buffer, file: Omit<OpenedFile, "first">) => readonly Fact[],
): Probe {
  return {
    wants,
    begin({ path, member, size }) {
      const pieces: Buffer[] = []
      let bytes = 0
      return {
        piece(piece) {
          bytes += piece.length
          if (bytes <= most) pieces.push(Buffer.from(piece))
          else pieces.length = 0
        },
        close(isWhole) {
          if (!isWhole) return [unread(`${name} is cut`)]
          if (bytes > most) return [unread(`${name} is larger than ${most} bytes`)]
          return read(Buffer.concat(pieces), { path, member, size })
        },
      }
    },
  }
}

/** Something that should have been understood and was not, as a sentence without path and full stop. */
export const unread = (message: string): Fact => ({ kind: "unread", message })
