import { defineRule } from "../../model/index.ts"
import { isFromBase } from "../support/base-labels.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { list } from "../support/words.ts"

const PREFIX = "org.label-schema."

/** Keys of label-schema.org's last version, 1.0.0-rc1, and what took their place in the OCI image-spec, annotations.md. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  "build-date": "created",
  description: "description",
  name: "title",
  "schema-version": "",
  url: "url",
  usage: "documentation",
  "vcs-ref": "revision",
  "vcs-url": "source",
  vendor: "vendor",
  version: "version",
}

/** `org.opencontainers.image.created for build-date`. */
const successor = (key: string): string[] => {
  const name = SUCCESSORS[key]
  return name === undefined || name === "" ? [] : [`org.opencontainers.image.${name} for ${key}`]
}

export default defineRule({
  id: "labels/deprecated",
  title: "Labels are those that tools read today",
  severity: "info",
  why: "Label Schema handed over to the OCI's labels in 2019, and MAINTAINER has been deprecated since Docker 1.13. What is written there is read by fewer tools each year.",
  decides: "Labels that begin with org.label-schema., and a MAINTAINER line in the history that set the author.",
  blind: "A base that is not known may have brought them: then they are its author's to change.",
  remedy: "Write the labels of the OCI image specification instead.",
  examples: {
    bad: `
      FROM scratch
      LABEL org.label-schema.vcs-url="https://github.com/example/app"`,
    good: `
      FROM scratch
      LABEL org.opencontainers.image.source="https://github.com/example/app"`,
  },
  references: ["hadolint DL4000", "trivy DS-0022"],

  *check(image) {
    const old = [...image.config.run.labels.keys()]
      .filter((key) => key.startsWith(PREFIX) && !isFromBase(image, key))
      .map((key) => key.slice(PREFIX.length))
      .toSorted()
    const known = old.filter((key) => Object.hasOwn(SUCCESSORS, key))
    const others = old.length - known.length
    if (old.length > 0)
      yield {
        message: `Labels of Label Schema are set, which OCI's have replaced: ${list([...known.map((key) => PREFIX + key), ...(others > 0 ? [`${others} more under ${PREFIX}`] : [])])}.`,
        remedy: known.some((key) => successor(key).length > 0)
          ? `Write ${list(known.flatMap(successor))}.`
          : "Write the labels of the OCI image specification, or leave them out.",
        location: { kind: "label", key: PREFIX + (known[0] ?? "*") },
        identity: PREFIX,
      }
    const step = lastStep(image, "MAINTAINER")
    if (image.config.author === "" || step === undefined || step.index < (image.base?.steps ?? 0)) return
    yield {
      message: "A MAINTAINER line says who made the image: it has been deprecated since Docker 1.13.",
      remedy: 'Write `LABEL org.opencontainers.image.authors="…"` instead.',
      location: locateField("author", step),
      identity: "MAINTAINER",
    }
  },
})
