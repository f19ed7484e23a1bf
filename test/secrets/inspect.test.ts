import { describe, expect, test } from "vitest"
import type { Sighting } from "../../src/model/index.ts"
import { inspectLine, inspectPair, inspectText } from "../../src/secrets/index.ts"
import { githubToken, random } from "../support/made-up.ts"

const token = githubToken()
const password = "vX3nq8Lw5tTz"
const seen = (sightings: readonly Sighting[]): string[] =>
  sightings.map(({ type, givenTo, value, encoding }) =>
    `${type} ${givenTo} ${value === token || value === password} ${encoding}`.trim(),
  )

describe("a named value", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["A", token, ["github-token A true"]],
    ["DB_PASSWORD", password, ["named-value DB_PASSWORD true"]],
    // The form says more than the name: one sighting.
    ["GITHUB_TOKEN", token, ["github-token GITHUB_TOKEN true"]],
    ["CONFIG", Buffer.from(`{"t": "${token}"}`).toString("base64"), ["github-token CONFIG true base64"]],
    ["URL", `postgres://app:${password}@db/app`, ["url-password URL true"]],
    ["DB_PASSWORD", "changeme", []],
    ["DB_PASSWORD", "$PASSWORD", []],
    ["NAME", password, []],
  ])("%s", (name, value, sightings) => expect(seen(inspectPair(name, value))).toEqual(sightings))
})

describe("a line", () => {
  test.each<readonly [string, readonly string[]]>([
    [`RUN curl -H 'Authorization: token ${token}' https://x.io`, ["github-token  true"]],
    [`|2 NPM_KEY=${token} A=1 /bin/sh -c npm ci`, ["github-token NPM_KEY true"]],
    [`RUN mysql --password=${password}`, ["named-value password true"]],
    [`ADD https://ci:${password}@git.corp.io/x /x`, ["url-password  true"]],
    ["RUN echo $TOKEN > x", []],
  ])("%s", (line, sightings) => expect(seen(inspectLine(line))).toEqual(sightings))
})

test("a text: only what its form gives away", () => {
  expect(seen(inspectText(`see ${token} here`))).toEqual(["github-token  true"])
  expect(inspectText(`password=${password}`)).toEqual([])
  expect(inspectText(random(40))).toEqual([])
})
