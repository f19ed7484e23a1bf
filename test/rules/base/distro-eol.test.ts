import { expect, test } from "vitest"
import distroEol from "../../../src/rules/base/distro-eol.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const os = (id: string, version: string, name: string, path = "/etc/os-release"): string =>
  `COPY <<EOF ${path}\nID="${id}"\nVERSION_ID="${version}"\nPRETTY_NAME="${name}"\nEOF`
const BROUGHT = "which layer 0 (COPY <<EOF /etc/os-release) brought,"
const BY = "by lifecycle data of 2026-11-21"
const on = (day: string) => ({ today: new Date(`${day}T12:00:00Z`) })

testRule(
  distroEol,
  {
    catches: {
      [os("debian", "11", "Debian 11")]: `Debian 11, ${BROUGHT} has had no security updates since 2026-08-31, ${BY}.`,
      [os("debian", "12", "Debian 12")]:
        `Debian 12, ${BROUGHT} has passed the end of its regular support, 2026-07-11, and is in long term support until 2028-06-30, ${BY}.`,
      [os("alpine", "3.20.9", "Alpine Linux v3.20")]:
        `Alpine Linux v3.20, ${BROUGHT} has had no security updates since 2026-04-01, ${BY}.`,
      [os("ubuntu", "20.04", "Ubuntu 20.04.6 LTS")]:
        `Ubuntu 20.04.6 LTS, ${BROUGHT} has had no security updates since 2025-05-29, but for those who pay for them (until 2035-04-30), ${BY}.`,
      [os("fedora", "43", "Fedora Linux 43")]:
        `Fedora Linux 43, ${BROUGHT} gets security updates only until 2026-12-09, ${BY}.`,
      // One VERSION_ID, two distributions.
      [os("centos", "8", "CENTOS STREAM 8")]:
        `CENTOS STREAM 8, ${BROUGHT} has had no security updates since 2024-05-31, ${BY}.`,
      [os("centos", "8", "CentOS Linux 8 (Core)")]:
        `CentOS Linux 8 (Core), ${BROUGHT} has had no security updates since 2021-12-31, ${BY}.`,
      [os("amzn", "2018.03", "Amazon Linux AMI 2018.03")]:
        `Amazon Linux AMI 2018.03, ${BROUGHT} has had no security updates since 2023-12-31, ${BY}.`,
      [os("sles", "15", "SUSE Linux Enterprise Server 15")]:
        `SUSE Linux Enterprise Server 15, ${BROUGHT} has had no security updates since 2019-12-31, but for those who pay for them (until 2022-12-31), ${BY}.`,
      // Distributions keep the file in /usr/lib, with a link to it.
      [`${os("rhel", "7.9", "Red Hat 7.9", "/usr/lib/os-release")}\nRUN ln -s ../usr/lib/os-release /etc/os-release`]: `Red Hat 7.9, which layer 0 (COPY <<EOF /usr/lib/os-release) brought, has had no security updates since 2024-06-30, but for those who pay for them (until 2028-06-30), ${BY}.`,
    },
    ignores: [
      "FROM scratch",
      os("debian", "13", "Debian 13"),
      os("debian", "", "Debian trixie/sid"),
      os("ubuntu", "24.04", "Ubuntu 24.04"),
      os("alpine", "3.23.3", "Alpine Linux v3.23"),
      // A snapshot on the way to a release; a release that is newer than the data; a service pack that is not known.
      os("alpine", "3.20_alpha20240329", "Alpine Linux edge"),
      os("alpine", "3.2x", "Alpine"),
      os("alpine", "4.0", "Alpine 4.0"),
      os("debian", "99", "Debian 99"),
      os("sles", "15.8", "SUSE Linux Enterprise Server 15 SP8"),
      os("wolfi", "20230201", "Wolfi"),
      os("arch", "20200101", "Arch Linux"),
      os("constructor", "1", "Object"),
      os("debian", "constructor", "Debian"),
      `${os("debian", "9", "Debian 9")}\n${os("debian", "13", "Debian 13")}`,
    ],
  },
  on("2026-11-21"),
)

test.each([
  ["2026-08-31", "13", undefined],
  ["2026-04-12", "12", undefined],
  ["2026-07-11", "12", undefined],
  ["2026-07-12", "12", "info"],
  ["2028-03-31", "12", "info"],
  ["2028-04-01", "12", "medium"],
  ["2028-06-30", "12", "medium"],
  ["2028-07-01", "12", "high"],
])("on %s Debian %s is %s", async (day, version, severity) => {
  const [finding] = await findingsOf(distroEol, os("debian", version, `Debian ${version}`), on(day))
  expect(finding?.severity).toBe(severity)
})

const rules = (days: number) => new Map([["base/distro-eol", { days }]])
const remedyOf = async (text: string) => (await findingsOf(distroEol, text, on("2026-11-21")))[0]?.remedy

test("the days of warning can be set", async () => {
  const text = os("alpine", "3.22.3", "Alpine Linux v3.22")
  expect(await findingsOf(distroEol, text, { ...on("2026-11-21"), rules: rules(160) })).toEqual([])
  expect(await findingsOf(distroEol, text, { ...on("2026-11-21"), rules: rules(161) })).toHaveLength(1)
  expect(await findingsOf(distroEol, text, { ...on("2026-11-21"), rules: rules(1e300) })).toHaveLength(1)
})

test("names a release to move to, and one that lasts", async () => {
  expect(await remedyOf(os("debian", "10", "Debian 10"))).toContain("`FROM debian:13-slim`")
  expect(await remedyOf(os("alpine", "3.18.1", "Alpine"))).toContain("`FROM alpine:3.23`")
  expect(await remedyOf(os("rhel", "7.9", "RHEL"))).toContain("`FROM registry.access.redhat.com/ubi10/ubi-minimal`")
  // Nothing that the data knows of these lives on.
  expect(await remedyOf(os("centos", "7", "CentOS Linux 7"))).not.toContain("FROM")
  expect(await remedyOf(os("fedora", "42", "Fedora Linux 42"))).not.toContain("FROM")
})

test("the finding keeps its fingerprint when the time passes, and the report names the last day", async () => {
  const text = os("debian", "12", "Debian 12")
  const [before] = await findingsOf(distroEol, text, on("2028-06-01"))
  const [after] = await findingsOf(distroEol, text, on("2029-01-01"))
  expect(before?.fingerprint).toBe(after?.fingerprint)
  expect(after?.location).toEqual({ kind: "file", layer: 0, history: 0, path: "/etc/os-release" })
  const report = await auditDockerfile(text)
  expect(report.images[0]?.os).toMatchObject({ id: "debian", eol: "2028-06-30" })
  expect((await auditDockerfile(os("debian", "", "Debian sid"))).images[0]?.os?.eol).toBeNull()
})
