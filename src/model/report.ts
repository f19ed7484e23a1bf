import type { Comparison } from "./comparison.ts"
import type { Finding } from "./finding.ts"
import type { Severity } from "./severity.ts"

/** One limit and what was measured against it. */
export interface ReportBudget {
  /** What it bounds, as configured: `filesystem`, `path:/srv/**`. */
  readonly key: string
  /** As configured: `200MB`, `+5%`; and what a baseline accepts beyond it: `+5% and 40 kB accepted`. */
  readonly limit: string
  readonly unit: "bytes" | "count"
  /** Of several things that are bounded each, the largest. */
  readonly actual: number
  /** Which of several that is: `layer 3`; empty where there is but one. */
  readonly of: string
  /** The limit as a number of the same unit; null where there is nothing to hold it against. */
  readonly allowed: number | null
  /** More than this is told; null where nobody asked. */
  readonly warning: number | null
  /** How many of the things that it bounds are larger than they should be. */
  readonly exceeding: number
  /** What growth is measured from. */
  readonly baseline: number | null
  /** `warn`: above the warning, not above the limit. `unmatched`: nothing fits its key; `no-baseline`: growth from what is not known. */
  readonly state: "ok" | "warn" | "over" | "unmatched" | "no-baseline"
  /** False where it fails the audit. */
  readonly ok: boolean
  /** The part of the version that changed, where growth is bound by it. */
  readonly bump: "patch" | "minor" | "major" | null
  /** Growth beyond the limit that somebody accepted; it is part of `allowed`. Absent where there is none. */
  readonly accepted?: readonly {
    /** In the budget's unit. */
    readonly by: number
    readonly reason: string
    readonly owner?: string
    /** The last day that it is accepted on. */
    readonly expires?: string
  }[]
  /** The team's own words. */
  readonly message: string | null
  /** What takes the room, or made it grow, the largest first; at most three. `bytes` are those it grew by where `baseline` is known. */
  readonly causes: readonly { readonly what: string; readonly bytes: number; readonly layer: number | null }[]
  /** Of the finding of `size/budget` that tells of it; null where there is none. */
  readonly fingerprint: string | null
}

export interface ReportInput {
  readonly path: string
  /** What it is by content. `docker-archive` also where an `index.json` stands beside `manifest.json`, and for its unpacked forms. */
  readonly format: "docker-archive" | "oci-archive" | "oci-layout" | "unknown"
  readonly compression: "none" | "gzip" | "zstd"
  /** Bytes of the file as given, or of all files of a folder. */
  readonly bytes: number
  /** `compared`: its images are not audited, those of other inputs are compared with them. */
  readonly role: "audited" | "compared"
  /** False where something of it was not read or not proved. */
  readonly complete: boolean
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}

