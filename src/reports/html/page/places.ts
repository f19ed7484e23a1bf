import { collapsed, type Group, hasKinds, kindOf, type Place, type Scene, START } from "./scene.ts"
import { groupName, type Tile, type Words } from "./tiles.ts"
import { isWithin, lineOf, nameOf, ROOT } from "./tree.ts"

const isSameGroup = (a: Group | null, b: Group | null): boolean => a === b || (a?.by === b?.by && a?.id === b?.id)

export const isSamePlace = (a: Place, b: Place): boolean => a.node === b.node && isSameGroup(a.group, b.group)

/** True where all of `inner` is `outer`'s: a package is of its kind. */
const isInGroup = (scene: Scene, inner: Group | null, outer: Group | null): boolean =>
  isSameGroup(inner, outer) || (outer?.by === "kind" && inner?.by === "owner" && kindOf(scene, inner.id) === outer.id)

/** True where a tile shows what lies at a place, or the place lies in it. */
export const leadsTo = (scene: Scene, { into }: Tile, place: Place): boolean =>
  into !== null &&
  isWithin(scene.tree, place.node, into.node) &&
  (into.node === ROOT ? isInGroup(scene, place.group, into.group) : isSameGroup(place.group, into.group))

/** The way from the start to a place. */
export function stepsTo(
  scene: Scene,
  { group, node }: Place,
  words: Words,
): { readonly text: string; readonly to: Place }[] {
  const { tree } = scene
  const groups: Group[] = group === null ? [] : [group]
  if (group?.by === "owner" && hasKinds(scene)) groups.unshift({ by: "kind", id: kindOf(scene, group.id) })
  // Folders above which a group has nothing else are no place of their own.
  const top = group === null ? ROOT : collapsed(tree, scene.totalsOf(group), ROOT)
  return [
    { text: "/", to: START },
    ...groups.map((one) => ({ text: groupName(scene, one, words), to: { group: one, node: ROOT } })),
    ...lineOf(tree, node)
      .filter((part) => part > top || group === null)
      .map((part) => ({ text: nameOf(tree, part), to: { group, node: part } })),
  ]
}
