import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { audit } from "../../src/index.ts"
import { dockerfile } from "../support/dockerfile.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

async function auditOf(text: string): Promise<Awaited<ReturnType<typeof audit>>> {
  const path = join(folder, "image.tar")
  writeFileSync(path, await dockerfile(text))
  return audit([path])
}

test("a collected value is in no string of the report", async () => {
  const value = "tr0ub4dor-and-3-staples"
  const report = await auditOf(
    `FROM scratch
ENV DB_PASSWORD=${value}
LABEL note="log in with ${value}"
COPY <<EOF /lib/apk/db/installed
P:app
V:1.0+${value}
EOF
COPY --size=10 /srv/${value}.txt
CMD ["serve", "--password", "${value}"]`,
  )
  expect(report.images[0]?.findings.map(({ rule }) => rule)).toContain("secrets/env")
  expect(report.images[0]?.packages.map(({ name }) => name)).toEqual(["app"])
  expect(JSON.stringify(report)).not.toContain(value)
})

test("a value that is one of the report's own words does not rewrite the report", async () => {
  const report = await auditOf("FROM scratch\nENV DB_PASSWORD=critical\nENV API_TOKEN=history\nUSER root")
  expect(report.verdict).toBe("fail")
  const [image] = report.images
  expect(image?.findings.find(({ rule }) => rule === "user/root")).toMatchObject({
    severity: "high",
    location: { kind: "history" },
    status: "new",
  })
})
