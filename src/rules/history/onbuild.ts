import { count, defineRule } from "../../model/index.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { show } from "../support/words.ts"

const SHOWN = 3

export default defineRule({
  id: "history/onbuild",
  title: "No ONBUILD trigger waits in an image that is meant to run",
  severity: "low",
  why: "ONBUILD lines do nothing in this image and run in every image that is built from it, before its first own line. Whoever builds on it does not see them in either Dockerfile, and can't leave them out.",
  decides:
    "`OnBuild` of the image config, where the image also has a command or an entrypoint that is more than a shell.",
  blind: "Whether the image is meant to be built on as well as run.",
  remedy: "Move the lines into the Dockerfiles that need them, or into an image of its own that is only a base.",
  examples: {
    bad: `
      FROM scratch
      ONBUILD COPY . /app
      CMD ["/server"]`,
    good: `
      FROM scratch
      CMD ["/server"]`,
  },
  references: [],
  *check(image) {
    const { onbuild, entrypoint, cmd } = image.config.run
    const command = [...(entrypoint ?? []), ...(cmd ?? [])].join(" ")
    if (onbuild.length === 0 || /^(?:(?:\/usr)?\/bin\/)?(?:ba|a|da)?sh$|^$/.test(command)) return
    const more = onbuild.length > SHOWN ? ` and ${onbuild.length - SHOWN} more` : ""
    const shown = onbuild.slice(0, SHOWN).map((trigger) => show(trigger.replace(/\s+/g, " ").trim()))
    yield {
      message: `${count(onbuild.length, "ONBUILD trigger")} will run in every image that is built from this one: ${shown.join("; ")}${more}.`,
      remedy: `Take ${onbuild.length === 1 ? "the ONBUILD line" : "the ONBUILD lines"} out, and write ${onbuild.length === 1 ? "it" : "them"} into the Dockerfiles that need ${onbuild.length === 1 ? "it" : "them"}.`,
      location: locateField("OnBuild", lastStep(image, "ONBUILD")),
      identity: "OnBuild",
    }
  },
})
