import { expect, test } from "vitest"
import noInstallRecommends from "../../../src/rules/history/no-install-recommends.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const lax = (command: string): string =>
  `A RUN line installs what packages recommend beside what they need: ${command}.`
const write = (path: string, line: string): string => `COPY <<EOF ${path}\n${line}\nEOF\n`

testRule(noInstallRecommends, {
  catches: {
    "RUN apt-get update && apt-get install -y curl": lax("apt-get install -y curl"),
    "RUN apt-get -y install ./a.deb": lax("apt-get -y install ./a.deb"),
    "RUN apt-get install -y a && apt-get install -y --no-install-recommends b": lax("apt-get install -y a"),
    "RUN apt-get -o APT::Install-Recommends=true install -y a": lax(
      "apt-get -o APT::Install-Recommends=true install -y a",
    ),
    "RUN microdnf install -y nginx": lax("microdnf install -y nginx"),
    "RUN zypper -n in nginx": lax("zypper -n in nginx"),
    [`${write("/etc/apt/apt.conf.d/99x", '# APT::Install-Recommends "0";')}RUN apt-get install -y curl`]:
      lax("apt-get install -y curl"),
    // What was written is gone again before the image is done: nothing said it for this line.
    [`${write("/etc/apt/apt.conf.d/99x", 'APT::Install-Recommends "0";')}RUN rm /etc/apt/apt.conf.d/99x\nRUN apt-get install -y curl`]:
      lax("apt-get install -y curl"),
  },
  ignores: [
    "RUN apt-get -y --no-install-recommends install curl",
    "RUN apt-get install -y curl --no-install-recommends",
    "RUN apt-get -o APT::Install-Recommends=0 install -y curl",
    'RUN apt-get -o "APT::Install-Recommends=false" install -y curl',
    "RUN apt-get install $APT_OPTIONS curl",
    "RUN aptitude install -R -y curl",
    "RUN apt-get upgrade -y",
    "RUN apt-get install -fy",
    'RUN echo "apt-get install -y curl"',
    `${write("/etc/apt/apt.conf.d/99x", 'APT::Install-Recommends "0";')}RUN apt-get install -y curl`,
    `${write("/etc/apt/apt.conf.d/99x", "APT {\n  Install-Recommends false;\n}")}RUN apt-get install -y curl`,
    `RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/99x\nRUN apt-get install -y curl`,
    "RUN dnf -y --setopt=install_weak_deps=False install nginx",
    "RUN dnf -y --setopt install_weak_deps=0 install nginx",
    `${write("/etc/dnf/dnf.conf", "[main]\ninstall_weak_deps=False")}RUN dnf -y install nginx`,
    // yum before it was dnf knows no weak dependencies.
    `${write("/etc/os-release", 'ID=centos\nVERSION_ID="7"')}RUN yum -y install nginx`,
    "RUN zypper -n in --no-recommends nginx",
  ],
})

test("one finding a line, with the option that fits", async () => {
  const findings = await findingsOf(
    noInstallRecommends,
    "RUN apt-get install a\nRUN apt-get install b; apt-get install c",
  )
  expect(findings.map(({ location }) => location.history)).toEqual([0, 1])
  expect(findings[0]?.remedy).toContain("`--no-install-recommends`")
})

test("leaves the lines of a base image to its author", async () => {
  const text = `
    # created: 2026-01-01T00:00:00Z
    RUN apt-get install a
    CMD ["bash"]
    # created: 2026-03-01T00:00:00Z
    RUN apt-get install b`
  expect((await findingsOf(noInstallRecommends, text)).map(({ location }) => location.history)).toEqual([2])
})
