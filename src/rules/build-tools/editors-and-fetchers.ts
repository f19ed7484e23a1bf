import { defineRule } from "../../model/index.ts"
import { isIdle } from "../support/idle.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/editors-and-fetchers",
  title: "No editor and no idle download program is shipped",
  severity: "info",
  why: "Nobody edits files in a container that is replaced when it changes. curl and wget are what an intruder calls first, to fetch the rest.",
  decides:
    "Executables of Vim, nano, Emacs, less, curl and wget where programs are installed, that neither the command, the health check nor a script of the image's own names and no installed package needs.",
  blind:
    "Calls from programs and from scripts without a first line `#!`. Where the text of a shell script is not known, curl and wget are left alone, and so are busybox and its like always.",
  remedy:
    "Leave it out of the final stage, or fetch without it: `ADD --checksum=sha256:… https://example.com/file /file`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/curl
      curl
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/curl
      curl
      EOF
      HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/"]`,
  },
  references: [],
  check: (image) =>
    toolRemarks(image, "editor or fetcher", {
      isIdle: (found) => isIdle(image, found),
      remedy: "Leave it out of the final stage, or remove it in the RUN that needs it.",
    }),
})
