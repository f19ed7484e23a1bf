import { describe, expect, test } from "vitest"
import type { Finding } from "../../../src/model/index.ts"
import { githubToken, random } from "../../support/made-up.ts"
import { ent } from "../../support/tar.ts"
import { file, privateKey, secretsInLayers, secretsOf } from "./planted.ts"

const token = githubToken()
const key = privateKey()
const password = "vX3nq8Lw5tTz"
const all = (findings: readonly Finding[]): string[] => findings.map(({ fingerprint }) => fingerprint).toSorted()
const prints = async (dockerfile: string): Promise<string[]> => all(await secretsOf(dockerfile))

const at = async (mtime: number): Promise<string[]> => all(await secretsInLayers([ent("srv/k", key, { mtime })]))

describe("a fingerprint survives", () => {
  test("another time of the build", async () => {
    expect(await at(1)).toEqual(await at(1_700_000_000))
  })

  test.each([
    ["a token", token],
    ["a key", key],
    ["a password", `password = "${password}"`],
  ])("of %s: layers and lines before it", async (_, text) => {
    const [before, ...more] = await prints(file("/app/a.ini", text))
    expect(more).toEqual([])
    expect(
      await prints(`RUN make\n${file("/etc/motd", "hello")}ENV A=1\n${file("/app/a.ini", "x = 1", "", text)}`),
    ).toEqual([before])
  })

  test.each([
    ["a token", token],
    ["a key", key],
  ])("of %s: a move to another file", async (_, text) =>
    expect(await prints(file("/app/a", text))).toEqual(await prints(file("/srv/deep/b", text))),
  )

  test.each([
    ["a token", token],
    ["a password", `password = "${password}"`],
  ])("of %s: another secret before it", async (_, text) => {
    const [before] = await prints(file("/app/b.ini", text))
    const first = `${file("/app/a.ini", `api_secret = ${random(30)}`)}ENV X_TOKEN=${githubToken()}\n`
    expect(await prints(`${first}${file("/app/b.ini", `db_password = "hR4ks9Qz"`, text)}`)).toContain(before)
  })
})

describe("a fingerprint tells apart", () => {
  test("tokens at the same place", async () => {
    const [one] = await prints(file("/app/a", token))
    expect(await prints(file("/app/a", githubToken()))).not.toEqual([one])
  })

  test("passwords by their names and files, and two under one name", async () => {
    const texts = [
      file("/app/a.ini", `db_password = "${password}"`, `api_password = "hR4ks9Qz"`),
      file("/app/b.ini", `db_password = "nW7xk3Tp"`, `[other]`, `db_password = "mQ5vj8Ld"`),
    ]
    const found = await prints(texts.join(""))
    expect(found).toHaveLength(4)
    expect(new Set(found).size).toBe(4)
  })

  test("accounts without a password", async () => {
    const found = await prints(file("/etc/shadow", "root::1:0:9:7:::", "app::1:0:9:7:::"))
    expect(new Set(found).size).toBe(2)
  })
})

test("a fingerprint says nothing of a password: another one under its name has the same", async () => {
  for (const dockerfile of [
    (value: string) => `ENV DB_PASSWORD=${value}`,
    (value: string) => file("/app/a.ini", `password = "${value}"`),
    (value: string) => `RUN mysql --password=${value}`,
    (value: string) => `LABEL url=https://ci:${value}@git.corp.io/x`,
  ])
    expect(await prints(dockerfile(password))).toEqual(await prints(dockerfile("hR4ks9Qzw2Bn")))
})
