import { html, type Markup, type Piece } from "../../markup.ts"

/** One column. */
export interface Column<T> {
  /** Empty over what only draws the column before it. */
  readonly head: string
  readonly cell: (item: T) => Piece
  /** The number that it sorts by: it is then set to the right. */
  readonly value?: (item: T) => number
  /** True where it names its row. */
  readonly names?: true
}

const headOf = <T>({ head, value }: Column<T>): Markup =>
  head === ""
    ? html`<td></td>`
    : value === undefined
      ? html`<th scope="col" data-sort="text">${head}</th>`
      : html`<th scope="col" data-sort="number" class="n">${head}</th>`

const cellOf = <T>({ cell, value, names }: Column<T>, item: T): Markup =>
  value !== undefined
    ? html`<td class="n" data-value="${value(item)}">${cell(item)}</td>`
    : names
      ? html`<th scope="row">${cell(item)}</th>`
      : html`<td>${cell(item)}</td>`

/** A table that scripts can sort, in a frame that scrolls where the window is narrower. */
export const table = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): Markup =>
  html` <section class="scroll" aria-label="${name}" tabindex="0">
    <table data-sortable>
      <thead>
        <tr>
          ${columns.map(headOf)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column) => cellOf(column, row))}
            </tr> `,
        )}
      </tbody>
    </table>
  </section>`

/** Rows that need no fold. */
const SHORT = 25

/** A long list, unfolded by who wants it; a short one is just there. */
export const folded = (rows: number, title: string, list: Markup): Markup =>
  rows <= SHORT
    ? list
    : html`<details class="more-of">
        <summary>${title}</summary>
        ${list}
      </details>`

/** Names and what stands for them. Pairs without a value are left out. */
export const facts = (pairs: readonly (readonly [string, Piece])[]): Markup =>
  html` <dl class="facts">
    ${pairs
      .filter(([, value]) => value !== null && value !== false && value !== undefined && value !== "")
      .map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
  </dl>`
