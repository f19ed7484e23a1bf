import { describe, expect, test } from "vitest"
import { decodeConfig } from "../../src/image/index.ts"

const ID = `sha256:${"a".repeat(64)}`

/** The decoded `config` of one with the members given, and what was noted. */
function runConfig(config: unknown) {
  const { config: image, problems } = decodeConfig({ config }, 0)
  return { run: image.run, problems: problems.map(({ code, message }) => `${code}: ${message}`) }
}
const odd = (what: string) => `odd-config: In the image configuration, ${what}.`

const EMPTY = {
  user: "",
  entrypoint: null,
  cmd: null,
  env: [],
  workdir: "",
  exposedPorts: [],
  volumes: [],
  labels: new Map(),
  stopSignal: null,
  shell: null,
  onbuild: [],
  healthcheck: null,
}

test("decodes a whole configuration without a word", () => {
  const json = {
    os: "linux",
    architecture: "arm",
    variant: "v7",
    created: "2025-01-01T00:00:00.123456789+02:00",
    author: "Dana",
    config: {
      User: "10001:10001",
      Entrypoint: ["/srv/server"],
      Cmd: [],
      Env: ["PATH=/bin", "A=1", "A=2=3", "BARE", "=x"],
      WorkingDir: "/srv",
      ExposedPorts: { "9000/udp": {}, "8080/tcp": {} },
      Volumes: { "/logs": {}, "/data": {} },
      Labels: { title: "web" },
      StopSignal: "SIGQUIT",
      Shell: ["/bin/sh", "-ec"],
      OnBuild: ["RUN make"],
      Healthcheck: { Test: ["CMD", "true"], Interval: 30e9, Timeout: 3e9, StartPeriod: 5e9, Retries: 3 },
      ArgsEscaped: true,
    },
    rootfs: { type: "layers", diff_ids: [ID] },
    history: [{ created_by: "ADD x /" }],
  }
  const { config, problems } = decodeConfig(json, 1)
  expect(problems).toEqual([])
  expect(config).toMatchObject({
    platform: { os: "linux", architecture: "arm", variant: "v7" },
    created: "2025-01-01T00:00:00.123456789+02:00",
    author: "Dana",
    diffIds: [ID],
  })
  expect(config.run).toEqual({
    user: "10001:10001",
    entrypoint: ["/srv/server"],
    cmd: [],
    env: [
      { name: "PATH", value: "/bin" },
      { name: "A", value: "1" },
      { name: "A", value: "2=3" },
      { name: "BARE", value: "" },
      { name: "", value: "x" },
    ],
    workdir: "/srv",
    exposedPorts: ["8080/tcp", "9000/udp"],
    volumes: ["/data", "/logs"],
    labels: new Map([["title", "web"]]),
    stopSignal: "SIGQUIT",
    shell: ["/bin/sh", "-ec"],
    onbuild: ["RUN make"],
    healthcheck: { test: ["CMD", "true"], intervalNs: 30e9, timeoutNs: 3e9, startPeriodNs: 5e9, retries: 3 },
  })
})

test.each([undefined, null, {}, { User: null, Env: null, Labels: null, Cmd: null, Healthcheck: null, Volumes: null }])(
  "config %j is empty, and nothing is wrong with that",
  (config) => {
    expect(runConfig(config)).toEqual({ run: EMPTY, problems: [] })
  },
)

test("a field of a wrong type costs no other", () => {
  expect(
    runConfig({ User: 7, WorkingDir: [], Labels: "x", Env: { A: "b" }, Healthcheck: [], StopSignal: "SIGINT" }),
  ).toEqual({
    run: { ...EMPTY, stopSignal: "SIGINT" },
    problems: [
      odd("config.User is a number, not a string; it was left out"),
      odd("config.Env is an object, not a list; it was left out"),
      odd("config.WorkingDir is a list, not a string; it was left out"),
      odd("config.Labels is a string, not an object; it was left out"),
      odd("config.Healthcheck is a list, not an object; it was left out"),
    ],
  })
})

