import type { File, Image, Package } from "../../model/index.ts"
import { SYSTEM_TYPES } from "../../model/index.ts"
import type { Tool } from "./tool.ts"

/** Whose the programs of a tool are. */
export interface ToolOwners {
  /** The packages that brought it and are there because of it, those of the system first; empty where no data base says so. */
  readonly packages: readonly Package[]
  /** Packages of the system that hold it and are there for something else: `nodejs` for npm. */
  readonly hosts: readonly Package[]
}

const isSystem = ({ type }: Package): boolean => SYSTEM_TYPES.has(type)

/** Owners of a tool's programs, each once, told apart by whether their names speak of it. */
export function ownersOf({ inventory }: Image, tool: Tool, programs: readonly File[]): ToolOwners {
  const owners = [...new Set(programs.flatMap(({ path }) => inventory.ownerOf(path) ?? []))]
  const own = owners.filter((owner) => !owner.isApplication && (!isSystem(owner) || speaksOf(owner.name, tool)))
  return {
    packages: own.toSorted((a, b) => Number(isSystem(b)) - Number(isSystem(a))),
    hosts: owners.filter((owner) => isSystem(owner) && !own.includes(owner)),
  }
}

/** `g++-12` of `g++`, `golang-1.22-go` of `go`: a short name has to be a word of its own. */
function speaksOf(name: string, { name: tool, programs, packages = [] }: Tool): boolean {
  const words = name.split("-")
  return [tool.toLowerCase(), ...programs, ...packages].some((each) =>
    each.length < 3 ? words.includes(each) : name.includes(each),
  )
}
