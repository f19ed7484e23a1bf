import type { BuildTree } from "./build-tree.ts"
import { words } from "./dockerfile-text.ts"
import { capabilityOf } from "./setcap.ts"

type Command = (tree: BuildTree, operands: readonly string[], flags: string, absolute: (path: string) => string) => void

const existing = (tree: BuildTree, pattern: string): string[] => {
  const paths = tree.expand(pattern)
  if (paths.length === 0) throw new Error(`${pattern} is not in the image`)
  return paths
}

const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777, "": 0o0777 }
const BITS: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111, X: 0o111, s: 0o6000, t: 0o1000 }
const union = (letters: string, table: Readonly<Record<string, number>>): number =>
  letters.split("").reduce((bits, letter) => bits | (table[letter] ?? 0), letters === "" ? (table[""] ?? 0) : 0)

/** What a mode does, as chmod(1) takes it: `755`, `+x`, `a+w`, `ug=rw,o-w`. A umask of 022 is heeded nowhere but at `+w`. */
function modeOf(text: string): (mode: number) => number {
  if (/^[0-7]{3,4}$/.test(text)) return () => Number.parseInt(text, 8)
  const changes = text.split(",").map((part) => {
    const [, who, operator, letters] = /^([ugoa]*)([-+=])([rwxXst]+)$/.exec(part) ?? []
    if (who === undefined || letters === undefined) throw new Error(`chmod ${text} is not known here`)
    const bits =
      union(letters, BITS) & (union(who, WHO) | (letters.includes("t") ? 0o1000 : 0)) & (who === "" ? ~0o022 : ~0)
    if (operator === "+") return (mode: number) => mode | bits
    return operator === "-" ? (mode: number) => mode & ~bits : (mode: number) => (mode & ~union(who, WHO)) | bits
  })
  return (mode) => changes.reduce((now, change) => change(now), mode)
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
    const change = modeOf(mode)
    for (const path of operands.flatMap((operand) => existing(tree, absolute(operand))))
      tree.change(path, { mode: change(tree.at(path).mode) }, flags.includes("R"))
  },
  chown: (tree, [owner = "", ...operands], flags, absolute) => {
    const [uid = 0, gid = uid] = owner.split(":").map(Number)
    if (Number.isNaN(uid) || Number.isNaN(gid)) throw new Error(`chown takes numbers here: ${owner}`)
    for (const path of operands.flatMap((operand) => existing(tree, absolute(operand))))
      tree.change(path, { uid, gid }, flags.includes("R"))
  },
  setcap: (tree, [caps = "", ...operands], _flags, absolute) => {
    for (const path of operands.flatMap((operand) => existing(tree, absolute(operand))))
      tree.change(path, { capability: capabilityOf(caps) }, false)
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
