import { defineRule } from "../../model/index.ts"

export default defineRule({
  id: "process/no-command",
  title: "The image says what a container of it runs",
  severity: "medium",
  why: "Without an ENTRYPOINT or CMD, `docker run IMAGE` ends in an error, and whoever runs the image has to know the command by heart. The command then lives in scripts and manifests, out of step with the image.",
  decides: "`Entrypoint` and `Cmd` of the image config are both absent or empty.",
  blind: "Images that are only copied from: they need no command.",
  remedy: 'End the Dockerfile with `ENTRYPOINT ["/app"]`, or with `CMD`.',
  examples: {
    bad: `
      FROM scratch
      USER 10001`,
    good: `
      FROM scratch
      USER 10001
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const { entrypoint, cmd } = image.config.run
    if (image.config.platform.os === "windows" || (entrypoint?.length ?? 0) + (cmd?.length ?? 0) > 0) return
    // A config of which a part could not be decoded may have had one.
    if (image.problems.some(({ code }) => code === "odd-config" || code === "invalid-config")) return
    yield {
      message: "The image has no command: neither ENTRYPOINT nor CMD is set.",
      remedy: 'End the Dockerfile with what a container runs: `ENTRYPOINT ["/app"]`, or `CMD ["node", "server.js"]`.',
      location: { kind: "config", key: "Cmd" },
      identity: "Cmd",
    }
  },
})
