import { expect, test } from "vitest"
import { type Finding, type Report, render } from "../../src/index.ts"
import { IMAGE, INCOMPLETE, PASS, REPORT } from "./sample.ts"

const of = (...findings: readonly Finding[]): Report => ({ ...PASS, images: [{ ...IMAGE, findings }] })
const [SECRET, ROOT, GIT] = IMAGE.findings as [Finding, Finding, Finding]

/** The cells of a table by its head, as RFC 4180 says. */
async function rowsOf(report: Report): Promise<readonly Readonly<Record<string, string>>[]> {
  const text = await render("csv", report)
  const rows: string[][] = [[""]]
  let isQuoted = false
  for (const [token] of text.matchAll(/""|"|,|\r\n|[^",\r]+|\r/g)) {
    const row = rows.at(-1)!
    if (token === '"') isQuoted = !isQuoted
    else if (!isQuoted && token === ",") row.push("")
    else if (!isQuoted && token === "\r\n") rows.push([""])
    else if (isQuoted || token !== '""') row[row.length - 1] += token === '""' ? '"' : token
  }
  const [head = [], ...others] = rows.slice(0, -1)
  for (const row of others) expect(row).toHaveLength(head.length)
  return others.map((row) => Object.fromEntries(row.map((cell, at) => [head[at], cell])))
}

test("reads as a spreadsheet opens it", async () => {
  await expect(await render("csv", of(SECRET, ROOT, GIT))).toMatchFileSnapshot("__snapshots__/report.csv")
})

test("a row a finding, with all that is known of it", async () => {
  const [secret, accepted] = await rowsOf({
    ...REPORT,
    images: [{ ...IMAGE, findings: [SECRET, { ...GIT, status: "suppressed", reason: "a, b", owner: "shop" }] }],
  })
  expect(secret).toMatchObject({
    kind: "finding",
    input: "shop.tar",
    image: "shop/api:latest",
    platform: "linux/arm64/v8",
    severity: "critical",
    message: SECRET.message,
    remedy: SECRET.remedy,
    fails: "true",
    place: "history",
    step: "4",
    layer: "2",
    instruction: IMAGE.history[4]!.text,
    secret_type: "github-token",
    bytes: "",
  })
  expect(accepted).toMatchObject({ status: "suppressed", fails: "false", reason: "a, b", bytes: "8412331" })
})

test.each(["=cmd()", "+1", "-1", "@x", "＝1", "\t=1", "\r=1"])("%j is no formula", async (message) => {
  const [row] = await rowsOf(of({ ...ROOT, message }))
  expect(row!["message"]).toMatch(/^['\\]/)
})

test("quotes, commas and line breaks stay in their cell", async () => {
  const remedy = 'one, "two"\nRUN three'
  expect(await rowsOf(of({ ...ROOT, remedy }))).toMatchObject([{ remedy }])
})

test("ends every row with CR LF and nothing else with CR", async () => {
  const text = await render("csv", of(SECRET, ROOT))
  expect(text.replaceAll("\r\n", "")).not.toContain("\r")
  expect(text.split("\r\n")).toHaveLength(4)
})

test("an audit that read nothing is no empty table", async () => {
  expect(await rowsOf({ ...INCOMPLETE, images: [] })).toMatchObject([
    { kind: "input", rule: "truncated", fails: "true" },
  ])
  expect(await rowsOf(of())).toEqual([])
})

test("a broken budget appears though its rule is off", async () => {
  const failures = [{ kind: "budget", image: IMAGE.id, id: "filesystem", message: "It is 1 MB over." }] as const
  expect(await rowsOf({ ...of(), failures })).toMatchObject([{ rule: "size/budget", fails: "true", key: "filesystem" }])
})
