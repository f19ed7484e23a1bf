/** A Debian package as dpkg keeps it. */
interface DebianPackage {
  readonly name: string
  readonly requires?: readonly string[]
  readonly files?: readonly string[]
}

/** Lines of a Dockerfile that write dpkg's data base of some packages, all of version 1.0-1. */
export const debian = (...packages: readonly DebianPackage[]): string =>
  [
    "COPY <<EOF /var/lib/dpkg/status",
    ...packages.flatMap(({ name, requires = [] }) => [
      `Package: ${name}`,
      "Status: install ok installed",
      "Architecture: amd64",
      "Version: 1.0-1",
      ...(requires.length > 0 ? [`Depends: ${requires.join(", ")}`] : []),
      "",
    ]),
    "EOF",
    ...packages.flatMap(({ name, files = [] }) => [
      `COPY <<EOF /var/lib/dpkg/info/${name}.list`,
      "/.",
      ...files,
      "EOF",
    ]),
  ].join("\n")
