import type { Tool } from "./tool.ts"
import { inLibraryFolders } from "./tool.ts"

/** What fetches and records source code. */
export const VERSION_CONTROL: readonly Tool[] = [
  {
    name: "Git",
    programs: ["git"],
    trees: [...inLibraryFolders("git-core"), "/usr/share/git-core"],
    remedy:
      "Fetch sources in a build stage, or let the builder do it: `ADD https://git.example.com/project.git#v1.2.3 /src`, and leave `git` out of the final stage.",
  },
  {
    name: "Mercurial",
    programs: ["hg"],
    trees: ["/usr/lib/python3/dist-packages/mercurial", "/usr/lib/python3*/site-packages/mercurial"],
    packages: ["mercurial"],
  },
  { name: "Subversion", programs: ["svn"], packages: ["subversion"] },
]
