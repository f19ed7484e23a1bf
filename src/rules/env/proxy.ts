import { defineRule } from "../../model/index.ts"
import { environmentOf, locateVariable } from "../support/environment.ts"
import { list } from "../support/words.ts"

const NAMES = ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()])

export default defineRule({
  id: "env/proxy",
  title: "No proxy is part of the image",
  severity: "medium",
  why: "A proxy belongs to the place where an image is built or run, not to the image. Elsewhere every request of the container goes to an address that does not exist, or to whoever owns it there. It also tells the world a name from inside your network, at times with a password in it.",
  decides:
    "http_proxy, https_proxy, ftp_proxy and all_proxy in `Env` of the image config, in small or capital letters, with any value.",
  blind:
    "Proxies in settings files of apt, npm, git and others. What a build argument passes to RUN alone is in no `Env`, and right.",
  remedy:
    "Pass it to the build alone: `docker build --build-arg https_proxy=…` needs no ARG and leaves nothing in the image. At run time: `docker run --env https_proxy=…`.",
  examples: {
    bad: `
      FROM scratch
      ENV https_proxy=http://proxy.example.com:3128
      CMD ["/app"]`,
    good: `
      FROM scratch
      ENV NO_PROXY=localhost
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const environment = environmentOf(image)
    const [first, ...others] = NAMES.filter((name) => (environment.get(name)?.value ?? "").trim() !== "")
    if (first === undefined) return
    const names = [first, ...others]
    yield {
      message: `The image sends all its containers through a proxy of the place where it was built: it sets ${list(names)}.`,
      remedy: `Remove the ENV line, and pass it to the build alone: \`docker build --build-arg ${first}=…\` needs no ARG and leaves nothing in the image.`,
      location: locateVariable(image, first),
      ...(others.length > 0 ? { places: others.map((name) => locateVariable(image, name)) } : {}),
      identity: "proxy",
    }
  },
})
