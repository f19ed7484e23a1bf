import { platformKey, type Finding, type Report, type ReportImage } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { clip } from "../shared/clip.ts"
import { listedOf } from "../shared/listed.ts"
import { dependencyOf, type Dependency } from "./dependency.ts"
import { identities, identityOf, uuidOf } from "./identity.ts"
import { securityReport, severityWord, type Vulnerability } from "./security.ts"

/** What GitLab groups by: a name may say nothing of the one finding, and a rule's title tells of those who pass. */
const NAMES = new Map([
  ["base/distro-eol", "The distribution's release has ended, or soon will"],
  ["base/runtime-eol", "The runtime's release has ended, or soon will"],
])

/** GitLab's container scanning: packages that get no more updates, as far as that is new. It is no list of known holes. */
export function containerScanning(report: Report, look: Look): string {
  const identify = identities()
  const found = listedOf(report).flatMap(({ image, finding }) => {
    const dependency = dependencyOf(finding, image)
    return dependency === null ? [] : [{ image, finding, dependency }]
  })
  const draw = ({ image, finding, dependency }: (typeof found)[number]): Vulnerability =>
    vulnerabilityOf(finding, image, dependency, uuidOf(identify(...identityOf(image, finding))))
  return securityReport("container_scanning", found, draw, { report, look })
}

function vulnerabilityOf(
  { rule, severity, message, remedy }: Finding,
  image: ReportImage,
  { name, version }: Dependency,
  id: string,
): Vulnerability {
  const platform = platformKey(image.platform)
  return {
    id,
    name: NAMES.get(rule) ?? clip(rule, 255),
    description: `${clip(message, 4000)} (${clip(platform, 100)})`,
    severity: severityWord(severity),
    solution: clip(remedy.replace(/\s+/g, " "), 4000),
    identifiers: [{ type: "plimsoll_rule", name: clip(rule, 255), value: clip(rule, 255) }],
    location: {
      dependency: { package: { name }, version },
      operating_system: clip(image.os === null ? platform : `${image.os.id}:${image.os.version}`, 255) || "unknown",
      image: clip(image.names[0] ?? image.id, 255),
    },
  }
}
