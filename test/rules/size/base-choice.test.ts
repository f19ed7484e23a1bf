import { expect, test } from "vitest"
import notMinimal from "../../../src/rules/base/not-minimal.ts"
import baseChoice from "../../../src/rules/size/base-choice.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const status = (...names: string[]): string =>
  `COPY <<EOF /var/lib/dpkg/status\n${names.map((name) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n`).join("\n")}\nEOF`
const FULL = ["default-libmysqlclient-dev", "libmagickcore-dev", "mercurial"]
const node = "ENV NODE_VERSION=24.11.0\nCOPY --chmod=755 <<EOF /usr/local/bin/node\nEOF"

testRule(baseChoice, {
  catches: {
    [`${node}\n${status(...FULL, "libc6")}`]:
      "The image is built on the full base of Node.js, with 3 packages that serve compiling alone: default-libmysqlclient-dev, libmagickcore-dev and mercurial.",
    [`ENV PYTHON_VERSION=3.13.1\nCOPY --chmod=755 <<EOF /usr/local/bin/python3.13\nEOF\n${status(...FULL, "gcc")}`]:
      "The image is built on the full base of Python, with 4 packages that serve compiling alone: default-libmysqlclient-dev, gcc, libmagickcore-dev and others.",
  },
  ignores: [
    "FROM scratch",
    node,
    `${node}\n${status("libc6", "mercurial")}`,
    // The packages alone, with no runtime of an official image.
    status(...FULL),
    `COPY --chmod=755 <<EOF /usr/bin/node\nEOF\n${status(...FULL)}`,
  ],
})

test("gives the tags to paste, and leaves nothing for base/not-minimal to say", async () => {
  const text = `${node}\n${status(...FULL)}\nCOPY <<EOF /etc/os-release\nID=debian\nVERSION_ID=12\nEOF\nCOPY <<EOF /usr/share/man/man1/ls.1.gz\nEOF`
  const [finding] = await findingsOf(baseChoice, text)
  expect(finding?.remedy).toContain("`FROM node:24 AS build`, and end with `FROM node:24-slim`")
  expect(await findingsOf(notMinimal, text)).toEqual([])
})
