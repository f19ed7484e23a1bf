import { defineRule } from "../../model/index.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { list } from "../support/words.ts"

/** What only a build needs, and what it changes in a container. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["DEBIAN_FRONTEND", "packages installed in a container ask nothing and take defaults unseen"],
  ["DEBCONF_NONINTERACTIVE_SEEN", "packages installed in a container ask nothing and take defaults unseen"],
  ["APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE", "apt-key keeps its warnings to itself"],
  ["APT_LISTCHANGES_FRONTEND", "apt shows no changes"],
  ["NEEDRESTART_MODE", "services restart without a question"],
  ["UCF_FORCE_CONFFNEW", "an upgrade overwrites settings that were changed"],
  ["UCF_FORCE_CONFFOLD", "an upgrade keeps old settings unseen"],
  ["MAKEFLAGS", "every make in a container takes these flags"],
  ["CI", "tools behave as on a build server: no colours, no questions, stricter checks"],
])

export default defineRule({
  id: "env/build-time-only",
  title: "Variables that only the build needs are not part of the image",
  severity: "low",
  why: "ENV lasts: what it sets for one RUN holds for every container, every image that is built on this one, and everybody who opens a shell in it. DEBIAN_FRONTEND=noninteractive then hides questions that somebody should answer.",
  decides: `${list([...NAMES.keys()])} in \`Env\` of the image config, set to anything by a line that is not known to be the base image's.`,
  blind: "Variables of your own that only your build reads.",
  remedy:
    "Use ARG, which ends with the build: `ARG DEBIAN_FRONTEND=noninteractive`; or set it for one command: `RUN DEBIAN_FRONTEND=noninteractive apt-get install …`.",
  examples: {
    bad: `
      FROM scratch
      ENV DEBIAN_FRONTEND=noninteractive
      CMD ["/app"]`,
    good: `
      FROM scratch
      ARG DEBIAN_FRONTEND=noninteractive
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const environment = environmentOf(image)
    const found = [...NAMES].flatMap(([name, effect]) => {
      if ((environment.get(name)?.value ?? "").trim() === "") return []
      const location = locateVariable(image, name)
      // Only the base's own author can change that.
      const isBase = image.base !== null && location.history !== undefined && location.history < image.base.steps
      return isBase ? [] : [{ name, effect, location }]
    })
    const [first, ...others] = found
    if (first === undefined) return
    const names = found.map(({ name }) => name)
    yield {
      message: `${list(names)} ${names.length === 1 ? "serves" : "serve"} the build alone and ${names.length === 1 ? "is" : "are"} set in every container: ${[...new Set(found.map(({ effect }) => effect))].join("; ")}.`,
      remedy:
        first.name === "DEBIAN_FRONTEND"
          ? "Use ARG, which ends with the build: `ARG DEBIAN_FRONTEND=noninteractive`."
          : `Use ARG, which ends with the build: \`ARG ${first.name}=…\`; or set it for one command: \`RUN ${first.name}=… …\`.`,
      location: first.location,
      ...(others.length > 0 ? { places: others.map(({ location }) => location) } : {}),
      identity: "build-time",
    }
  },
})
