import { describe, expect, it } from "vitest"
import { PAYMENT } from "../../../src/secrets/detectors/payment.ts"
import { matchAt } from "../../../src/secrets/match.ts"
import { checkTable } from "./check-table.ts"
import { made } from "./made.ts"

describe("keys of payment services", () => {
  checkTable(PAYMENT, {
    "paystack-key": ["sk_live_<40 hex>"],
    "paystack-test-key": ["sk_test_<40 hex>"],
    "stripe-key": ["sk_live_<10 alnum>", "sk_live_<24 alnum>", "rk_live_51<97 alnum>", "sk_org_live_<97 alnum>"],
    "stripe-test-key": ["sk_test_<10 alnum>", "rk_test_51<97 alnum>"],
    "stripe-webhook-secret": ["whsec_<32 alnum>"],
    "square-token": ["EAAA<60 alnum>", "EAAA<60 url>"],
    "square-secret": ["sq0atp-<22 url>", "sq0csp-<43 url>"],
    "square-sandbox-secret": ["sandbox-sq0csb-<43 url>", "sandbox-sq0atb-<22 url>"],
    "braintree-token": ["access_token$production$<16 lower>$<32 hex>"],
    "braintree-sandbox-token": ["access_token$sandbox$<16 lower>$<32 hex>"],
    "plaid-token": ["access-production-<uuid>", "access-development-<uuid>"],
    "plaid-sandbox-token": ["access-sandbox-<uuid>"],
    "razorpay-secret": ["rzp_live_<14 alnum>:<20 alnum>", "rzp_live_<14 alnum>:<24 alnum>"],
    "razorpay-key": ["rzp_live_<14 alnum>"],
    "shopify-token": ["shpat_<32 hex>", "shpss_<32 hex>", "shpca_<38 alnum>"],
    "woocommerce-key": ["cs_<40 hex>", "ck_<40 hex>"],
    "easypost-key": ["EZAK<54 alnum>"],
    "easypost-test-key": ["EZTK<54 alnum>"],
    "shippo-token": ["shippo_live_<40 hex>"],
    "shippo-test-token": ["shippo_test_<40 hex>"],
    "flutterwave-key": ["FLWSECK-<32 hex>-X"],
    "flutterwave-test-key": ["FLWSECK_TEST<12 hex>", "FLWSECK_TEST-<32 hex>-X"],
    "duffel-token": ["duffel_live_<43 url>"],
    "duffel-test-token": ["duffel_test_<43 url>"],
    "lob-key": ["live_<35 hex>"],
    "mollie-key": ["live_<30 alnum>"],
    "gocardless-token": ["live_<40 url>"],
    "paddle-key": ["pdl_live_apikey_01<24 lower>_<22 alnum>_<3 alnum>"],
    "xendit-key": ["xnd_production_<40 alnum>", "xnd_production_<60 alnum>"],
    "midtrans-key": ["Mid-server-<20 alnum>", "Mid-server-<24 url>"],
    "mercado-pago-token": ["APP_USR-<16 digits>-<6 digits>-<32 hex>-<6 digits>"],
  })
})

const seen = (text: string): string[] =>
  PAYMENT.flatMap((row) =>
    row.marks.flatMap((mark) => (text.startsWith(mark) ? (matchAt(row, text, 0)?.detector.type ?? []) : [])),
  )

it.each(["pk_live_<24 alnum>", "pk_test_<24 alnum>", "rzp_test_<14 alnum>", "sq0idp-<22 url>", "FLWPUBK-<32 hex>-X"])(
  "says nothing of what is meant to be public, as %s",
  (shape) => {
    expect(seen(made(shape))).toEqual([])
  },
)

it("says nothing of the key that Stripe's handbook shows", () => {
  expect(seen(made("sk_test_4eC39HqL<16 alnum>"))).toEqual([])
})

it("keeps keys of test modes and sandboxes apart from those that move money", () => {
  const mild = PAYMENT.filter(({ type }) => /-(?:test|sandbox)-/.test(type)).map(({ severity }) => severity)
  expect(new Set(mild)).toEqual(new Set(["low"]))
})
