const KEY = "plimsoll-theme"

/** A page opened from a file may be denied its storage. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Then it is chosen anew in the next visit.
  }
}

const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset
  return theme === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark"
}

/** Lets the button choose between light and dark; without a choice the system's stands. */
export function startTheme(): void {
  const known = remembered()
  if (known === "light" || known === "dark") document.documentElement.dataset["theme"] = known
  const button = document.getElementById("theme")
  if (button === null) return
  const label = (): void => {
    button.textContent = isDark() ? "Light theme" : "Dark theme"
  }
  button.hidden = false
  label()
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label)
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark"
    document.documentElement.dataset["theme"] = next
    remember(next)
    label()
  })
}
