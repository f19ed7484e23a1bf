import { expect, test } from "vitest"
import buildSystem from "../../../src/rules/build-tools/build-system.ts"
import compiler from "../../../src/rules/build-tools/compiler.ts"
import headers from "../../../src/rules/build-tools/headers.ts"
import singleStage from "../../../src/rules/build-tools/single-stage.ts"
import { findingsOf } from "../../support/rule.ts"
import { debian } from "../../support/debian.ts"

const file = (path: string, size = "100kB"): string => `COPY --size=${size} --chmod=755 ${path}`
const all = async (text: string): Promise<readonly string[]> => {
  const found = await Promise.all([compiler, buildSystem].map((rule) => findingsOf(rule, text)))
  return found.flat().map(({ message }) => message.replace(/, brought by .*/, ""))
}

const FILES = `COPY --size=9 /base
  ${file("/usr/bin/gcc-12")}
  ${file("/usr/lib/gcc/x86_64-linux-gnu/12/cc1", "200kB")}
  ${file("/usr/bin/as", "300kB")}
  ${file("/usr/lib/x86_64-linux-gnu/libisl.so.23", "400kB")}
  ${file("/usr/lib/x86_64-linux-gnu/libz.so.1", "500kB")}`
const GCC = [
  { name: "build-essential", requires: ["gcc-12"] },
  { name: "gcc-12", requires: ["cpp-12 (>= 12)", "binutils", "zlib1g"], files: ["/usr/bin/gcc-12"] },
  { name: "cpp-12", requires: ["libisl23"], files: ["/usr/lib/gcc/x86_64-linux-gnu/12/cc1"] },
  { name: "binutils", requires: ["zlib1g"], files: ["/usr/bin/as"] },
  { name: "libisl23", files: ["/usr/lib/x86_64-linux-gnu/libisl.so.23"] },
  { name: "zlib1g", files: ["/usr/lib/x86_64-linux-gnu/libz.so.1"] },
] as const

test("a tool costs its package and what only that needs, at any depth", async () => {
  expect(await all(`${FILES}\n${debian(...GCC)}`)).toEqual([
    "GCC 12 is shipped (/usr/bin/gcc-12, Debian package gcc-12 1.0-1): 1.5 MB with 4 packages that only it needs",
  ])
})

test("what another package needs costs nothing, nor does what that one needs", async () => {
  const app = { name: "app", requires: ["libisl23"], files: ["/opt/app"] }
  expect(await all(`${FILES}\n${file("/opt/app", "600kB")}\n${debian(...GCC, app)}`)).toEqual([
    "GCC 12 is shipped (/usr/bin/gcc-12, Debian package gcc-12 1.0-1): 1.1 MB with 3 packages that only it needs",
  ])
})

test("a library that a program of the image's own is linked with costs nothing", async () => {
  const program = "COPY --elf=amd64,needed=libz.so.1 --chmod=755 /app/server"
  expect(await all(`${FILES}\n${program}\n${debian(...GCC)}`)).toEqual([
    "GCC 12 is shipped (/usr/bin/gcc-12, Debian package gcc-12 1.0-1): 1 MB with 3 packages that only it needs",
  ])
})

test("what the base system is made of, and what a lower layer brought, costs nothing", async () => {
  const text = `${file("/usr/lib/libold.so")}
    ${file("/usr/bin/tar")}
    ${file("/usr/bin/make", "300kB")}
    ${debian(
      { name: "make", requires: ["libold", "tar"], files: ["/usr/bin/make"] },
      { name: "libold", files: ["/usr/lib/libold.so"] },
      { name: "tar", files: ["/usr/bin/tar"] },
    )}`
  expect(await all(text)).toEqual(["make is shipped (/usr/bin/make, Debian package make 1.0-1): 300 kB"])
})

test("packages that need each other end the search", async () => {
  const text = `${file("/usr/bin/make")}\n${file("/usr/lib/a", "200kB")}\n${debian(
    { name: "make", requires: ["a"], files: ["/usr/bin/make"] },
    { name: "a", requires: ["b"], files: ["/usr/lib/a"] },
    { name: "b", requires: ["a", "make"] },
  )}`
  expect(await all(text)).toEqual([
    "make is shipped (/usr/bin/make, Debian package make 1.0-1): 300 kB with 2 packages that only it needs",
  ])
})

test("Alpine's packages are found by the libraries that they provide", async () => {
  const text = `${file("/usr/bin/make")}\n${file("/usr/lib/libgc.so.1", "200kB")}
    COPY <<EOF /lib/apk/db/installed
    P:make
    V:4.4.1-r2
    D:so:libgc.so.1 so:libc.musl-x86_64.so.1
    F:usr/bin
    R:make

    P:gc
    V:8.2.6-r0
    p:so:libgc.so.1=1.5.3
    F:usr/lib
    R:libgc.so.1

    EOF`
  expect(await all(text)).toEqual([
    "make is shipped (/usr/bin/make, Alpine package make 4.4.1-r2): 300 kB with 1 package that only it needs",
  ])
})

test("the verdict on a single stage counts what its tools share, once", async () => {
  const text = `${file("/usr/bin/make")}
    ${file("/usr/bin/tcc")}
    ${file("/usr/lib/libshared.so", "500kB")}
    ${file("/usr/include/a.h", "200kB")}
    ${debian(
      { name: "make", requires: ["shared"], files: ["/usr/bin/make"] },
      { name: "tcc", requires: ["shared", "libc6-dev"], files: ["/usr/bin/tcc"] },
      { name: "shared", files: ["/usr/lib/libshared.so"] },
      { name: "libc6-dev", files: ["/usr/include/a.h"] },
    )}`
  const [verdict] = await findingsOf(singleStage, text)
  expect(verdict?.bytes).toBe(900_000)
  expect(await all(text)).toEqual([
    "TCC is shipped (/usr/bin/tcc, Debian package tcc 1.0-1): 300 kB with 1 package that only it needs",
    "make is shipped (/usr/bin/make, Debian package make 1.0-1): 100 kB",
  ])
})

test("headers are told with the packages that own them, and no others", async () => {
  const [finding] = await findingsOf(
    headers,
    `${file("/usr/include/a.h")}\n${file("/usr/share/b")}\n${debian(
      { name: "liba-dev", files: ["/usr/include/a.h"] },
      { name: "libb-dev", files: ["/usr/share/b"] },
    )}`,
  )
  expect(finding?.message).toMatch(/; Debian package liba-dev 1\.0-1\.$/)
})
