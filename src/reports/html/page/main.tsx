import { render } from "preact"
import { Explorer } from "./explorer.tsx"
import type { Payload } from "./format.ts"
import { startReveal } from "./reveal.tsx"
import { makeSortable } from "./tables.tsx"
import { startTheme } from "./theme.tsx"

/** An explorer is made when it is nearly in sight: a page may hold twenty, of which one is read. */
const NEAR = "400px"

const mounted = new WeakSet<Element>()

/** Puts the explorer where the table of folders was, which stays if the page is damaged. */
function mount(section: HTMLElement): void {
  if (mounted.has(section)) return
  mounted.add(section)
  const place = section.querySelector(".explorer-mount")
  const data = document.getElementById(`files-${section.dataset["image"] ?? ""}`)
  if (place === null || data === null) return
  const payload = JSON.parse(data.textContent) as Payload
  // Whoever stands in the table stands in what takes its place.
  const hadFocus = place.contains(document.activeElement)
  place.replaceChildren()
  render(<Explorer id={section.id} payload={payload} />, place)
  if (hadFocus) place.querySelector<HTMLElement>("input")?.focus()
}

function startExplorers(): void {
  const sections = [...document.querySelectorAll<HTMLElement>("section.explorer")]
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting) {
          observer.unobserve(target)
          mount(target as HTMLElement)
        }
    },
    { rootMargin: NEAR },
  )
  for (const section of sections) {
    observer.observe(section)
    section.addEventListener("focusin", () => mount(section))
  }
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    const nearest = sections.find((section) => section.getBoundingClientRect().bottom > 0) ?? sections.at(-1)
    if (nearest === undefined) return
    event.preventDefault()
    mount(nearest)
    nearest.querySelector<HTMLInputElement>("input[type=search]")?.focus()
  })
}

startTheme()
startReveal()
for (const table of document.querySelectorAll<HTMLTableElement>("table[data-sortable]")) makeSortable(table)
startExplorers()
