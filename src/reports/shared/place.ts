import { type Finding, type ReportImage, repositoryOf } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { term } from "./term.ts"

/** Where a host shows a finding: a file by its path from the top of a repository, as text, and a line from 1. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** Of an image that nobody named. */
const NAMELESS = "image"
/** Longer paths are cut: hosts refuse what no file system has. */
const MAX_FILE = 1024
const MAX_PART = 255

/** A path that leads nowhere else: no root, no `.` and `..`, nothing that a host would obey. */
const relative = (path: string): string =>
  path
    .slice(0, MAX_FILE)
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .map((part) => (part.length > MAX_PART ? `${term(part.slice(0, MAX_PART))}…` : term(part)))
    .join("/")

/** A repository without its registry: an image is the same wherever it was pushed, and a port would look like a scheme. */
function withoutHost(name: string): string {
  const [host, ...parts] = repositoryOf(name).split("/")
  return relative((host === "docker.io" && parts[0] === "library" ? parts.slice(1) : parts).join("/"))
}

/** What stands for an image as a folder: `acme/shop` of `ghcr.io/acme/shop:1.4`. Same for every tag, registry and build. */
export const folderOf = ({ names }: Pick<ReportImage, "names">): string =>
  names
    .map(withoutHost)
    .filter((name) => name !== "")
    .toSorted()[0] ?? NAMELESS

/**
 * The file that hosts show a finding at. Nothing of an image is a file of a repository, so it is the one of
 * `--sarif-location`, or else the path in the image below a folder that is named like the image.
 */
export function placeOf(
  { location: { path = "", line = 1 } }: Pick<Finding, "location">,
  image: Pick<ReportImage, "names">,
  look: Pick<Look, "location">,
): Place {
  const file = relative(look.location ?? "")
  if (file !== "") return { file, line: 1 }
  const inside = relative(path)
  return inside === "" ? { file: folderOf(image), line: 1 } : { file: `${folderOf(image)}/${inside}`, line }
}

/** Such a path as a relative URI (RFC 3986). Only for text without lone surrogates, as `placeOf` gives it. */
export const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/")
