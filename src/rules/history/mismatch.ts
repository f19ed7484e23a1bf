import { defineRule } from "../../model/index.ts"

export default defineRule({
  id: "history/mismatch",
  title: "The history tells of every layer",
  severity: "medium",
  why: "Where the history and the layers don't line up, nobody can say which line of a Dockerfile made a layer: not a scanner, not an auditor, not you. Layers were added or taken away behind the builder's back.",
  decides: "The number of history entries that made a layer against the number of layers.",
  blind:
    "An image that has no history at all, as many builders make them, and one whose entries are as many as its layers and tell of others.",
  remedy: "Build the image anew with one builder, and let no tool that edits images drop history entries.",
  examples: {
    bad: `
      # archive: last history entry left out
      FROM scratch
      COPY app /app
      COPY config.json /config.json`,
    good: `
      FROM scratch
      COPY app /app
      COPY config.json /config.json`,
  },
  references: [],
  *check({ config, problems }) {
    if (!problems.some(({ code }) => code === "history-mismatch")) return
    const told = config.history.filter(({ empty }) => !empty).length
    const layers = config.diffIds.length
    const more = Math.abs(told - layers)
    const surplus =
      told < layers
        ? `${more} ${more === 1 ? "was" : "were"} added without a line`
        : `${more} ${more === 1 ? "was" : "were"} taken away`
    yield {
      message: `The history tells of ${told} layer${told === 1 ? "" : "s"}, but the image has ${layers}: ${surplus}, and no layer can be told the line that made it.`,
      remedy:
        "Build the image anew from its Dockerfile. If a tool edited it afterwards, let that tool keep the history, or do its work in the Dockerfile.",
      location: { kind: "image" },
      identity: "history",
    }
  },
})
