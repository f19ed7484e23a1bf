import { describe, expect, it } from "vitest"
import { MONITORING } from "../../../src/secrets/detectors/monitoring.ts"
import { matchAt } from "../../../src/secrets/match.ts"
import { crc32 } from "../../support/made-up.ts"
import { checkTable } from "./check-table.ts"
import { made } from "./made.ts"

describe("tokens of monitoring and delivery services", () => {
  checkTable(
    MONITORING,
    {
      "new-relic-key": ["NRAK-<27 upper>", "NRII-<32 url>", "NRIQ-<32 url>", "NRRA-<42 hex>"],
      "new-relic-license-key": ["<36 hex>NRAL", "eu01xx<30 hex>NRAL"],
      "pixie-key": ["px-api-<uuid>", "px-dep-<uuid>"],
      "sentry-token": ["sntryu_<64 hex>"],
      "grafana-cloud-token": ["glc_<32 alnum>"],
      "grafana-key": ["eyJrIjoi<60 alnum>"],
      "dynatrace-token": ["dt0c01.<24 upper>.<64 upper>", "dt0s01.<8 upper>.<64 upper>"],
      "honeycomb-key": ["hcaik_01<56 lower>", "hcxik_01<56 lower>"],
      "posthog-key": ["phx_<40 alnum>", "phx_<43 alnum>"],
      "datadog-key": ["ddapp_<30 alnum>", "ddapp_<34 alnum>"],
      "axiom-token": ["xaat-<uuid>", "xapt-<uuid>"],
      "coralogix-key": ["cxtp_<30 alnum>"],
      "rootly-key": ["rootly_<64 hex>"],
      "sonar-token": ["squ_<40 hex>", "sqp_<40 hex>", "sqco_<59 alnum>"],
      "snyk-token": ["snyk_uat.<8 hex>.<20 alnum>", "snyk_sat.<8 hex>.<43 alnum>"],
      "socket-token": ["sktsec_<36 alnum>_api"],
      "stackhawk-key": ["hawk.<20 alnum>.<20 alnum>"],
      "dependency-track-key": ["odt_<32 alnum>"],
      "infracost-key": ["ico-<32 alnum>"],
      "circleci-token": ["CCIPAT_<22 alnum>_<40 hex>", "CCIPRJ_<22 alnum>_<40 hex>"],
      "buildkite-token": ["bkua_<40 hex>"],
      "octopus-key": ["API-5<24 upper>"],
      "harness-token": ["pat.<22 alnum>.<24 alnum>.<20 alnum>", "sat.<22 url>.<24 alnum>.<20 alnum>"],
      "launchdarkly-key": ["sdk-<uuid>", "api-<uuid>"],
      "prefect-key": ["pnu_<36 alnum>", "pnb_<36 alnum>"],
      "inngest-key": ["signkey-prod-<32 hex>", "signkey-prod-<64 hex>"],
      "trigger-dev-key": ["tr_prod_<20 alnum>", "tr_pat_<40 alnum>"],
      "dbt-token": ["dbtc_<30 alnum>", "dbtu_<44 alnum>"],
    },
    ["grafana-token"],
  )
})

const seen = (type: string, text: string): (string | undefined)[] =>
  MONITORING.filter((row) => row.type === type).map((row) => {
    const mark = row.marks.find((each) => text.includes(each)) ?? ""
    return matchAt(row, text, text.indexOf(mark))?.evidence
  })

const reversed = (number: number): string =>
  (number.toString(16).padStart(8, "0").match(/../g) ?? []).toReversed().join("")

const inBase64 = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString("base64")

it("proves a Grafana token by its checksum, and says where it is wrong", () => {
  const body = made("glsa_<32 alnum>")
  const sum = crc32(body)
  expect(seen("grafana-token", `${body}_${reversed(sum)}`)).toEqual(["proved"])
  expect(seen("grafana-token", `${body}_${reversed((sum ^ 1) >>> 0)}`)).toEqual(["refuted"])
})

it("proves tokens that are JSON by the members they must have", () => {
  const secret = made("<43 alnum>")
  const cloud = inBase64({ o: "1", n: "prod", k: secret, m: { r: "eu" } })
  expect(seen("grafana-cloud-token", `glc_${cloud}`)).toEqual(["proved"])
  expect(seen("grafana-key", inBase64({ k: secret, n: "ci", id: 1 }))).toEqual(["proved"])
  const organization = inBase64({ iat: 1700000000.5, url: "https://sentry.io", org: "acme" })
  expect(seen("sentry-token", `sntrys_${organization}_${secret}`)).toEqual(["proved"])
})

it.each(["API-BD80F56CDC1441E6BF6011AB6D852875", "GSSAPI-VIRHEKAPSELOINTIMERKKIJONO", "API-AUTHENTICATIONFAILEDERROR"])(
  "takes %s for no key of Octopus Deploy",
  (text) => {
    expect(seen("octopus-key", text)).toEqual([undefined])
  },
)
