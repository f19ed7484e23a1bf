import { expect, test } from "vitest"
import ports from "../../../src/rules/policy/ports.ts"
import { auditDockerfile, findingsOf } from "../../support/rule.ts"

const setTo = (...allowed: string[]) => ({ rules: new Map([["policy/ports", { allowed }]]) })
const exposing = (list: string): string => `FROM scratch\n${list === "" ? "" : `EXPOSE ${list}`}`

const messages = async (exposed: string, ...allowed: string[]): Promise<string[]> =>
  (await findingsOf(ports, exposing(exposed), setTo(...allowed))).map(({ message }) => message)

test("asks nothing where nobody sets it", async () => {
  expect(await findingsOf(ports, exposing("22 9229"))).toEqual([])
})

test.each([
  ["", ["8080"], []],
  ["8080", ["8080"], []],
  ["8080/tcp", ["8080/TCP"], []],
  ["8080/udp", ["8080"], ["8080/udp"]],
  ["53/udp", ["53/udp"], []],
  ["8080 9229 22", ["8080"], ["22/tcp", "9229/tcp"]],
  ["9000-9002", ["9000-9001", "9002"], []],
  ["9000-9002", ["9000", "9002"], ["9000-9002/tcp"]],
  ["9001", ["9000-9099"], []],
  ["80", ["8080", "none"], ["80/tcp"]],
  ["80", ["none"], ["80/tcp"]],
  ["", ["none"], []],
])("%s is held against %j", async (exposed, allowed, wrong) => {
  const findings = await findingsOf(ports, exposing(exposed), setTo(...allowed))
  expect(findings.map(({ message }) => message)).toEqual(
    wrong.map((key) => `The image exposes ${key}, and the settings allow only ${allowed.join(" and ")}.`),
  )
})

test("what is no port is not let through, on either side", async () => {
  expect(await messages("http", "80")).toEqual([
    "The image exposes http/tcp, which is no port, and the settings allow only 80.",
  ])
  expect(await messages("8080", "80-", "8080")).toEqual([
    "The settings allow the port 80-, which is none: a port is written as 8080, 8080/tcp or 9000-9099/udp.",
  ])
  expect(await messages("99999", "1-65535")).toHaveLength(1)
})

test("fails the audit, at the line", async () => {
  const report = await auditDockerfile(exposing("9229"), setTo("8080"))
  expect(report.failures.map(({ id }) => id)).toContain("policy/ports")
  const [finding] = await findingsOf(ports, exposing("9229"), setTo("8080"))
  expect(finding?.location).toMatchObject({ kind: "history", key: "ExposedPorts" })
})
