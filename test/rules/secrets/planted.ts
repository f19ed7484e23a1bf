import { generateKeyPairSync } from "node:crypto"
import { audit } from "../../../src/audit/index.ts"
import type { Finding, Location, Report } from "../../../src/model/index.ts"
import { docker } from "../../support/archive.ts"
import { auditDockerfile } from "../../support/rule.ts"
import { ent, tar } from "../../support/tar.ts"
import { withFile } from "../../support/with-file.ts"

/** A line that puts a file into the image. */
export const file = (path: string, ...lines: readonly string[]): string =>
  `COPY <<EOF ${path}\n${lines.join("\n")}\nEOF\n`

/** A private key made for the test, as PEM. */
export const privateKey = (passphrase?: string): string =>
  generateKeyPairSync("ed25519")
    .privateKey.export({
      type: "pkcs8",
      format: "pem",
      ...(passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase }),
    })
    .toString()
    .trim()

const secretsIn = ({ images }: Report): Finding[] =>
  images.flatMap(({ findings }) => findings.filter(({ rule }) => rule.startsWith("secrets/")))

/** What all rules say of the secrets of a Dockerfile. */
export const secretsOf = async (dockerfile: string): Promise<Finding[]> => secretsIn(await auditDockerfile(dockerfile))

/** The same of layers, each given as the parts of a tar. */
export const secretsInLayers = (...layers: readonly (readonly Buffer[])[]): Promise<Finding[]> =>
  withFile(docker(layers.map((parts) => tar(...parts))), async (path) => secretsIn(await audit([path])))

/** `env DB_PASSWORD`, `step 2`, `/app/key in layer 3, hidden`. */
function placeOf({ kind, key, path, layer, history, visible }: Location): string {
  if (kind === "file") return `${path} in layer ${layer}${visible === false ? ", hidden" : ""}`
  return kind === "history" ? `step ${history}` : `${kind} ${key}`
}

/** Every place of a finding, the first one first. */
export const placesOf = ({ location, places = [] }: Finding): string[] => [location, ...places].map(placeOf)

/** The rule and the places of each finding. */
export const told = (findings: readonly Finding[]): [rule: string, ...places: string[]][] =>
  findings.map((finding) => [finding.rule, ...placesOf(finding)])

/** The remedy for the one secret of an image whose one layer has one file and comes of `history`. */
export const remedyOf = (history: string, path: string, body: string): Promise<string | undefined> =>
  withFile(
    docker([tar(ent(path.slice(1), body))], { config: { history: [{ created_by: history }] } }),
    async (archive) => secretsIn(await audit([archive]))[0]?.remedy,
  )
