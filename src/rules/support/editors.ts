import type { Tool } from "./tool.ts"

const FETCH =
  "Leave it out of the final stage; what it is to fetch, the builder can: `ADD --checksum=sha256:… https://example.com/file /file`, or remove it in the RUN that needs it."

/** What people type into, read with and fetch with. */
export const EDITORS: readonly Tool[] = [
  {
    name: "Vim",
    programs: ["vim", "vim.basic", "vim.tiny", "vim.nox", "vi", "nvim"],
    trees: ["/usr/share/vim", "/usr/share/nvim"],
    packages: ["vim-tiny", "neovim"],
  },
  { name: "nano", programs: ["nano"] },
  {
    name: "Emacs",
    programs: ["emacs", "emacs-nox", "emacs-gtk", "emacs-pgtk"],
    trees: ["/usr/share/emacs", "/usr/libexec/emacs"],
  },
  { name: "less", programs: ["less"] },
  { name: "curl", programs: ["curl"], isScripted: true, remedy: FETCH },
  { name: "wget", programs: ["wget", "wget2"], isScripted: true, remedy: FETCH },
]
