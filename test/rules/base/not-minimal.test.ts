import { expect, test } from "vitest"
import notMinimal from "../../../src/rules/base/not-minimal.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const os = (id: string, version: string): string =>
  `COPY <<EOF /etc/os-release\nID=${id}\nVERSION_ID="${version}"\nPRETTY_NAME="${id} ${version}"\nEOF`
const file = (path: string): string => `COPY <<EOF ${path}\nEOF`
const MANUAL = file("/usr/share/man/man1/ls.1.gz")

testRule(notMinimal, {
  catches: {
    [`${os("debian", "12")}\n${MANUAL}`]:
      "The image stands on the full debian 12, with manuals, translations and documentation: /usr/share/man/man1/ls.1.gz comes from layer 1 (COPY <<EOF /usr/share/man/man1/ls.1.gz).",
    [`${os("rhel", "9.4")}\n${file("/usr/bin/dnf-3")}`]:
      "The image stands on the full rhel 9.4, with dnf, and the Python that it is written in: /usr/bin/dnf-3 comes from layer 1 (COPY <<EOF /usr/bin/dnf-3).",
  },
  ignores: [
    "FROM scratch",
    os("debian", "12"),
    MANUAL,
    // Ubuntu's images never have manuals; microdnf is what minimal images have.
    `${os("ubuntu", "24.04")}\n${MANUAL}`,
    `${os("rhel", "9.4")}\n${file("/usr/bin/microdnf")}`,
    `${os("fedora", "43")}\n${file("/usr/bin/dnf-3")}`,
    `${os("debian", "12")}\n${MANUAL}\nRUN rm /usr/share/man/man1/ls.1.gz`,
    `${os("debian", "12")}\n${file("/usr/share/man/man1/app.1.gz")}`,
  ],
})

test("names the smaller image of the same release", async () => {
  const [debian] = await findingsOf(notMinimal, `${os("debian", "12")}\n${MANUAL}`)
  const [rhel] = await findingsOf(notMinimal, `${os("rhel", "9.4")}\n${file("/usr/bin/dnf-3")}`)
  expect(debian?.remedy).toContain("`debian:12-slim`")
  expect(rhel?.remedy).toContain("`registry.access.redhat.com/ubi9/ubi-minimal`")
})
