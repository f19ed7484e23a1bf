import { defineRule } from "../../model/index.ts"
import { show } from "../support/words.ts"

/** Builders that want one output for one input set a fixed day, which lies before there were images. */
const FIRST_DAY = "2013-03-01"
const DAY_MS = 86_400_000

export default defineRule({
  id: "policy/age",
  title: "The image is no older than its team allows",
  severity: "high",
  why: "An image is a snapshot of its base and its packages: whatever was found since it was built is not mended in it. A team that builds again every month, whether its own code changed or not, bounds how long a known hole can stay.",
  decides:
    "`created` of the image config against the day of the audit, where `max-days` is set. A time that is absent, zero, from before there were images, or more than a day ahead, is no age that anybody can rely on, and is a finding too.",
  blind:
    "How old the packages in it are: a build from a cache is new by its date alone. base/stale compares with the base.",
  remedy: "Build the image again, with `docker build --pull --no-cache`.",
  examples: {
    options: { "max-days": 90 },
    bad: `
      # With \`max-days: 90\`, on 2026-11-21
      # created: 2026-06-01T00:00:00Z
      FROM scratch
      CMD ["/app"]`,
    good: `
      # created: 2026-11-01T00:00:00Z
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],
  options: {
    "max-days": { default: 0, help: "how many days old the image may be; 0 asks nothing" },
  },

  *check({ config }, { today, options: { "max-days": most } }) {
    if (most <= 0) return
    const { created } = config
    const [day = ""] = (created ?? "").split("T")
    const days = Math.floor((Date.parse(today) - Date.parse(day)) / DAY_MS)
    const isReal = day >= FIRST_DAY && days >= -1
    // Not `>`: what can't be counted is no number.
    if (isReal && days <= most) return
    yield {
      message: isReal
        ? `The image was created on ${day}, ${days} days before ${today}: the settings allow ${most}.`
        : created === null
          ? `The image says no time at which it was created, and the settings allow an age of ${most} days.`
          : `The image says that it was created at ${show(created)}, which can't be true: the settings allow an age of ${most} days.`,
      remedy: isReal
        ? "Build it again on a fresh base: `docker build --pull --no-cache`."
        : "Build with the real time; where builds are to be reproducible, `SOURCE_DATE_EPOCH` of the last commit: `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) docker buildx build .`",
      location: { kind: "config", key: "created" },
    }
  },
})
