import { expect, test } from "vitest"
import { packagesIn, unreadIn } from "../../support/probe.ts"

const FOLDER = "var/lib/pacman/local/gcc-libs-14.2.1+r7-1"

test("a package and its files stand in two files of one folder", () => {
  const desc =
    "%NAME%\ngcc-libs\n\n%VERSION%\n14.2.1+r7-1\n\n%BASE%\ngcc\n\n%ARCH%\nx86_64\n\n%DEPENDS%\nglibc>=2.27\nlibz.so=1-64\n\n%PROVIDES%\nlibgo.so=23-64\n"
  expect(packagesIn(`${FOLDER}/desc`, desc)).toEqual([
    {
      type: "alpm",
      name: "gcc-libs",
      version: "14.2.1+r7-1",
      requires: ["glibc", "libz.so"],
      provides: ["libgo.so"],
      source: "gcc",
      architecture: "x86_64",
    },
  ])
  expect(
    packagesIn(`${FOLDER}/files`, "%FILES%\nusr/\nusr/lib/\nusr/lib/libgo.so\nvar/empty/\n\n%BACKUP%\nx\n"),
  ).toEqual([{ type: "alpm", name: "gcc-libs", version: "", files: ["/usr/lib/libgo.so", "/var/empty"] }])
})

test("a package without a name is said", () => {
  expect(unreadIn(`${FOLDER}/desc`, "%VERSION%\n1-1\n")).toEqual([
    "the pacman data base has a package without a name and a version",
  ])
})
