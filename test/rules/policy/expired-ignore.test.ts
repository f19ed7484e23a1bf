import { expect, test } from "vitest"
import type { Ignore } from "../../../src/index.ts"
import expiredIgnore from "../../../src/rules/policy/expired-ignore.ts"
import { auditDockerfile, findingsOf } from "../../support/rule.ts"

const TEXT = "# archive: name acme/shop:1.4\nFROM scratch\nUSER root"
const ROOT: Ignore = { rule: "user/root", reason: "the old installer binds port 80", expires: "2026-11-20" }

const found = (ignore: readonly Ignore[], today = "2026-11-21") =>
  findingsOf(expiredIgnore, TEXT, {
    settings: { ignore },
    settingsFile: "plimsoll.config.yaml",
    today: new Date(`${today}T12:00:00Z`),
  })

test("tells each entry that no longer holds", async () => {
  const findings = await found([
    { ...ROOT, expires: "2027-01-01" },
    { ...ROOT, owner: "alice" },
    { ...ROOT, rule: "tag/*" },
  ])
  expect(findings.map(({ message, severity, location }) => ({ message, severity, location }))).toEqual([
    {
      message:
        "What plimsoll.config.yaml ignore[1] accepts was accepted until 2026-11-20 by alice: the old installer binds port 80.",
      severity: "medium",
      location: { kind: "config", key: "plimsoll.config.yaml ignore[1]" },
    },
    {
      message:
        "What plimsoll.config.yaml ignore[2] accepts was accepted until 2026-11-20: the old installer binds port 80.",
      severity: "medium",
      location: { kind: "config", key: "plimsoll.config.yaml ignore[2]" },
    },
  ])
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
})

test("the last day still counts, and what never expires is never told", async () => {
  expect(await found([ROOT], "2026-11-20")).toEqual([])
  expect(await found([{ rule: "user/root", reason: "agreed" }])).toEqual([])
})

test("an entry for another image is none of this one's", async () => {
  expect(await found([{ ...ROOT, image: "acme/cart:*" }])).toEqual([])
  expect(await found([{ ...ROOT, image: "acme/shop:*" }])).toHaveLength(1)
})

test("it changes a verdict where mediums fail, and what it was for fails again", async () => {
  const options = { settings: { ignore: [ROOT] }, failOn: "medium" } as const
  const failing = async (day: string): Promise<string[]> => {
    const { failures } = await auditDockerfile(TEXT, { ...options, today: new Date(day) })
    return failures.map(({ id }) => id).filter((id) => id === "user/root" || id === expiredIgnore.id)
  }
  expect(await failing("2026-11-20")).toEqual([])
  expect(await failing("2026-11-21")).toEqual(["user/root", "policy/expired-ignore"])
})

test("what the baseline accepts expires too", async () => {
  const root = (await auditDockerfile(TEXT)).images[0]!.findings.find(({ rule }) => rule === "user/root")
  const accepted = [
    {
      fingerprint: root!.fingerprint,
      rule: "user/root",
      what: root!.message,
      reason: "known since 1.3",
      expires: "2026-11-20",
    },
  ]
  const image = {
    name: "acme/shop",
    platform: "linux/amd64",
    version: null,
    sizes: {},
    parts: {},
    accepted,
    depth: 3,
    growth: [],
  }
  const findings = await findingsOf(expiredIgnore, TEXT, {
    baseline: { images: [image] },
    baselineFile: "plimsoll.baseline.yaml",
  })
  expect(findings.map(({ message }) => message)).toEqual([
    `What plimsoll.baseline.yaml ${root!.fingerprint} accepts was accepted until 2026-11-20: known since 1.3.`,
  ])
})
