import { formatBytes, formatShare } from "../../../model/index.ts"
import { NONE } from "./format.ts"
import { type Group, type Scene } from "./scene.ts"
import { ownerName } from "./tiles.ts"
import { isFile, mainLayer, pathOf, SEVERAL, type Tree } from "./tree.ts"

const NUMBERS = new Intl.NumberFormat("en")

/** `1,204`. */
export const number = (amount: number): string => NUMBERS.format(amount)

/** `1 file`, `1,204 files`. */
export const files = (amount: number): string => `${number(amount)} file${amount === 1 ? "" : "s"}`

/** `41.2 %` of a whole; `0.0 %` of nothing. */
export const share = (part: number, whole: number): string => formatShare(part, whole) || "0.0 %"

/** What is told of one thing. */
export interface Told {
  readonly title: string
  readonly bytes: string
  readonly details: readonly string[]
}

/** What a line about a file, folder or group is made of. */
export interface Subject {
  readonly scene: Scene
  readonly group: Group | null
  /** The root for a group as such. */
  readonly node: number
  readonly title: string
  readonly bytes: number
  readonly count: number
  readonly whole: number
}

function layerOf({ scene, group, node, bytes }: Subject, instructions: readonly string[]): string {
  const main = mainLayer(scene.tree, scene.maskOf(group), node)
  if (main.layer === NONE) return ""
  const made = instructions[main.layer] ?? ""
  const most = main.bytes * 2 > bytes ? "mostly" : "of several layers, most of it of"
  const part = main.bytes < bytes ? `${most} layer ${main.layer} (${share(main.bytes, bytes)})` : `layer ${main.layer}`
  return made === "" ? part : `${part}: ${made}`
}

function ownerOf({ scene, group, node }: Subject): string {
  const { tree } = scene
  const owner = isFile(tree, node) ? tree.ownerOf[node] : scene.totalsOf(group).owner[node]
  return ownerAt(tree, owner ?? NONE)
}

/** Whose a file is; empty where nobody, or more than one, owns it. */
export function ownerAt({ owners }: Tree, owner: number): string {
  const found = owners[owner]
  return found === undefined ? "" : ownerName(found)
}

/** `3`, or that there are several. */
export const layerName = (layer: number): string =>
  layer === SEVERAL ? "several" : layer === NONE ? "" : String(layer)

/** One thing in words: how large, how much of the whole, whose, and from where. */
export function tell(subject: Subject, instructions: readonly string[]): Told {
  const { scene, node, title, bytes, count, whole } = subject
  const first = scene.tree.links.get(node)
  const details = [
    `${share(bytes, whole)} of the whole`,
    isFile(scene.tree, node) ? "" : files(count),
    first === undefined ? "" : `another name of ${pathOf(scene.tree, first)}`,
    ownerOf(subject),
    layerOf(subject, instructions),
  ]
  return { title, bytes: formatBytes(bytes), details: details.filter((text) => text !== "") }
}
