import type { BuildTree } from "./build-tree.ts"
import { words } from "./dockerfile-text.ts"

type Command = (tree: BuildTree, operands: readonly string[], flags: string, absolute: (path: string) => string) => void

const existing = (tree: BuildTree, pattern: string): string[] => {
  const paths = tree.expand(pattern)
  if (paths.length === 0) throw new Error(`${pattern} is not in the image`)
  return paths
}

const COMMANDS: Readonly<Record<string, Command>> = {
  rm: (tree, operands, flags, absolute) => {
    for (const operand of operands) {
      const paths = tree.expand(absolute(operand))
      if (paths.length === 0 && !flags.includes("f")) throw new Error(`${operand} is not in the image`)
      for (const path of paths) tree.remove(path)
    }
  },
  cp: (tree, [source = "", target = ""], _flags, absolute) => tree.put(absolute(target), tree.at(absolute(source))),
  mv: (tree, [source = "", target = ""], _flags, absolute) => {
    tree.put(absolute(target), tree.at(absolute(source)))
    tree.remove(absolute(source))
  },
  ln: (tree, [target = "", link = ""], flags, absolute) =>
    flags.includes("s") ? tree.symlink(target, absolute(link)) : tree.hardlink(absolute(target), absolute(link)),
  chmod: (tree, [mode = "", ...operands], flags, absolute) => {
    if (!/^[0-7]{3,4}$/.test(mode) && mode !== "+x") throw new Error(`chmod ${mode} is not known here`)
    for (const path of operands.flatMap((operand) => existing(tree, absolute(operand))))
      tree.change(
        path,
        { mode: mode === "+x" ? tree.at(path).mode | 0o111 : Number.parseInt(mode, 8) },
        flags.includes("R"),
      )
  },
  chown: (tree, [owner = "", ...operands], flags, absolute) => {
    const [uid = 0, gid = uid] = owner.split(":").map(Number)
    if (Number.isNaN(uid) || Number.isNaN(gid)) throw new Error(`chown takes numbers here: ${owner}`)
    for (const path of operands.flatMap((operand) => existing(tree, absolute(operand))))
      tree.change(path, { uid, gid }, flags.includes("R"))
  },
  mkdir: (tree, operands, _flags, absolute) => {
    for (const operand of operands) tree.directory(absolute(operand))
  },
}

/** Does what one shell command says, if it is one of those that change files here; any other changes none. */
export function runCommand(tree: BuildTree, command: string, absolute: (path: string) => string): void {
  const [name = "", ...rest] = words(command)
  const operands = rest.filter((word) => !word.startsWith("-"))
  const flags = rest.filter((word) => word.startsWith("-")).join("")
  COMMANDS[name]?.(tree, operands, flags, absolute)
}