test("an item of a wrong type costs no other", () => {
  const { run, problems } = runConfig({ Env: ["A=b", null, "C=d", 1.5], Labels: { a: "b", 'c"': 1 }, Cmd: ["x", true] })
  expect(run).toMatchObject({ cmd: ["x"], labels: new Map([["a", "b"]]), env: [{ name: "A" }, { name: "C" }] })
  expect(problems).toEqual([
    odd("config.Cmd[1] is a boolean, not a string; it was left out"),
    odd("config.Env[1] is null, not a string; it was left out"),
    odd("config.Env[3] is a fraction, not a string; it was left out"),
    odd('config.Labels["c\\""] is a number, not a string; it was left out'),
  ])
})

test("labels may have any name", () => {
  const labels = JSON.parse('{"__proto__": "a", "constructor": "b", "": "c"}') as unknown
  expect([...runConfig({ Labels: labels }).run.labels]).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
    ["", "c"],
  ])
})

describe("what some tools write otherwise is understood, and said", () => {
  test.each([
    [{ StopSignal: 9 }, { stopSignal: "9" }],
    [{ Cmd: "node x" }, { cmd: ["node x"] }],
    [{ ExposedPorts: ["90/tcp", "80/tcp", "80/tcp"] }, { exposedPorts: ["80/tcp", "90/tcp"] }],
    [{ Volumes: ["/b", "/a"] }, { volumes: ["/a", "/b"] }],
  ])("%j", (config, expected) => {
    const { run, problems } = runConfig(config)
    expect(run).toMatchObject(expected)
    expect(problems.length).toBe(1)
  })
})

test.each([
  [{ Test: [] }, null],
  [{ Test: null, Interval: 1e9 }, null],
  [{}, null],
  [{ Test: ["NONE"] }, { test: ["NONE"] }],
  [
    { Test: ["CMD", "x"], Interval: 0, Timeout: 1e9 },
    { test: ["CMD", "x"], timeoutNs: 1e9 },
  ],
  [
    { Test: ["CMD", "x"], Interval: -1, Timeout: "1s", StartPeriod: 1.5, Retries: 3 },
    { test: ["CMD", "x"], retries: 3 },
  ],
])("healthcheck %j", (Healthcheck, expected) => {
  expect(runConfig({ Healthcheck }).run.healthcheck).toEqual(expected)
})

describe("keys that differ by case count as in Go", () => {
  test("alone", () => {
    expect(runConfig({ user: "app", WorKingDir: "/x" })).toMatchObject({
      run: { user: "app", workdir: "/x" },
      problems: [
        odd("config.user is a misspelling of User; it is read as that, as Docker does"),
        odd("config.WorKingDir is a misspelling of WorkingDir; it is read as that, as Docker does"),
      ],
    })
  })
  test("in letters that Go takes for ours", () => {
    expect(runConfig({ uſer: "app", "wor\u212AingDir": "/x" }).run).toMatchObject({ user: "app", workdir: "/x" })
  })
  test("twice with one value", () => {
    const { run, problems } = runConfig({ Env: ["A=b"], env: ["A=b"] })
    expect(run.env).toEqual([{ name: "A", value: "b" }])
    expect(problems).toEqual([odd("config.env is a misspelling of Env; it is read as that, as Docker does")])
  })
  test.each([
    [{ User: "app", user: "root" }, "root"],
    [{ user: "root", User: "app" }, "app"],
  ])("%j: the last one counts, but nobody can rely on it", (config, user) => {
    const { run, problems } = runConfig(config)
    expect(run.user).toBe(user)
    expect(problems.at(-1)).toMatch(/^ambiguous: .* differ, and readers disagree/)
  })
  test.each([
    [{ Labels: { a: "b" }, labels: { a: "c" } }],
    [{ Env: ["a"], env: { 0: "a" } }],
    [{ Cmd: ["a"], cmd: ["a", "b"] }],
    [{ Labels: { a: "b" }, labels: { b: "b" } }],
    [{ Labels: { ["__proto__"]: {} }, labels: { a: {} } }],
  ])("%j differ", (config) => {
    expect(runConfig(config).problems[0]).toMatch(/^ambiguous/)
  })
  test("but not the names of labels", () => {
    expect(runConfig({ Labels: { User: "a", user: "b" } }).problems).toEqual([])
  })
  test("at the top, too", () => {
    const { config, problems } = decodeConfig({ OS: "linux", CONFIG: { User: "app" } }, 0)
    expect([config.platform.os, config.run.user, problems.length]).toEqual(["linux", "app", 2])
  })
})