export interface ReportImage {
  /** Manifest digest where there is one, else config digest. */
  readonly id: string
  /** Index into `inputs`. */
  readonly input: number
  readonly names: readonly string[]
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string }
  readonly manifestDigest: string | null
  readonly configDigest: string
  readonly created: string | null
  /** False where a layer is missing or was not read whole: totals then are what could be read. */
  readonly complete: boolean
  readonly config: {
    readonly user: string
    readonly entrypoint: readonly string[] | null
    readonly cmd: readonly string[] | null
    readonly env: readonly { readonly name: string; readonly value: string }[]
    readonly workdir: string
    readonly exposedPorts: readonly string[]
    readonly volumes: readonly string[]
    readonly labels: Readonly<Record<string, string>>
    readonly stopSignal: string | null
    readonly shell: readonly string[] | null
    readonly onbuild: readonly string[]
    readonly healthcheck: {
      readonly test: readonly string[]
      readonly intervalNs?: number
      readonly timeoutNs?: number
      readonly startPeriodNs?: number
      readonly retries?: number
    } | null
  }
  readonly size: {
    readonly archive: number
    readonly layers: number
    readonly content: number
    readonly filesystem: number
    readonly wasted: number
    readonly files: number
  }
  readonly layers: readonly {
    readonly index: number
    readonly digest: string
    readonly diffId: string
    readonly mediaType: string
    readonly compression: "none" | "gzip" | "zstd"
    readonly archiveBytes: number
    readonly tarBytes: number
    readonly contentBytes: number
    readonly files: number
    readonly wastedBytes: number
    readonly history: number | null
    readonly createdBy: string | null
    /** Files that were not searched wholly for credentials: packed in a way that is not read, damaged, or too large. */
    readonly unopened: { readonly files: number; readonly bytes: number }
    /** Credentials beyond the most that are kept of one file and of one layer: only counted. */
    readonly secretsOmitted: number
    readonly complete: boolean
  }[]
  readonly history: readonly {
    readonly index: number
    readonly layer: number | null
    readonly instruction: string
    readonly text: string
    readonly created: string | null
  }[]
  /** Largest first; `wasteOmitted` and `duplicatesOmitted` say what is left out. */
  readonly waste: readonly {
    readonly cause: "overwritten" | "deleted" | "metadata-only" | "duplicate"
    readonly bytes: number
    readonly path: string
    readonly fromLayer: number
    readonly byLayer: number | null
    readonly sameAs?: string
  }[]
  /** Items of the causes other than duplicate that the list above leaves out, the smallest ones, and their bytes. */
  readonly wasteOmitted: { readonly items: number; readonly bytes: number }
  /** The same of duplicates, which are no part of `size.wasted`. */
  readonly duplicatesOmitted: { readonly items: number; readonly bytes: number }
  readonly packages: readonly {
    readonly type: string
    readonly name: string
    readonly version: string
    readonly bytes: number
    readonly layer: number
    /** Absolute path of the file that says so. */
    readonly path: string
  }[]
  readonly os: {
    readonly id: string
    readonly version: string
    readonly name: string
    readonly eol: string | null
  } | null
  readonly findings: readonly Finding[]
  /** Every rule as it was in force for this image. */
  readonly rules: readonly { readonly id: string; readonly severity: Severity | "off" }[]
  /** Where the base image ends; null where that can't be told. */
  readonly base: {
    readonly name: string
    /** The first layers, so many, are the base's; and so are the first steps of the history. */
    readonly layers: number
    readonly steps: number
    /** `given`: proved by its archive; `annotated`, `guessed`: told from the history. */
    readonly known: "given" | "annotated" | "guessed"
  } | null
  /** Findings left out because one rule had more than 1,000 that are alike to a verdict. */
  readonly findingsOmitted: number
  readonly budgets: readonly ReportBudget[]
  /** Visible bytes by folder: each file counts for the one folder above it that is `depth` deep, or for its own. They add up to `size.filesystem`. */
  readonly directories: {
    readonly depth: number
    readonly items: readonly {
      readonly path: string
      readonly bytes: number
      /** Of these, what no package owns. */
      readonly unowned: number
      /** The layer that holds most of the bytes that no package owns, else of all. */
      readonly layer: number
    }[]
  }
  /** Only where asked for: every regular file that a container sees, by path. They add up to `size.filesystem`. */
  readonly files?: readonly ReportFile[]
  /** Only where another image was given to compare with. */
  readonly comparison?: Comparison
}

/** One name of a regular file that a container sees. */
export interface ReportFile {
  readonly path: string
  /** 0 for a further name of a file of several. */
  readonly bytes: number
  /** The layer that holds them. */
  readonly layer: number
  /** Index into `packages` of the one whose it is; null where it is nobody's. */
  readonly package: number | null
  /** The first name of a file of several, for the others. */
  readonly sameAs?: string
}

/** What one run learned, and all that any format may use. JSON in, JSON out; secrets are already removed from every string. */
export interface Report {
  readonly schemaVersion: "1"
  readonly tool: { readonly name: "plimsoll"; readonly version: string }
  /** Only with `--timestamp`. */
  readonly generatedAt?: string
  /** Only with `--today`: the day, `YYYY-MM-DD`, that expiry and the ends of support were held against. */
  readonly today?: string
  /** Only with `--severity`: the mildest of the findings that are listed. The verdict is about all. */
  readonly severity?: Severity
  /** Only with `--shard`: this share of the inputs, counted from 1, and how many shares there are. */
  readonly shard?: { readonly index: number; readonly count: number }
  /** Only of `plimsoll diff`: what became of the images is what was asked for. */
  readonly isDiff?: true
  readonly inputs: readonly ReportInput[]
  /** Files that had a say in the verdict. */
  readonly settings: readonly { readonly kind: "config" | "baseline"; readonly path: string }[]
  readonly images: readonly ReportImage[]
  readonly verdict: "pass" | "fail" | "incomplete"
  readonly failures: readonly {
    readonly kind: "finding" | "budget" | "input"
    readonly image?: string
    readonly id: string
    /** Of a finding. */
    readonly severity?: Severity
    readonly message: string
  }[]
}
