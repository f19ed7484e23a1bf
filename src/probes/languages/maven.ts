import type { PackageRecord } from "../../model/index.ts"
import { word } from "./json.ts"
import { KiB, type Manifest, namedOnly, readsBeginning } from "./manifest.ts"
import { absolute, isFixture, nameOf, type Place } from "./place.ts"
import { lines } from "./text.ts"

/** Archives of Java classes: libraries, web applications, plugins. */
const ARCHIVE = /\.(?:[jwe]ar|[hj]pi)$/

const isJar = ({ path }: Place): boolean => ARCHIVE.test(path) && !isFixture(path)

const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d/.test(part)

/** `guava-31.1-jre.jar` as name and version: the version begins at the last part that begins with a digit, or at the digits before it. */
function splitFileName(file: string): readonly [name: string, version: string] {
  const stem = nameOf(file).replace(ARCHIVE, "")
  const parts = stem.split("-")
  let start = parts.findLastIndex(isNumber)
  while (start > 1 && isNumber(parts[start - 1])) start -= 1
  return start > 0 ? [parts.slice(0, start).join("-"), parts.slice(start).join("-")] : [stem, ""]
}

/** The attributes of a manifest's main section, in which long lines are folded. docs.oracle.com, JAR File Specification. */
function attributes(content: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  let last = ""
  for (const line of lines(content)) {
    if (line === "") break
    const colon = line.indexOf(":")
    if (line.startsWith(" ")) found.set(last, (found.get(last) ?? "") + line.slice(1))
    else if (colon > 0) {
      last = line.slice(0, colon)
      found.set(last, line.slice(colon + 1).trim())
    }
  }
  return found
}

/** A jar that Maven did not make says who it is by its file's name, and at times in its manifest. */
function readJarManifest(content: Buffer, { path }: Place): readonly PackageRecord[] {
  const [name, version] = splitFileName(path)
  const said = attributes(content)
  const known = ["Implementation-Version", "Bundle-Version", "Plugin-Version", "Specification-Version"].map((key) =>
    word(said.get(key)),
  )
  return [
    {
      type: "maven",
      name: word(name),
      version: word(version) || (known.find((each) => each !== "" && !each.includes("${")) ?? ""),
      key: absolute(path),
      files: [absolute(path)],
      standing: "guess",
      // Spring Boot's loader: the jar holds its dependencies and is run as it is.
      ...(said.has("Start-Class") ? { isApplication: true } : {}),
    },
  ]
}

/** Written by Maven into what it builds: group, artifact and version as properties. */
function readPom(content: Buffer, { path }: Place): readonly PackageRecord[] {
  const properties = new Map<string, string>()
  for (const line of lines(content)) {
    const equals = line.indexOf("=")
    if (equals > 0 && !line.startsWith("#")) properties.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim())
  }
  const [group, artifact, version] = ["groupId", "artifactId", "version"].map((key) => word(properties.get(key)))
  if (!group || !artifact) return []
  const named: PackageRecord = {
    type: "maven",
    name: `${group}:${artifact}`,
    version: version ?? "",
    provides: [artifact],
  }
  const file = nameOf(path).replace(ARCHIVE, "")
  const isItself = file === artifact || file.startsWith(`${artifact}-`)
  // Others are packed into it, and have no file of their own.
  return [isItself ? { ...named, key: absolute(path), files: [absolute(path)] } : named]
}

/** A jar in a jar, as Spring Boot packs them: it is not unpacked, but its name says enough. */
function readNested({ member }: Place): readonly PackageRecord[] {
  const [name, version] = splitFileName(member)
  return word(name) === "" || version === "" ? [] : [{ type: "maven", name: word(name), version: word(version) }]
}

export const MAVEN: readonly Manifest[] = [
  {
    names: ["MANIFEST.MF"],
    isMember: true,
    probe: readsBeginning({
      // Signatures of every class may follow the main section.
      most: 64 * KiB,
      isIn: (place) => place.member === "META-INF/MANIFEST.MF" && isJar(place),
      read: readJarManifest,
    }),
  },
  {
    names: ["pom.properties"],
    isMember: true,
    probe: readsBeginning({
      most: 64 * KiB,
      isIn: (place) => place.member.startsWith("META-INF/maven/") && isJar(place),
      read: readPom,
    }),
  },
  { extensions: ["jar"], isMember: true, probe: namedOnly(isJar, readNested) },
]
