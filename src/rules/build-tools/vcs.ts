import { defineRule } from "../../model/index.ts"
import { isIdle } from "../support/idle.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/vcs",
  title: "No version control program is shipped",
  severity: "low",
  why: "Git, Mercurial and Subversion fetch sources during the build. At run time they are weight, and a ready means to bring code in or data out.",
  decides:
    "Executables called git, hg and svn where programs are installed, with the folders that only they use, their packages and what only those need; that neither the command, the health check nor a script of the image's own names and no installed package needs.",
  blind: "Calls from programs and from scripts without a first line `#!`: then turn the rule off for this image.",
  remedy: "Fetch sources in a build stage, or with `ADD https://git.example.com/project.git#v1.2.3 /src`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/git
      git
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /usr/share/bash-completion/completions/git
      complete -F _git git
      EOF`,
  },
  references: [],
  check: (image) => toolRemarks(image, "version control", { isIdle: (found) => isIdle(image, found) }),
})
