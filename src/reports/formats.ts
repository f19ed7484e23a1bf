/** One format of `--format`. */
export interface Format {
  /** What it is for, in a few words. */
  readonly help: string
  /** True where it shows single files: the report is then to list them. */
  readonly needsFiles?: true
}

/** Every format of `--format`, in the order in which they are told. */
export const FORMATS = {
  table: { help: "for people at a terminal" },
  json: { help: "all there is, for programs" },
  html: { help: "one page to explore the image in", needsFiles: true },
  markdown: { help: "a comment on a pull request" },
  review: { help: "the security review before a release" },
  sarif: { help: "code scanning" },
  junit: { help: "test results, a case a rule" },
  github: { help: "annotations in GitHub Actions, and a job summary" },
  gitlab: { help: "GitLab's code quality" },
  "gitlab-container-scanning": { help: "GitLab's container scanning" },
  "gitlab-secret-detection": { help: "GitLab's secret detection" },
  checkstyle: { help: "XML that most build servers read" },
  csv: { help: "findings for a spreadsheet" },
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof FORMATS

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[]
