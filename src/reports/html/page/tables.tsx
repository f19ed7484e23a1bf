const compareTexts = new Intl.Collator("en", { numeric: true }).compare

const valueOf = (row: HTMLTableRowElement, column: number): string => {
  const cell = row.cells[column]
  return cell?.dataset["value"] ?? cell?.textContent?.trim() ?? ""
}

const COMPARE: Record<string, (a: string, b: string) => number> = {
  number: (a, b) => Number(a) - Number(b),
  text: compareTexts,
}

function sort(table: HTMLTableElement, head: HTMLTableCellElement, kind: string): void {
  const compare = COMPARE[kind] ?? compareTexts
  const before = head.getAttribute("aria-sort")
  // The largest first, the first letter first: what people look for.
  const next =
    before === null
      ? kind === "number"
        ? "descending"
        : "ascending"
      : before === "ascending"
        ? "descending"
        : "ascending"
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort")
  head.setAttribute("aria-sort", next)
  const sign = next === "ascending" ? 1 : -1
  for (const body of table.tBodies) {
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row, head.cellIndex) }))
    rows.sort((a, b) => sign * compare(a.value, b.value))
    body.append(...rows.map(({ row }) => row))
  }
}

/** Makes the heads of a table buttons that sort it. */
export function makeSortable(table: HTMLTableElement): void {
  for (const head of table.querySelectorAll<HTMLTableCellElement>("th[data-sort]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener("click", () => sort(table, head, head.dataset["sort"] ?? "text"))
  }
}
