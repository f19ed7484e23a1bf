import type { ReportImage } from "../../../model/index.ts"
import { html, type Markup, type Piece } from "../markup.ts"
import type { Scene } from "./parts/scene.ts"
import { subheading, type Tell } from "./parts/section.ts"
import { facts } from "./parts/table.ts"
import { cut, long, more } from "./parts/text.ts"

/** Variables, labels, ports and the like that are listed. */
const MOST = 200

/** How a container of it starts, and what the image says of itself. */
export const configSection: Tell = (scene) => {
  const { image } = scene
  const { config, os } = image
  return {
    key: "config",
    title: "Config",
    body: html`${facts([
      ["User", config.user === "" ? "not set: root" : code(config.user)],
      ["Entrypoint", words(config.entrypoint)],
      ["Command", words(config.cmd)],
      ["Working directory", code(config.workdir)],
      ["Ports", list(config.exposedPorts)],
      ["Volumes", list(config.volumes)],
      ["Health check", healthcheck(config.healthcheck)],
      ["Stop signal", code(config.stopSignal ?? "")],
      ["Shell", words(config.shell)],
      ["On build", list(config.onbuild)],
      [
        "System",
        os && html`${long(os.name || `${os.id} ${os.version}`)}${os.eol !== null && `, supported until ${os.eol}`}`,
      ],
      ["Created", image.created],
      ["Names", list(image.names)],
      ["Manifest digest", code(image.manifestDigest ?? "")],
      ["Config digest", code(image.configDigest)],
    ])}
    ${pairs(
      "Environment",
      config.env.map(({ name, value }) => [name, value] as const),
      scene,
    )}
    ${pairs("Labels", Object.entries(config.labels), scene)}`,
  }
}

const UNSET = html`<span class="none">not set</span>`

const code = (text: string): Piece => text !== "" && html`<code>${long(text)}</code>`

/** As the Dockerfile would say it. */
const words = (all: readonly string[] | null): Piece =>
  all === null ? UNSET : code(`[${all.map((word) => JSON.stringify(word)).join(", ")}]`)

function list(all: readonly string[]): Piece {
  const { shown, rest } = cut(all, MOST)
  return (
    all.length > 0 &&
    html`${shown.map((one, at) => html`${at > 0 && ", "}${code(one)}`)}${rest > 0 && ` and ${rest} more`}`
  )
}

const seconds = (nanoseconds: number | undefined, what: string): string =>
  nanoseconds === undefined ? "" : `, ${what} ${nanoseconds / 1e9} s`

function healthcheck(check: ReportImage["config"]["healthcheck"]): Piece {
  if (check === null) return UNSET
  const { test, intervalNs, timeoutNs, startPeriodNs, retries } = check
  return html`${words(test)}${seconds(intervalNs, "every")}${seconds(timeoutNs, "for at most")}${seconds(startPeriodNs, "after")}${retries !== undefined && `, ${retries} times`}`
}

function pairs(title: string, all: readonly (readonly [string, string])[], scene: Scene): Markup | null {
  if (all.length === 0) return null
  const { shown, rest } = cut(all, MOST)
  return html`${subheading(scene, title)}
    <dl class="pairs">
      ${shown.map(
        ([name, value]) =>
          html`<div>
            <dt><code>${long(name)}</code></dt>
            <dd><code>${value === "" ? html`<span class="none">empty</span>` : long(value)}</code></dd>
          </div>`,
      )}
    </dl>
    ${more(rest, "pair")}`
}
