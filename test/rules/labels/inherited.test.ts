import { mkdtempSync, rmSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import inherited from "../../../src/rules/labels/inherited.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-inherited-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const os = (id: string, version: string): string => `COPY <<EOF /etc/os-release\nID=${id}\nVERSION_ID="${version}"\nEOF`
const labels = (name: string, version: string): string =>
  `LABEL org.opencontainers.image.ref.name=${name} org.opencontainers.image.version=${version}`
const app = "COPY <<EOF /app\nEOF"

testRule(inherited, {
  catches: {
    [`${os("ubuntu", "24.04")}\n${labels("ubuntu", "24.04")}\n${app}`]:
      "2 labels were carried over from the base image, Ubuntu: org.opencontainers.image.ref.name and org.opencontainers.image.version.",
  },
  ignores: [
    "FROM scratch",
    // Ubuntu's own image.
    `${os("ubuntu", "24.04")}\n${labels("ubuntu", "24.04")}`,
    `${os("ubuntu", "24.04")}\n${labels("ubuntu", "1.2.3")}\n${app}`,
    `${os("ubuntu", "24.04")}\n${labels("app", "24.04")}\n${app}`,
    `${os("debian", "12")}\n${labels("ubuntu", "12")}\n${app}`,
  ],
})

test("compares with a base whose archive was given", async () => {
  const bases = [join(folder, "base.tar")]
  const base = `${os("debian", "12")}\nLABEL org.opencontainers.image.title=base org.opencontainers.image.version=7 org.opencontainers.image.vendor=Us`
  await writeFile(bases[0]!, await dockerfile(base))
  const messagesOf = async (text: string) =>
    (await findingsOf(inherited, text, { bases })).map(({ message }) => message)
  expect(await messagesOf(`${base}\n${app}`)).toEqual([
    "2 labels were carried over from the base image: org.opencontainers.image.title and org.opencontainers.image.version.",
  ])
  expect(await messagesOf(`${base}\nLABEL org.opencontainers.image.title=app\n${app}`)).toEqual([
    "A label was carried over from the base image: org.opencontainers.image.version.",
  ])
  // A vendor may be the same for both; the base itself may keep its labels.
  expect(
    await messagesOf(`${base}\nLABEL org.opencontainers.image.title=app org.opencontainers.image.version=8\n${app}`),
  ).toEqual([])
  expect(await messagesOf(base)).toEqual([])
})
