import type { Image, Package } from "../../model/index.ts"
import { runtimesOf, type Runtime } from "./lifecycle/runtimes.ts"

/**
 * Packages that Docker's full images of runtimes install (buildpack-deps) and their slim siblings don't: what serves compiling extensions, and fetching sources. docker-library/buildpack-deps.
 */
const BUILD_ONLY = new Set(
  (
    "autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc git imagemagick libbz2-dev libc6-dev libcurl4-openssl-dev " +
    "libdb-dev libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev libkrb5-dev liblzma-dev " +
    "libmagickcore-dev libmagickwand-dev libmaxminddb-dev libncurses5-dev libncursesw5-dev libpng-dev libpq-dev " +
    "libreadline-dev libsqlite3-dev libssl-dev libtool libwebp-dev libxml2-dev libxslt-dev libyaml-dev make mercurial " +
    "patch subversion unzip xz-utils zlib1g-dev"
  ).split(" "),
)

/** Nobody installs these three together but buildpack-deps. */
const MARKS = ["default-libmysqlclient-dev", "libmagickcore-dev", "mercurial"]

/** A runtime on the full image that its makers offer beside a slim one. */
export interface FullRuntime {
  readonly runtime: Runtime
  readonly buildOnly: readonly Package[]
}

/** Official images that have a `-slim` sibling. */
const WITH_SLIM = new Set(["node", "python", "ruby"])

/** Null where the image is not built on such a full image, or that can't be told. */
export function fullRuntime(image: Image): FullRuntime | null {
  const installed = new Map(
    image.inventory.packages.filter(({ type }) => type === "deb").map((one) => [one.name, one] as const),
  )
  if (!MARKS.every((name) => installed.has(name))) return null
  const runtime = runtimesOf(image).find(
    ({ product, path, isDistributions }) =>
      WITH_SLIM.has(product) && !isDistributions && path.startsWith("/usr/local/"),
  )
  if (runtime === undefined) return null
  return {
    runtime,
    buildOnly: [...installed.values()].filter(({ name, source }) => BUILD_ONLY.has(name) || BUILD_ONLY.has(source)),
  }
}