test.each([
  ["2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", 0],
  ["1970-01-01T00:00:01+00:00", "1970-01-01T00:00:01+00:00", 0],
  ["0001-01-01T00:00:00Z", null, 0],
  ["", null, 0],
  [null, null, 0],
  ["yesterday", null, 1],
  ["2025-13-01T00:00:00Z", null, 1],
  ["2025-01-01", null, 1],
  [`2025-01-01T00:00:00.${"0".repeat(100)}Z`, null, 1],
  [1735689600, null, 1],
])("created %j is %j", (created, expected, noted) => {
  const { config, problems } = decodeConfig({ created }, 0)
  expect([config.created, problems.length]).toEqual([expected, noted])
})

describe("diff ids", () => {
  test.each([
    [{}, 0, []],
    [{ rootfs: { diff_ids: [] } }, 0, []],
    [{ rootfs: { diff_ids: [ID] } }, 1, []],
    [{}, 2, ["has 0 diff ids, but the manifest lists 2 layers"]],
    [{ rootfs: { diff_ids: [ID] } }, 0, ["has 1 diff id, but the manifest lists 0 layers"]],
    [{ rootfs: { diff_ids: [ID, ID] } }, 1, ["has 2 diff ids, but the manifest lists 1 layer:"]],
  ])("%j of %i layers", (json, layers, said) => {
    const { problems } = decodeConfig(json, layers)
    expect(problems.map(({ code }) => code)).toEqual(said.map(() => "invalid-config"))
    for (const [index, text] of said.entries()) expect(problems[index]?.message).toContain(text)
  })

  test("what is no digest is null and named, with its layer if there is one", () => {
    const { config, problems } = decodeConfig({ rootfs: { diff_ids: [ID, "sha256:../x", 7] } }, 2)
    expect(config.diffIds).toEqual([ID, null, null])
    expect(problems.slice(1)).toEqual([
      {
        code: "invalid-config",
        message: expect.stringContaining("rootfs.diff_ids[1] is no digest") as string,
        layer: 1,
      },
      { code: "invalid-config", message: expect.stringContaining("rootfs.diff_ids[2] is no digest") as string },
    ])
  })
})

test.each([
  [null, "null"],
  [[], "a list"],
  ["x", "a string"],
  [3, "a number"],
])("%j is no configuration", (json, kind) => {
  const { config, problems } = decodeConfig(json, 2)
  expect(config).toEqual({
    platform: { os: "", architecture: "" },
    created: null,
    author: "",
    run: EMPTY,
    history: [],
    diffIds: [],
  })
  expect(problems).toEqual([
    { code: "invalid-config", message: `The image configuration is ${kind}, not a JSON object. Save the image again.` },
  ])
})

test("a flood of oddities is counted, not listed", () => {
  const { problems } = runConfig({ Env: Array.from({ length: 1000 }, () => 1), User: 1 })
  expect(problems).toHaveLength(21)
  expect(problems.at(-1)).toBe("odd-config: The image configuration has 981 more problems like the 20 that are listed.")
})
