import type { Report } from "../model/index.ts"
import { render } from "../render.ts"
import type { Look } from "../reports/index.ts"
import { writeFiles } from "./files.ts"
import type { Wanted } from "./formats.ts"
import { appendStepSummary } from "./step-summary.ts"
import { LOOK_IN_FILE } from "./terminal.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** Files first: a reader of standard output that goes away must not cost anybody a file. */
export async function deliver(report: Report, wanted: readonly Wanted[], look: Look, world: World): Promise<void> {
  const texts: { readonly file: string | null; readonly text: string }[] = []
  for (const { name, file } of wanted)
    texts.push({ file, text: await render(name, report, file === null ? look : { ...look, ...LOOK_IN_FILE, file }) })
  const files = texts.flatMap(({ file, text }): [string, string][] => (file === null ? [] : [[file, text]]))
  if (files.length > 0) await writeFiles(files)
  try {
    await appendStepSummary(report, wanted, look, world)
  } finally {
    // A summary that can't be written must not cost anybody the report.
    for (const { file, text } of texts) if (file === null) await writeReport(world, text)
  }
}
