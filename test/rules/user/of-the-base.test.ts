import { expect, test } from "vitest"
import type { Rule } from "../../../src/model/index.ts"
import fileCapabilities from "../../../src/rules/user/file-capabilities.ts"
import orphanOwner from "../../../src/rules/user/orphan-owner.ts"
import setuid from "../../../src/rules/user/setuid.ts"
import worldWritable from "../../../src/rules/user/world-writable.ts"
import { dockerfile } from "../../support/dockerfile.ts"
import { withFile } from "../../support/read.ts"
import { findingsOf } from "../../support/rule.ts"

const file = (path: string, mode = "755", owner = "0:0"): string =>
  `COPY --chmod=${mode} --chown=${owner} <<EOF ${path}\nx\nEOF`

/** Severity and place of what a rule says of a Dockerfile, whose first lines are the base's. */
async function saidOf(rule: Rule, base: string, own: string): Promise<string[]> {
  const findings = await withFile(await dockerfile(base), async (given) =>
    findingsOf(rule, `${base}\n${own}`, { bases: [given] }),
  )
  return findings.map(({ severity, location }) => `${severity} ${location.path}`)
}

test("set-id programs of the base are mild, and come after the author's own", async () => {
  const base = file("/opt/a", "4755")
  expect(await saidOf(setuid, base, file("/opt/b"))).toEqual(["low /opt/a"])
  expect(await saidOf(setuid, base, file("/opt/b", "4755"))).toEqual(["medium /opt/b"])
})

test("what the base opened is mild, and no part of what the author opened beside it", async () => {
  const base = file("/app/a", "666")
  expect(await saidOf(worldWritable, base, file("/app/b"))).toEqual(["low /app/a"])
  expect(await saidOf(worldWritable, base, file("/app/b", "666"))).toEqual(["medium /app/b"])
  expect(await saidOf(worldWritable, base, file("/srv/b", "666"))).toEqual(["medium /srv/b", "low /app/a"])
})

test("capabilities that the base gave are mild", async () => {
  const base = `${file("/opt/a")}\nRUN setcap cap_net_raw=ep /opt/a`
  expect(await saidOf(fileCapabilities, base, file("/opt/b"))).toEqual(["low /opt/a"])
  expect(await saidOf(fileCapabilities, base, `${file("/opt/b")}\nRUN setcap cap_net_raw=ep /opt/b`)).toEqual([
    "medium /opt/b",
    "low /opt/a",
  ])
})

test("strangers' files of the base are the base's", async () => {
  const base = `COPY <<EOF /etc/passwd\nroot:x:0:0::/:\nEOF\nCOPY <<EOF /etc/group\nroot:x:0:\nEOF\n${file("/opt/a", "644", "501:0")}`
  expect(await saidOf(orphanOwner, base, file("/opt/b"))).toEqual([])
  expect(await saidOf(orphanOwner, base, file("/opt/b", "644", "501:0"))).toEqual(["info /opt/b"])
})
