import type { Image } from "../../model/index.ts"

const installed = new WeakMap<Image, ReadonlySet<string>>()

/** Names of the installed Debian packages. */
function debianPackages(image: Image): ReadonlySet<string> {
  const known = installed.get(image)
  if (known) return known
  const names = new Set(image.inventory.packages.flatMap(({ type, name }) => (type === "deb" ? [name] : [])))
  installed.set(image, names)
  return names
}

/** True where dpkg has installed this package. */
export const hasDebianPackage = (image: Image, name: string): boolean => debianPackages(image).has(name)

/** The command that installs something for the length of one RUN, in terms of the distribution that the image is. */
export function temporaryInstall({ files }: Image, name: string): string {
  if (files.get("/lib/apk/db/installed") ?? files.get("/usr/lib/apk/db/installed"))
    return `RUN apk add --no-cache --virtual .build ${name} && … && apk del .build`
  if (files.list("/var/lib/rpm") ?? files.list("/usr/lib/sysimage/rpm"))
    return `RUN dnf install -y ${name} && … && dnf remove -y ${name} && dnf clean all`
  return `RUN apt-get update && apt-get install -y --no-install-recommends ${name} && … && apt-get purge -y --auto-remove ${name} && rm -rf /var/lib/apt/lists/*`
}
