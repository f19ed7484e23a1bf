import type { Tool } from "./tool.ts"

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
  { name: "curl", programs: ["curl"], isScripted: true },
  { name: "wget", programs: ["wget", "wget2"], isScripted: true },
]
