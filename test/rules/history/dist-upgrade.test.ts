import distUpgrade from "../../../src/rules/history/dist-upgrade.ts"
import { testRule } from "../../support/rule.ts"

const upgrades = (command: string): string =>
  `A RUN line upgrades the whole distribution, so that each build may give another one: ${command}.`

testRule(distUpgrade, {
  catches: {
    "RUN apt-get update && apt-get -y dist-upgrade": upgrades("apt-get -y dist-upgrade"),
    "RUN apt-get -o Dpkg::Options::=--force-confold full-upgrade -y": upgrades(
      "apt-get -o Dpkg::Options::=--force-confold full-upgrade -y",
    ),
    "RUN zypper --non-interactive dup": upgrades("zypper --non-interactive dup"),
    'RUN ["/usr/bin/apt", "full-upgrade"]': upgrades("/usr/bin/apt full-upgrade"),
  },
  ignores: [
    "RUN apt-get update && apt-get upgrade -y",
    "RUN apt-get install -y dist-upgrade",
    "RUN echo apt-get dist-upgrade",
    "RUN dnf -y upgrade",
  ],
})
