/**
 * What the content of one file says, read while its layer is read: the bytes are gone afterwards. Plain data, so that it
 * can cross a thread.
 */
export type Fact = ElfFact | ForeignProgramFact | ScriptFact | VirtualEnvironmentFact | PackagesFact | UnreadFact

/** A file in the Executable and Linkable Format. System V ABI, chapters 4 and 5. Text is as written, hostile or not. */
export interface ElfFact {
  readonly kind: "elf"
  readonly bits: 32 | 64
  readonly isLittleEndian: boolean
  /** `e_machine` by the name that OCI and Go use (`amd64`, `arm64`, `arm`, `386`, `riscv64` …), `machine 123` where it has none. */
  readonly machine: string
  /** `e_type`. Position-independent programs and libraries are both `shared`. */
  readonly type: "executable" | "shared" | "object" | "core" | "other"
  /** `PT_INTERP`; null where there is none: a static program, or a library. */
  readonly interpreter: string | null
  /** `DT_NEEDED`, in order; null where it could not be read. Empty for a static program. */
  readonly needed: readonly string[] | null
  /** `DT_RPATH` and `DT_RUNPATH`, `""` where there are none. */
  readonly rpath: string
  readonly runpath: string
  /** `DT_SONAME`, `""` where there is none. */
  readonly soname: string
  /** True where it has no symbol table and no debug sections; null where the section headers could not be read. */
  readonly isStripped: boolean | null
  /** Bytes of its `.debug_*`, `.zdebug_*` and symbol table sections: what `strip` would save. */
  readonly debugBytes: number
}

/** A program for another system: told by its first bytes. */
export interface ForeignProgramFact {
  readonly kind: "mach-o" | "pe"
  /** As in `ElfFact`, all of a fat one; empty where they are not known. */
  readonly machines: readonly string[]
}

/** A file that begins with `#!`. execve(2). */
export interface ScriptFact {
  readonly kind: "script"
  /** Absolute path as written; `""` where nothing follows. */
  readonly interpreter: string
  /** All that follows the interpreter on the first line: one argument on Linux; `""` where there is none. */
  readonly argument: string
  /** True where the first line ends in CR LF: the kernel then looks for an interpreter whose name ends in CR. */
  readonly endsInCr: boolean
  /** All of it, where it is at most 32 KiB long and not a part of a distribution or of an installed package; else null. */
  readonly text: string | null
}

/** The `pyvenv.cfg` of a Python virtual environment. PEP 405. Text is as written, hostile or not. */
export interface VirtualEnvironmentFact {
  readonly kind: "venv"
  /** The folder of the Python that it was made with. */
  readonly home: string
  /** Of that Python, `3.12.4`; `""` where the file says none. */
  readonly version: string
}

/** Packages that a file names: a data base of a package manager, a manifest, a lock, what a compiler wrote into a program. */
export interface PackagesFact {
  readonly kind: "packages"
  readonly packages: readonly PackageRecord[]
}

/** One package as a file names it. */
export interface PackageRecord {
  /** As in a package URL: `deb`, `apk`, `rpm`, `alpm`, `npm`, `pypi`, `gem`, `golang`, `cargo`, `maven`, `composer`, `nuget`, `generic`. */
  readonly type: string
  readonly name: string
  /** As written, epoch and revision included; `""` where it has none. */
  readonly version: string
  /** Absolute paths of its files; what is named and not there counts nothing. */
  readonly files?: readonly string[]
  /** Absolute paths of folders that are its own with all that is in them, but what lies in the folder of another package. */
  readonly folders?: readonly string[]
  /** Names of packages of the same type that it needs to run, as its manager names them, without version ranges. */
  readonly requires?: readonly string[]
  /** Names of packages of the same type that it wants for its own development alone. */
  readonly requiresForDevelopment?: readonly string[]
  /** Other names that it answers to. */
  readonly provides?: readonly string[]
  /** What it was built from, where that has another name. */
  readonly source?: string
  readonly architecture?: string
  /** True for what is no dependency but the application itself: a manifest outside of every folder of installed packages. */
  readonly isApplication?: boolean
  /** True where its manager noted that it serves the application's development alone. */
  readonly isForDevelopment?: boolean
  /** What all records of one package have in common: its folder, or the archive that it is. Those of one type and key are one package. */
  readonly key?: string
  /**
   * `guess`: name and version are gathered from a path, and any other record of the same key knows better. `addition`: it
   * only says more of the package that another record of the same key names, and is none where there is no other.
   */
  readonly standing?: "guess" | "addition"
}

/** Something that should have been understood and was not: reported, never passed over. */
export interface UnreadFact {
  readonly kind: "unread"
  /** What it is and why it could not be read, as a sentence without path and full stop: `the rpm data base is in Berkeley DB's format, which is not read`. */
  readonly message: string
}

/** Reads facts out of files while their layer is read, one file after the other. One for each thread. */
export interface Prober {
  /**
   * A file begins with `first`, which holds at least its first 512 bytes, or all of it, and is shown again as a piece.
   * `path` as in a listing, `member` as in `Sighting`; `size` is in bytes, -1 where it is not known. False where nothing
   * of the file is wanted.
   */
  open(path: string, member: string, size: number, first: Uint8Array): boolean
  /** The bytes are valid during the call only. */
  piece(bytes: Uint8Array): void
  /** Ends a file that was wanted. `isWhole` is false where it was cut. */
  close(isWhole: boolean): readonly Fact[]
}
