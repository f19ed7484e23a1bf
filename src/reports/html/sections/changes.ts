import { type Change, formatBytes } from "../../../model/index.ts"
import { html, type Markup, type Piece } from "../markup.ts"
import { bar, growthOf, number, signed, signedShare, some } from "./parts/bytes.ts"
import type { Scene } from "./parts/scene.ts"
import { subheading } from "./parts/section.ts"
import { table } from "./parts/table.ts"
import { cut, more } from "./parts/text.ts"

/** Changes of one kind that are listed. */
const MOST = 40

/** Growth as a bar and with its sign; what shrank is drawn otherwise. */
const drawn = (change: Change, largest: number): Markup =>
  bar(Math.abs(growthOf(change)), largest, growthOf(change) < 0 ? "shrank" : "grew")

/** What changed most, one row each. */
export function changeTable<T extends Change>(
  title: string,
  noun: string,
  changes: readonly T[],
  name: (change: T) => Piece,
  scene: Scene,
): Markup | null {
  if (changes.length === 0) return null
  const sorted = changes.toSorted((one, other) => Math.abs(growthOf(other)) - Math.abs(growthOf(one)))
  const { shown, rest } = cut(sorted, MOST)
  const [first] = shown
  const largest = first === undefined ? 0 : Math.abs(growthOf(first))
  const left = sorted.slice(MOST).reduce((sum, change) => sum + growthOf(change), 0)
  return html`${subheading(scene, title)}
  ${table<T>(
    `${title}, before and after${scene.of}`,
    [
      { head: "Change", cell: (change) => html`<b>${signed(growthOf(change))}</b>`, value: growthOf },
      { head: "", cell: (change) => drawn(change, largest) },
      { head: "Before", cell: ({ before }) => some(before), value: ({ before }) => before },
      { head: "After", cell: ({ after }) => some(after), value: ({ after }) => after },
      { head: noun, names: true, cell: name },
    ],
    shown,
  )}
  ${more(rest, "change", ` (${signed(left)})`)}`
}

interface SizeRow {
  readonly name: string
  readonly change: Change
  readonly format: (amount: number) => string
}

/** Sizes that an image had, and has. */
export function sizeTable(
  sizes: Readonly<Record<"content" | "filesystem" | "wasted" | "archive" | "files", Change>>,
  { of }: Scene,
): Markup {
  const rows: readonly SizeRow[] = [
    { name: "Content", change: sizes.content, format: formatBytes },
    { name: "Visible", change: sizes.filesystem, format: formatBytes },
    { name: "Wasted", change: sizes.wasted, format: formatBytes },
    { name: "As stored", change: sizes.archive, format: formatBytes },
    { name: "Files", change: sizes.files, format: number },
  ]
  return html`<section class="scroll" aria-label="Sizes before and after${of}" tabindex="0">
    <table class="sizes">
      <thead>
        <tr>
          <th scope="col">Size</th>
          ${["Before", "After", "Change", "Share"].map((head) => html`<th scope="col" class="n">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, change, format }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="n">${format(change.before)}</td>
              <td class="n">${format(change.after)}</td>
              <td class="n"><b>${growthOf(change) === 0 ? "–" : signed(growthOf(change), format)}</b></td>
              <td class="n">${signedShare(change)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}
