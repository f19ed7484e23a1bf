import { defineRule, repositoryOf, textMatcher } from "../../model/index.ts"
import { isName } from "../support/image-name.ts"
import { list, show } from "../support/words.ts"

const MOST_SHOWN = 5

/** A pattern with a slash is about the repository, one without about its registry. */
function isAllowed(name: string, allowed: readonly string[]): boolean {
  const repository = repositoryOf(name)
  const [registry = ""] = repository.split("/")
  return allowed.some((pattern) => textMatcher(pattern)(pattern.includes("/") ? repository : registry))
}

const shown = (items: readonly string[]): string =>
  `${list(items.slice(0, MOST_SHOWN).map(show))}${items.length > MOST_SHOWN ? " and more" : ""}`

export default defineRule({
  id: "policy/registry",
  title: "The image is named for a registry that its team allows",
  severity: "high",
  why: "The name decides where `docker push` sends the image, and where a cluster pulls it from. One that is named for the wrong registry ends up in public, or comes from where nobody scans, signs and keeps it.",
  decides:
    "Every name that the archive gives to the image, against the patterns of `allowed`. A name that holds no registry is docker.io's, as Docker reads it. Where there is no name the registry can't be told, and that is a finding.",
  blind: "Names that are given when the image is pushed, and from where its base came.",
  remedy: "Tag the image for an allowed registry: `docker build --tag registry.example.com/team/app:1.2.3 .`",
  examples: {
    options: { allowed: ["registry.example.com"] },
    bad: `
      # With \`allowed: [registry.example.com]\`
      # archive: names registry.example.com/team/app:1.2.3 example/app:1.2.3
      FROM scratch
      CMD ["/app"]`,
    good: `
      # archive: name registry.example.com/team/app:1.2.3
      FROM scratch
      CMD ["/app"]`,
  },
  references: [],
  options: {
    allowed: {
      default: [],
      help: "patterns of registries, with a slash of repositories, and `*` for any text: `[registry.example.com, ghcr.io/acme/*]`; none asks nothing",
    },
  },

  *check({ names }, { options: { allowed } }) {
    if (allowed.length === 0) return
    const named = names.filter(isName)
    const wrong = named.filter((name) => !isAllowed(name, allowed))
    if (named.length > 0 && wrong.length === 0) return
    yield {
      message:
        named.length === 0
          ? `The archive gives the image no name that tells its registry, and the settings allow only ${shown(allowed)}.`
          : `The image is named ${shown(wrong)}, and the settings allow only ${shown(allowed)}.`,
      remedy:
        "Tag it for an allowed registry before it is saved: `docker tag IMAGE registry.example.com/team/app:1.2.3`, then `docker save registry.example.com/team/app:1.2.3`.",
      location: { kind: "image" },
      identity: "registry",
    }
  },
})
