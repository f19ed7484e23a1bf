import { describe, expect, it } from "vitest"
import { SAAS } from "../../../src/secrets/detectors/saas.ts"
import { matchAt } from "../../../src/secrets/match.ts"
import { checkTable } from "./check-table.ts"
import { made } from "./made.ts"

describe("tokens of other services", () => {
  checkTable(
    SAAS,
    {
      "linear-key": ["lin_api_<40 alnum>", "lin_oauth_<64 hex>"],
      "notion-token": ["ntn_<11 digits><35 alnum>", "secret_9<42 alnum>"],
      "figma-token": ["figd_<38 alnum>", "figd_<40 url>", "figor_<40 url>"],
      "airtable-token": ["patA<13 alnum>.<64 hex>", "patx<13 alnum>.<64 hex>"],
      "asana-token": ["1/1<15 digits>:<32 hex>", "2/1<15 digits>/1<15 digits>:<32 hex>"],
      "dropbox-token": ["sl.<125 alnum>", "sl.u.<1100 url>"],
      "mapbox-token": ["sk.eyJ<60 alnum>.<22 alnum>", "tk.eyJ<60 alnum>.<22 alnum>"],
      "tinybird-token": ["p.eyJ<80 alnum>.<43 alnum>"],
      "hubspot-token": ["pat-na1-<uuid>", "pat-eu1-<uuid>"],
      "contentful-token": ["CFPAT-<43 url>"],
      "builder-key": ["bpk-<32 hex>"],
      "postman-key": ["PMAK-<24 hex>-<34 hex>", "PMAT-<26 upper>"],
      "readme-key": ["rdme_<70 lower>"],
      "rapidapi-key": ["<10 hex>msh<15 hex>p1<5 hex>jsn<12 hex>"],
      "apify-token": ["apify_api_<30 alnum>", "apify_api_<36 alnum>"],
      "maxmind-key": ["<6 alnum>_<29 alnum>_mmk"],
      "frameio-token": ["fio-u-<64 url>"],
      "typeform-token": ["tfp_<40 alnum>", "tfp_<44 alnum>_<14 alnum>"],
      "adobe-secret": ["p8e-<32 url>"],
      "segment-token": ["sgp_<64 alnum>"],
      "trello-token": ["ATTA<64 hex><8 HEX>"],
      "clickup-token": ["pk_<8 digits>_<32 upper>"],
      "klaviyo-key": ["pk_<34 hex>"],
      "salesforce-token": ["00D<12 alnum>!<90 alnum>", "5Aep861<80 alnum>"],
      "yandex-oauth-token": ["y0_<50 url>", "y0__x<56 url>"],
      "yandex-static-key": ["YCM<37 url>"],
      "zoho-token": ["1000.<32 hex>.<32 hex>"],
      "amazon-oauth-secret": ["amzn1.oa2-cs.v1.<64 hex>", "Atzr|<300 alnum>"],
      "matrix-token": ["syt_<12 alnum>_<20 letters>_<6 alnum>"],
      "fullstory-key": ["na1.<98 alnum>", "eu1.<100 alnum>"],
      "stytch-secret": ["secret-live-<36 alnum>", "secret-live-<36 url>="],
      "ory-token": ["ory_pat_<32 alnum>"],
      "zuplo-key": ["zpka_<32 lower>_<8 hex>"],
      "radar-key": ["prj_live_sk_<40 hex>"],
      "defined-networking-key": ["dnkey-<26 upper>-<52 upper>"],
      "wakatime-key": ["waka_<uuid>"],
      "cal-com-key": ["cal_live_<32 hex>"],
      "intra42-secret": ["s-s4t2ud-<64 hex>", "s-s4t2af-<64 hex>"],
      "settlemint-token": ["sm_pat_<16 alnum>"],
      "adafruit-io-key": ["aio_<28 alnum>"],
      "tickettailor-key": ["sk_<4 digits>_<6 digits>_<32 hex>"],
      "vendor-secret-key": ["sk_<32 hex>", "sk_pr_<40 hex>"],
    },
    ["intercom-token", "okta-token"],
  )
})

const seen = (type: string, text: string): (string | undefined)[] =>
  SAAS.filter((row) => row.type === type).map((row) => {
    const mark = row.marks.find((each) => text.includes(each)) ?? ""
    return matchAt(row, text, text.indexOf(mark))?.value
  })

it("knows an Intercom token by what it decodes to", () => {
  const token = Buffer.from(`tok:${made("<uuid>").replaceAll("-", "_")}:1:0`).toString("base64")
  expect(seen("intercom-token", `INTERCOM=${token}`)).toEqual([token])
  expect(seen("intercom-token", made("dG9rO<55 alnum>"))).toEqual([undefined])
})

it("takes an Okta token where its scheme stands before it", () => {
  const token = made("00<40 url>")
  expect(seen("okta-token", `Authorization: SSWS ${token}`)).toEqual([token])
  expect(seen("okta-token", `Authorization: SSWS 00${"TUVWXYZA".repeat(5)}`)).toEqual([undefined])
})

it.each(["pk.eyJ<60 alnum>.<22 alnum>", "secret_<43 letters>", "path/to/<40 lower>", "ntn_<46 digits>"])(
  "says nothing of %s",
  (shape) => {
    const text = made(shape).replace(/^secret_.*/, "secret_managerServiceClientConfigurationProvider0")
    const matches = SAAS.flatMap((row) =>
      row.marks.flatMap((mark) => (text.startsWith(mark) ? (matchAt(row, text, 0)?.value ?? []) : [])),
    )
    expect(matches).toEqual([])
  },
)
