import type { Baseline, BudgetSettings, Limits, Report, RuleSetting, Settings, Severity } from "../model/index.ts"

/** What an audit may be asked for beyond its inputs. Whatever `settings` say, the fields beside them outrank. */
export interface AuditOptions {
  /** What a settings file says, its `baseline` apart: a path is nothing that an audit reads. */
  readonly settings?: Settings
  /** Name of that file, for people. */
  readonly settingsFile?: string
  /** What is known of the images, and how large they were. */
  readonly baseline?: Baseline
  /** Name of its file, for people. */
  readonly baselineFile?: string
  /** Another audit, whose images these are compared with; growth is measured from them where there is no baseline. */
  readonly compare?: Report
  /** True where a finding that `compare` has too is not new. */
  readonly onlyNew?: boolean
  /** Only these images: `repository:tag` names, or the first six or more digits of a manifest or config digest. */
  readonly images?: readonly string[]
  /** Only these platforms: `os/arch[/variant]`. */
  readonly platforms?: readonly string[]
  /** Which share of more inputs these are: an empty one passes, and what concerns all is left to whoever joins them. */
  readonly shard?: NonNullable<Report["shard"]>
  /** True where what became of the images since `compare` is what was asked for. */
  readonly isDiff?: boolean
  /** The mildest severity that fails the audit; `high` where nobody says. */
  readonly failOn?: Severity | "none"
  /** The mildest severity that the report shows. The verdict does not depend on it. */
  readonly severity?: Severity
  /** Name of a set of rules for one kind of image; `default` where nobody says. */
  readonly profile?: string
  /** Rules turned off, given another severity or other options, by id; they outrank the profile. */
  readonly rules?: ReadonlyMap<string, RuleSetting>
  /** How large things may be, by what they are. */
  readonly budgets?: BudgetSettings
  /** Archives of base images: what is theirs in an image is then known, not guessed. */
  readonly bases?: readonly string[]
  /** True where what the base image brought is reported, but does not fail the audit. */
  readonly ownLayersOnly?: boolean
  /** Threads at most; as many as the machine has cores where nobody says. The report does not depend on it. */
  readonly jobs?: number
  readonly limits?: Partial<Limits>
  /** Called about ten times a second while an input is read. `total` is null where it can't be known. */
  readonly onProgress?: (progress: {
    readonly bytes: number
    readonly total: number | null
    readonly input: string
  }) => void
  /** True to list every file that a container sees in the report. */
  readonly files?: boolean
  /** Put into the report as `generatedAt`; without it the report holds no clock. */
  readonly timestamp?: Date
  /** False to leave the contents of files unsearched for credentials: faster, and the report says so. */
  readonly contents?: boolean
  /** The day that `expires` and the ends of support are held against; today where nobody says. */
  readonly today?: Date
}
