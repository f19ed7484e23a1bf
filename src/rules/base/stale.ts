import type { Image } from "../../model/index.ts"
import { defineRule } from "../../model/index.ts"
import { show } from "../support/words.ts"

/** Builders that want one output for one input set a fixed day, which lies before there were images. */
const FIRST_DAY = "2013-03-01"
const DAY_MS = 86_400_000

const isReal = (time: string | null): time is string => time !== null && time >= FIRST_DAY

/** When the base was finished: its own config says, else the last of its history steps. */
function baseTime({ base, config }: Image): string | null {
  if (base === null) return null
  return base.config?.created ?? config.history.slice(0, base.steps).at(-1)?.created ?? null
}

export default defineRule({
  id: "base/stale",
  title: "The image was built on a base of its time",
  severity: "low",
  why: "A base is rebuilt when the distribution mends something. An image that is built today on a base of last year is born with a year of known holes, however new its own files are.",
  decides:
    "The day on which the base was finished, by its own config or the last of its history steps, and the day on which the image was created. Times from before there were images are no times.",
  blind:
    "Bases whose end the image does not show, builders that give everything one fixed time, and packages that a step of the image's own brought up to date.",
  remedy: "Pull the base before you build: `docker build --pull`, and raise the digest where you pin one.",
  examples: {
    bad: `
      FROM scratch
      # created: 2025-01-10T00:00:00Z
      COPY <<EOF /etc/os-release
      EOF
      CMD ["bash"]
      # created: 2026-03-01T00:00:00Z
      COPY <<EOF /app
      EOF`,
    good: `
      FROM scratch
      # created: 2026-02-10T00:00:00Z
      COPY <<EOF /etc/os-release
      EOF
      CMD ["bash"]
      # created: 2026-03-01T00:00:00Z
      COPY <<EOF /app
      EOF`,
  },
  references: [],
  options: {
    days: { default: 180, help: "how many days older than the image the base may be" },
  },

  *check(image, { options: { days } }) {
    const made = baseTime(image)
    const { created } = image.config
    if (image.base === null || !isReal(made) || !isReal(created)) return
    const between = Math.floor((Date.parse(created) - Date.parse(made)) / DAY_MS)
    // Not `<=`: what can't be counted is no number.
    if (!(between > days)) return
    const name = image.base.name === "" ? "" : ` (${show(image.base.name)})`
    yield {
      message: `The base image${name} was made on ${made.slice(0, 10)}, ${between} days before the image itself, on ${created.slice(0, 10)}.`,
      remedy:
        "Build with `docker build --pull`, raise the digest or tag in FROM, and build again at least as often as the base is.",
      location: { kind: "image" },
      identity: "base",
    }
  },
})
