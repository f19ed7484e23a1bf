import { expect, test } from "vitest"
import env from "../../../src/rules/secrets/env.ts"
import history from "../../../src/rules/secrets/history.ts"
import { githubToken, random } from "../../support/made-up.ts"
import { auditDockerfile, findingsOf, testRule } from "../../support/rule.ts"

const github = githubToken()
const password = random(16)
const holds = (name: string, what: string): string => `The variable ${name} of the environment holds ${what}.`
const generic = (name: string, length: number): string => holds(name, `a credential: ****…**** (${length} characters)`)

testRule(env, {
  catches: {
    [`ENV GITHUB_TOKEN=${github}`]: holds("GITHUB_TOKEN", "a GitHub token: ghp_****…**** (40 characters)"),
    [`ENV HARMLESS=${github}`]: holds("HARMLESS", "a GitHub token: ghp_****…**** (40 characters)"),
    [`ENV DATABASE_URL=postgres://app:${password}@db/app`]: holds(
      "DATABASE_URL",
      "a password in a URL: ****…**** (16 characters)",
    ),
    [`ENV DB_PASSWORD=${password}`]: generic("DB_PASSWORD", 16),
    [`ENV dbPassword=${password}`]: generic("dbPassword", 16),
    // An entry that is all token.
    [`ENV ${github}=1`]: "An entry of the environment holds a GitHub token: ghp_****…**** (40 characters).",
    // A short password: not even its length is shown.
    "ENV APP_PASSWORD=tr0ub4": holds("APP_PASSWORD", "a credential: ****"),
    // Several in one line; values with blanks, with `=`, in quotes.
    [`ENV A_SECRET="${password} x=1" B_TOKEN=${random(20)}=`]: [generic("A_SECRET", 20), generic("B_TOKEN", 21)],
    // One value under two names is one finding.
    [`ENV A_SECRET=${password} B_SECRET=${password}`]: generic("A_SECRET", 16),
  },
  ignores: [
    "FROM scratch",
    "ENV MONKEY=banana1234 COMPASS_HOME=/opt/compass KEYCLOAK_VERSION=26.0.1 GPG_KEY=56AECFD42D12F8E32AE7918271E5C199C80FA454",
    `ENV PHP_SHA256=${"0a".repeat(32)} PYTHON_GET_PIP_SHA256=${"1b".repeat(32)} PUBLIC_KEY=${random(40)}`,
    "ENV DB_PASSWORD_FILE=/run/secrets/db POSTGRES_PASSWORD= API_TOKEN=$TOKEN SECRET_KEY=changeme TOKEN_TTL=3600 USE_TOKEN=true",
    "ENV DATABASE_URL=postgres://db/app PROXY=http://$USER:$PASSWORD@proxy URL=https://guest:guest@example.com",
    `ENV GITHUB_TOKEN=ghp_${"x".repeat(36)} NEXT=ghp_PersonalAccessToken01245678900000000`,
  ],
})

test("a value that the history shows too is one finding, with the steps as its places", async () => {
  const text = `USER 1\nENV DB_PASSWORD=${password}\nRUN connect --password=${password}`
  const [finding, ...more] = await findingsOf(env, text)
  expect(finding?.location).toEqual({ kind: "env", key: "DB_PASSWORD" })
  expect(finding?.places).toEqual([
    { kind: "history", history: 1 },
    { kind: "history", history: 2, layer: 0 },
  ])
  expect(more).toEqual([])
  expect(await findingsOf(history, text)).toEqual([])
})

test("no value is left anywhere in the report", async () => {
  const labelled = random(16)
  const values = [github, password, labelled, "tr0ub4dor"]
  const report = await auditDockerfile(
    `LABEL note="${github}" deploy.password="${labelled}"
    ENV DB_PASSWORD=${password} URL=https://u:tr0ub4dor@host/ ENCODED=${Buffer.from(`user:${password}`).toString("base64")}
    ENTRYPOINT ["/app", "--password", "${password}"]
    HEALTHCHECK CMD curl -u admin:tr0ub4dor http://localhost`,
  )
  const json = JSON.stringify(report)
  for (const value of values) {
    expect(json).not.toContain(value)
    expect(json).not.toContain(Buffer.from(value).toString("base64").replaceAll("=", ""))
  }
  expect(json).toContain("DB_PASSWORD")
})

const fingerprints = async (text: string) => (await findingsOf(env, text)).map(({ fingerprint }) => fingerprint)

test("the fingerprint survives another value and tells variables apart", async () => {
  const [first] = await fingerprints(`ENV A_SECRET=${random(16)}`)
  const [other] = await fingerprints(`ENV USED=1 A_SECRET=${random(18)}`)
  const [third] = await fingerprints(`ENV B_SECRET=${random(16)}`)
  expect(other).toBe(first)
  expect(third).not.toBe(first)
})
