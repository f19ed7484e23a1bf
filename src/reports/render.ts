import type { Report } from "../model/index.ts"
import type { FormatName } from "./formats.ts"
import type { Look } from "./look.ts"

/** One format: a pure function of the report. */
type Render = (report: Report, look: Look) => string

// Loaded when asked for: most runs want one.
const LOAD = {
  table: async () => (await import("./table/index.ts")).table,
  json: async () => (await import("./json.ts")).json,
  html: async () => (await import("./html/index.ts")).html,
  markdown: async () => (await import("./markdown/index.ts")).markdown,
  review: async () => (await import("./review/index.ts")).review,
  sarif: async () => (await import("./sarif/index.ts")).sarif,
  junit: async () => (await import("./junit/index.ts")).junit,
  github: async () => (await import("./github.ts")).github,
  gitlab: async () => (await import("./gitlab/code-quality.ts")).codeQuality,
  "gitlab-container-scanning": async () => (await import("./gitlab/container-scanning.ts")).containerScanning,
  "gitlab-secret-detection": async () => (await import("./gitlab/secret-detection.ts")).secretDetection,
  checkstyle: async () => (await import("./checkstyle.ts")).checkstyle,
  csv: async () => (await import("./csv.ts")).csv,
} as const satisfies Record<FormatName, () => Promise<Render>>

/** A report in one format. */
export async function render(name: FormatName, report: Report, look: Look): Promise<string> {
  const draw: Render = await LOAD[name]()
  return draw(report, look)
}
