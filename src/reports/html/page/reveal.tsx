/** Unfolds what a link leads to, and all that it lies in: a browser alone goes to the head of a fold and leaves it shut. */
function reveal(hash: string): void {
  for (let at = document.getElementById(hash.slice(1)); at !== null; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true
}

/** Unfolds where links of the page lead, before the browser scrolls there; also from outside, and a second time. */
export function startReveal(): void {
  reveal(location.hash)
  addEventListener("hashchange", () => reveal(location.hash))
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null
    if (link !== null) reveal(link.hash)
  })
}
