import { describe, expect, it } from "vitest"
import { MESSAGING } from "../../../src/secrets/detectors/messaging.ts"
import { matchAt } from "../../../src/secrets/match.ts"
import { checkTable } from "./check-table.ts"
import { made } from "./made.ts"

/** Base64url of a made-up id, as it stands at the start of a bot's token. */
const snowflake = (digits: number): string => Buffer.from(`1${made(`<${digits - 1} digits>`)}`).toString("base64url")

describe("tokens and addresses of messaging services", () => {
  checkTable(
    MESSAGING,
    {
      "slack-token": [
        "xoxb-<10 alnum>",
        "xoxb-<12 digits>-<12 digits>-<24 alnum>",
        "xoxp-<11 digits>-<11 digits>-<12 digits>-<32 hex>",
        "xoxe.xoxp-1-<163 upper>",
        "xoxe-1-<146 upper>",
        "xoxs-<12 digits>-<12 digits>-<12 digits>-<64 hex>",
        "xapp-1-A<10 upper>-<13 digits>-<64 hex>",
      ],
      "slack-webhook": [
        "hooks.slack.com/services/T<8 upper>/B<8 upper>/<20 alnum>",
        "hooks.slack.com/services/T<10 upper>/B<10 upper>/<24 alnum>",
        String.raw`hooks.slack.com\/services\/T<10 upper>\/B<10 upper>\/<24 alnum>`,
        "hooks.slack.com/workflows/T<10 upper>/A<10 upper>/<18 digits>/<24 alnum>",
      ],
      "discord-token": [`${snowflake(18)}.<6 url>.<27 url>`, `${snowflake(19)}.G<5 url>.<38 url>`],
      "discord-webhook": [
        "discord.com/api/webhooks/1<17 digits>/<60 alnum>",
        "discordapp.com/api/webhooks/1<17 digits>/<68 url>",
        "discord.com/api/v10/webhooks/1<18 digits>/<68 url>",
      ],
      "telegram-token": ["1<7 digits>:AA<32 alnum>", "1<9 digits>:AA<33 url>"],
      "teams-webhook": ["webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<32 hex>/<uuid>"],
      "power-automate-webhook": [
        "logic.azure.com:443/workflows/<32 hex>/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=<40 alnum>",
        "api.powerplatform.com:443/powerautomate/automations/direct/workflows/<32 hex>/triggers/manual/paths/invoke?api-version=1&sig=<43 alnum>",
      ],
      "twilio-key": ["SK<32 hex>"],
      "sendgrid-key": ["SG.<22 url>.<43 url>"],
      "mailgun-key": ["key-<32 hex>"],
      "mailchimp-key": ["<32 hex>-us2", "<32 hex>-us14"],
      "mandrill-key": ["md-A7<20 alnum>"],
      "brevo-key": ["xkeysib-<64 hex>-<16 alnum>", "xsmtpsib-<64 hex>-<16 alnum>"],
      "resend-key": ["re_<8 alnum>_<24 alnum>"],
      "mailersend-token": ["mlsn.<64 hex>"],
      "smtp2go-key": ["api-<32 HEX>"],
      "onesignal-key": ["os_v2_app_<80 lower>", "os_v2_org_<103 lower>"],
      "pubnub-key": ["sec-c-<40 alnum>", "sec-c-<48 alnum>"],
      "telnyx-key": ["KEY01<30 HEX>_<22 alnum>"],
      "courier-key": ["pk_prod_<28 upper>"],
      "feishu-webhook": [
        "open.feishu.cn/open-apis/bot/v2/hook/<uuid>",
        "open.larksuite.com/open-apis/bot/v2/hook/<uuid>",
      ],
      "dingtalk-webhook": ["oapi.dingtalk.com/robot/send?access_token=<64 hex>"],
      "wecom-webhook": ["qyapi.weixin.qq.com/cgi-bin/webhook/send?key=<uuid>"],
      "make-webhook": ["hook.eu1.make.com/<32 lower>"],
      "ifttt-key": ["maker.ifttt.com/trigger/rain/with/key/<21 url>", "maker.ifttt.com/use/<22 alnum>"],
      "facebook-token": ["EAA<90 alnum>", "EAAG<180 alnum>ZD"],
      "instagram-token": ["IGQV<100 alnum>", "IGAA<160 alnum>"],
      "twitter-token": [
        `${"A".repeat(18)}t<40 alnum>%3D<32 alnum>`,
        `${"A".repeat(21)}ML<6 alnum>%2B<60 alnum>%3D<24 alnum>`,
      ],
      "twitch-stream-key": ["live_<9 digits>_<28 alnum>", "live_<9 digits>_<30 alnum>"],
      "linkedin-secret": ["WPL_AP1.<16 alnum>"],
      "pinterest-token": ["pina_<60 upper>"],
    },
    ["facebook-app-token", "zapier-webhook"],
  )
})

const seen = (type: string, text: string): (string | undefined)[] =>
  MESSAGING.filter((row) => row.type === type).flatMap((row) =>
    row.marks.flatMap((mark) => (text.includes(mark) ? [matchAt(row, text, text.indexOf(mark))?.value] : [])),
  )

it("takes the token out of an address of Telegram's", () => {
  const token = made("<10 digits>:AA<33 alnum>")
  expect(seen("telegram-token", `https://api.telegram.org/bot${token}/sendMessage`)).toEqual([token, token])
})

it("takes a Facebook app token out of an address", () => {
  const token = made("<15 digits>|<27 url>")
  expect(seen("facebook-app-token", `https://graph.facebook.com/me?access_token=${token}&x=1`)).toEqual([token])
})

it("finds Zapier's addresses, and not those of its handbook", () => {
  const address = made("hooks.zapier.com/hooks/catch/4<6 digits>/o7<4 lower>")
  expect(seen("zapier-webhook", `https://${address}/`)).toEqual([address])
  expect(seen("zapier-webhook", "https://hooks.zapier.com/hooks/catch/123456/abc123/")).toEqual([undefined])
})

it("takes base64 that starts as an id of Discord's for no token", () => {
  expect(seen("discord-token", made("MTIz<21 letters>.<6 url>.<27 url>"))).toEqual([undefined])
})

it("takes lines of base64 for no Facebook token", () => {
  const line = made("<64 alnum>")
  expect(seen("facebook-token", `${line}\n${made("EAA<97 alnum>")}\n${line}`)).toEqual([undefined])
  expect(seen("facebook-token", `+${made("EAA<97 alnum>")}`)).toEqual([undefined])
})

it.each(["xoxb-Slack_BOT_TOKEN", "xoxb-abcdef-abcdef", "xoxo-indieweb-1.jpg", "xoxp-your-token-here-please"])(
  "takes %s for no Slack token",
  (text) => {
    expect(seen("slack-token", text)).toEqual([undefined])
  },
)
