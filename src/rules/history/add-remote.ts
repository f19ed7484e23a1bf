import type { HistoryStep } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { locateStep, ownSteps } from "../support/build-steps.ts"
import { type CopyLine, isRemote, readCopy } from "../support/copies.ts"
import { show } from "../support/words.ts"

const isChecked = ({ flags }: CopyLine): boolean => flags.some((flag) => flag.startsWith("--checksum="))
/** A commit in full names what is fetched. */
const isPinned = (source: string): boolean => /[#@][0-9a-f]{40}(?:$|:)/.test(source)

/** BuildKit leaves `--checksum` out of the history; who wrote the whole line or knows no such option is certain. */
const isCertain = ({ comment, createdBy }: HistoryStep): boolean =>
  !comment.startsWith("buildkit.") && !createdBy.trimEnd().endsWith("# buildkit")

const CHECK = 'RUN curl -fsSLo /tmp/file URL && echo "SHA256  /tmp/file" | sha256sum -c'

export default defineRule({
  id: "history/add-remote",
  title: "ADD fetches nothing that is not checked",
  severity: "medium",
  why: "ADD puts into the image whatever the address serves on the day of the build. Nothing says that it is still what you once tried, and the build cache hides when it changes.",
  decides:
    "ADD steps of the history whose source is an address or a git repository, without `--checksum` and without a whole commit id. BuildKit's history leaves `--checksum` out: there the finding is `info` and says so.",
  blind: "Downloads in RUN lines, and the `--checksum` of a line that BuildKit built.",
  remedy: `Give \`--checksum=sha256:…\` to ADD, or download and check in one line: \`${CHECK}\`.`,
  examples: {
    bad: `
      FROM scratch
      ADD https://example.com/tool /usr/local/bin/tool`,
    good: `
      FROM scratch
      RUN curl -fsSLo /usr/local/bin/tool https://example.com/tool && echo "d2a84f…  /usr/local/bin/tool" | sha256sum -c`,
  },
  references: [],
  *check(image) {
    for (const step of ownSteps(image)) {
      const line = step.instruction === "ADD" ? readCopy(step) : null
      if (line === null || isChecked(line)) continue
      const remote = line.sources.filter((source) => isRemote(source) && !isPinned(source))
      if (remote.length === 0 && line.hashed !== "remote") continue
      const certain = isCertain(step)
      const what = remote.length > 0 ? show(remote.join(" ")) : "an address that the history does not keep"
      yield {
        message: `ADD fetches ${what} to ${show(line.target)}${certain ? ", and nothing checks what comes" : "; whether `--checksum` guards it, BuildKit's history doesn't say"}.`,
        remedy: certain
          ? `Build with BuildKit and give the sum, \`ADD --checksum=sha256:… URL ${show(line.target)}\`, or check it yourself: \`${CHECK}\`.`
          : `If the line has no \`--checksum=sha256:…\`, add it; or check where the history shows it: \`${CHECK}\`.`,
        location: locateStep(step),
        severity: certain ? "medium" : "info",
        identity: remote.length > 0 ? remote.join(" ") : line.target,
      }
    }
  },
})
