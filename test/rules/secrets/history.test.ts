import { expect, test } from "vitest"
import history from "../../../src/rules/secrets/history.ts"
import { githubToken, random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const github = githubToken()
const password = random(16)
const holds = (step: string, what: string): string => `Step ${step} holds ${what}.`
const generic = (name: string): string => `a credential (${name}): ****…**** (16 characters)`

const remedy = async (text: string): Promise<string | undefined> => (await findingsOf(history, text))[0]?.remedy

testRule(history, {
  catches: {
    // Build arguments, as BuildKit and as the classic builder write them; once for a value however often it stands there.
    [`ARG NPM_SECRET=${password}\nRUN npm ci`]: holds("0 of the history (ARG)", generic("NPM_SECRET")),
    [`# history: |2 USER=bot NPM_SECRET=${password} /bin/sh -c npm ci`]: holds(
      "0 of the history (RUN)",
      generic("NPM_SECRET"),
    ),
    [`# history: RUN |1 NPM_SECRET=${password} /bin/sh -c npm ci # buildkit`]: holds(
      "0 of the history (RUN)",
      generic("NPM_SECRET"),
    ),
    [`# history: /bin/sh -c #(nop)  ENV API_SECRET=${password}`]: holds(
      "0 of the history (ENV)",
      generic("API_SECRET"),
    ),
    [`RUN git clone https://bot:${github}@example.org/app`]: holds(
      "0 of the history (RUN)",
      "a GitHub token: ghp_****…**** (40 characters)",
    ),
    [`RUN echo 'root:${password}' | chpasswd`]: holds("0 of the history (RUN)", generic("chpasswd")),
    [`RUN deploy --api-token ${password}`]: holds("0 of the history (RUN)", generic("--api-token")),
    [`RUN docker login -u me -p ${password}`]: holds("0 of the history (RUN)", generic("docker -p")),
    // Set and unset again: the first value stays.
    [`ENV A_SECRET=${password}\nENV A_SECRET=`]: holds("0 of the history (ENV)", generic("A_SECRET")),
    // Two in one step.
    [`RUN A_SECRET=${password} B_SECRET=${random(16)} make`]: [
      holds("0 of the history (RUN)", generic("A_SECRET")),
      holds("0 of the history (RUN)", generic("B_SECRET")),
    ],
  },
  ignores: [
    "FROM scratch",
    "ARG NPM_TOKEN\nRUN npm ci",
    "RUN --mount=type=secret,id=npm npm ci",
    "RUN apk add libcrypto3=3.1.4 keyutils=1.6 && sed -i 's|access.log = /proc/self/fd/2|access.log = off|' /etc/php.conf",
    'RUN curl -u "$USER:$PASSWORD" https://example.com && docker login -u me --password-stdin',
    "RUN adduser --disabled-password --gecos '' app && apt-key adv --recv-keys 56AECFD42D12F8E32AE7918271E5C199C80FA454",
    "RUN SECRET_KEY=dummy python manage.py collectstatic",
  ],
})

test("one value is one finding with all its steps", async () => {
  const [finding, ...more] = await findingsOf(history, `ARG A_SECRET=${password}\nRUN one\nRUN two`)
  expect(finding?.location).toEqual({ kind: "history", history: 0 })
  expect(finding?.places).toEqual([
    { kind: "history", history: 1, layer: 0 },
    { kind: "history", history: 2, layer: 1 },
  ])
  expect(more).toEqual([])
})

test("says how to mount it, under its own name, and how to revoke it", async () => {
  const [named] = await findingsOf(history, `ARG NPM_SECRET=${password}`)
  expect(named?.remedy).toContain("RUN --mount=type=secret,id=NPM_SECRET,env=NPM_SECRET")
  const [token] = await findingsOf(history, `RUN echo ${github}`)
  expect(token?.remedy).toContain("Revoke it at github.com")
  expect(token?.secret).toEqual({ type: "github-token", redacted: "ghp_****…**** (40 characters)" })
})

test("the remedy is one that fits the line", async () => {
  expect(await remedy(`ENV A_SECRET=${password}\nENV A_SECRET=`)).toMatch(/^Remove that line, for setting/)
  expect(await remedy(`# history: ADD https://bot:${password}@git.corp.io/app /app # buildkit`)).toMatch(
    /^Fetch it by a `RUN`/,
  )
  expect(await remedy(`# history: CMD ["app" "--password=${password}"]`)).toMatch(/^Let the program read it/)
  expect(await remedy(`# history: COPY a /srv/${github} # buildkit`)).toMatch(/^Take it out of that line/)
  expect(await remedy(`# history: |1 API_KEY=${github} /bin/sh -c make`)).toContain("id=API_KEY,env=API_KEY")
})
