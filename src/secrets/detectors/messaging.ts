import type { Detector } from "../detector.ts"
import { looksRandom } from "../proofs/random.ts"
import { drawn, outsideBase64, withinRun } from "./shapes.ts"

/** Numeric ids of 17 to 20 digits, in base64, start with one of these. */
const SNOWFLAKES = ["MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT"]

/** Tokens and addresses to post, mail and call with: what a spammer looks for. */
export const MESSAGING: readonly Detector[] = [
  {
    type: "slack-token",
    name: "a Slack token",
    marks: ["xoxb-", "xoxp-", "xoxe-", "xoxe.", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxc-", "xoxd-", "xapp-"],
    pattern:
      /(?:xoxe?(?:\.xox[bp]|e)-\d-(?<config>[A-Za-z0-9]{140,180})|xox[a-eoprs]-(?:\d{1,14}-){0,4}(?<random>[A-Za-z0-9]{10,64})|xoxd-[A-Za-z0-9%+/=_-]{60,400}|xapp-\d-[A-Z0-9]{8,14}-\d{10,14}(?:-[0-9a-f]{20,64})?)(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke:
      "Revoke it at api.slack.com under Your Apps, OAuth & Permissions (xapp: Basic Information, App-Level Tokens).",
  },
  {
    type: "slack-webhook",
    name: "a Slack webhook address",
    severity: "high",
    marks: ["hooks.slack.com"],
    shortRun: true,
    pattern:
      /hooks\.slack\.com(?:\\?\/|%2F)(?:services|workflows|triggers)(?:\\?\/|%2F)(?=[A-Za-z0-9+/\\%]{40,64})(?:[A-Z0-9]{1,14}(?:\\?\/|%2F)){0,3}(?<random>[A-Za-z0-9+/]{20,56})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove the webhook at api.slack.com under Your Apps, Incoming Webhooks.",
  },
  {
    type: "discord-token",
    name: "a Discord bot token",
    marks: SNOWFLAKES,
    pattern:
      /(?<id>[MNO][DTjz][AEIMQUYcgk][w-z0-5][A-Za-z0-9_-]{19,24})\.[A-Za-z0-9_-]{6}\.(?<random>[A-Za-z0-9_-]{27,40})(?![A-Za-z0-9_-])/y,
    judge: (value, match) => (isSnowflake(match.groups?.["id"] ?? "") ? drawn(value, match) : "nothing"),
    revoke: "Reset it at discord.com/developers under the application's Bot page.",
  },
  {
    type: "discord-webhook",
    name: "a Discord webhook address",
    severity: "high",
    marks: ["discord.com/api/", "discordapp.com/api/"],
    pattern:
      /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/(?<random>[A-Za-z0-9_-]{60,72})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete the webhook in Discord under Server settings, Integrations, Webhooks.",
  },
  {
    type: "telegram-token",
    name: "a Telegram bot token",
    marks: [":AA"],
    anywhere: true,
    from: "run",
    pattern: withinRun(String.raw`(?:bot)?(?<value>\d{8,10}:(?<random>AA[A-Za-z0-9_-]{32,33}))(?![A-Za-z0-9_-])`),
    judge: drawn,
    revoke: "Revoke it with @BotFather in Telegram: /revoke.",
  },
  {
    type: "telegram-token",
    name: "a Telegram bot token",
    marks: ["api.telegram.org/bot"],
    pattern: /api\.telegram\.org\/bot(?<value>\d{5,16}:(?<random>[A-Za-z0-9_-]{34,36}))(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Revoke it with @BotFather in Telegram: /revoke.",
  },
  {
    type: "teams-webhook",
    name: "a Microsoft Teams webhook address",
    severity: "high",
    marks: ["webhook.office.com/webhookb2/", "outlook.office.com/webhook/", "outlook.office365.com/webhook/"],
    pattern:
      /(?:webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook)\/(?<random>[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12})@[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12}\/[A-Za-z]{3,30}\/[a-z0-9]{32}\/[a-z0-9]{8}-(?:[a-z0-9]{4}-){3}[a-z0-9]{12}(?:\/[A-Za-z0-9_-]{1,100})?(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove the webhook in Teams under the channel's Connectors (Manage channel).",
  },
  {
    type: "power-automate-webhook",
    name: "the signed address of a Power Automate flow or a logic app",
    severity: "high",
    marks: ["logic.azure.com", "api.powerplatform.com"],
    shortRun: true,
    pattern:
      /(?:logic\.azure|api\.powerplatform)\.com(?::443)?(?:\/[a-z]{1,30}){0,4}\/workflows\/[0-9a-f]{32}\/triggers\/[^\s"'<>]{1,300}?sig=(?<random>[A-Za-z0-9_%-]{40,50})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke:
      "Regenerate the key in the Azure portal under the logic app's Access keys, or save the flow at make.powerautomate.com under a new trigger.",
  },
  {
    type: "twilio-key",
    name: "the id of a Twilio API key",
    severity: "medium",
    marks: ["SK"],
    pattern: /SK(?<random>[0-9a-f]{32})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke:
      "Delete the key at console.twilio.com under Account, API keys & tokens; its secret lies beside it more often than not.",
  },
  {
    type: "sendgrid-key",
    name: "a SendGrid key",
    marks: ["SG."],
    pattern: /SG\.(?<random>[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}|[A-Za-z0-9_.=-]{66})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete the key at app.sendgrid.com under Settings, API Keys.",
  },
  {
    type: "mailgun-key",
    name: "a Mailgun key",
    marks: ["key-"],
    pattern: /(?<![.-])key-(?<random>[0-9a-f]{32})(?![A-Za-z0-9_.-])/y,
    judge: drawn,
    revoke: "Delete it at app.mailgun.com under API Security.",
  },
  {
    type: "mailchimp-key",
    name: "a Mailchimp key",
    marks: ["-us1", "-us2"],
    anywhere: true,
    from: 32,
    pattern: /(?<random>[0-9a-f]{32})-us[12]\d?(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Disable it at mailchimp.com under Profile, Extras, API keys.",
  },
  {
    type: "mandrill-key",
    name: "a Mailchimp Transactional key",
    marks: ["md-"],
    pattern: /(?<![.\-/])md-(?=[^\d]{0,21}\d)(?=[^A-Z]{0,21}[A-Z])(?<random>[A-Za-z0-9_-]{22})(?![A-Za-z0-9_.-])/y,
    judge: drawn,
    revoke: "Delete it at mandrillapp.com under Settings, SMTP & API Info.",
  },
  {
    type: "brevo-key",
    name: "a Brevo key",
    marks: ["xkeysib-", "xsmtpsib-"],
    pattern: /x(?:key|smtp)sib-(?<random>[0-9a-f]{64})-[A-Za-z0-9]{16}(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete it at app.brevo.com under SMTP & API.",
  },
  {
    type: "resend-key",
    name: "a Resend key",
    marks: ["re_"],
    pattern: /re_(?<random>[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove it at resend.com under API Keys.",
  },
  {
    type: "mailersend-token",
    name: "a MailerSend token",
    marks: ["mlsn."],
    pattern: /mlsn\.(?<random>[0-9a-f]{64})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete it at app.mailersend.com under API tokens of its domain.",
  },
  {
    type: "smtp2go-key",
    name: "an SMTP2GO key",
    marks: ["api-"],
    pattern: /(?<![.-])api-(?<random>[0-9A-F]{32})(?![A-Za-z0-9_.-])/y,
    judge: drawn,
    revoke: "Remove it at app.smtp2go.com under Sending, API Keys.",
  },
  {
    type: "onesignal-key",
    name: "a OneSignal key",
    marks: ["os_v2_app_", "os_v2_org_"],
    pattern: /os_v2_(?:app|org)_(?<random>[a-z0-9]{80,128})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete it at dashboard.onesignal.com under Settings, Keys & IDs.",
  },
  {
    type: "pubnub-key",
    name: "a PubNub secret key",
    marks: ["sec-c-"],
    pattern: /sec-c-(?<random>[A-Za-z0-9]{40,56}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Replace the keyset at admin.pubnub.com under Apps & Keysets.",
  },
  {
    type: "telnyx-key",
    name: "a Telnyx key",
    marks: ["KEY0"],
    pattern: /KEY0(?<random>[0-9A-F]{31}_[A-Za-z0-9]{22})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete it at portal.telnyx.com under Account, Keys & credentials.",
  },
  {
    type: "courier-key",
    name: "a Courier key",
    marks: ["pk_prod_"],
    pattern: /pk_prod_(?<random>[A-Z0-9]{28})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Rotate it at app.courier.com under Settings, API Keys.",
  },
  {
    type: "feishu-webhook",
    name: "a Feishu or Lark webhook address",
    severity: "medium",
    marks: ["open.feishu.cn/open-apis/bot/", "open.larksuite.com/open-apis/bot/"],
    pattern:
      /open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/(?:v2\/)?hook\/(?<random>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-z]{32})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove the bot from its group in Feishu or Lark under Settings, Bots.",
  },
  {
    type: "dingtalk-webhook",
    name: "a DingTalk webhook address",
    severity: "medium",
    marks: ["oapi.dingtalk.com/robot/send"],
    pattern: /oapi\.dingtalk\.com\/robot\/send\?access_token=(?<random>[0-9a-f]{64})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Reset the webhook in DingTalk under the group's settings, Bots.",
  },
  {
    type: "wecom-webhook",
    name: "a WeCom webhook address",
    severity: "medium",
    marks: ["qyapi.weixin.qq.com/cgi-bin/webhook/"],
    pattern:
      /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=(?<random>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove the robot from its group in WeCom under Group robots.",
  },
  {
    type: "zapier-webhook",
    name: "a Zapier webhook address",
    severity: "medium",
    marks: ["hooks.zapier.com/hooks/"],
    pattern:
      /hooks\.zapier\.com\/hooks\/catch\/(?!(?:12345|00000))\d{5,10}\/(?=[a-z]{0,9}\d)[a-z0-9]{5,12}(?![A-Za-z0-9_-])/y,
    judge: (value) => (isOneToAnother(value) ? "nothing" : "plausible"),
    revoke: "Make the Zap a new trigger at zapier.com: its address can't be changed.",
  },
  {
    type: "make-webhook",
    name: "a Make webhook address",
    severity: "medium",
    marks: ["hook.eu1.make.com/", "hook.eu2.make.com/", "hook.us1.make.com/", "hook.us2.make.com/"],
    pattern: /hook\.(?:eu|us)[12]\.make\.com\/(?<random>[a-z0-9]{32})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Delete the webhook at make.com under Webhooks.",
  },
  {
    type: "ifttt-key",
    name: "an IFTTT webhook key",
    severity: "medium",
    marks: ["maker.ifttt.com/"],
    pattern:
      /maker\.ifttt\.com\/(?:trigger\/[A-Za-z0-9_{}-]{1,80}\/(?:json\/)?with\/key|use)\/(?<random>[A-Za-z0-9_-]{21,43})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Regenerate it at ifttt.com under Webhooks, Settings, Edit connection.",
  },
  {
    type: "facebook-token",
    name: "a Facebook access token",
    marks: ["EAA"],
    pattern: outsideBase64("EAA(?<random>[A-Za-z0-9]{90,250})"),
    judge: drawn,
    revoke: "Invalidate it at developers.facebook.com under Tools, Access token tool, and reset the app secret.",
  },
  {
    type: "facebook-app-token",
    name: "a Facebook app token",
    marks: ["access_token="],
    pattern: /access_token=(?<value>\d{15,16}(?:\||%7C)(?<random>[A-Za-z0-9_-]{27,40}))(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Reset the app secret at developers.facebook.com under App settings, Basic.",
  },
  {
    type: "instagram-token",
    name: "an Instagram access token",
    marks: ["IGQV", "IGQW", "IGAA"],
    pattern: outsideBase64("IG(?:Q[VW]|AA)(?<random>[A-Za-z0-9]{100,250})"),
    judge: drawn,
    revoke: "Remove the app's access at instagram.com under Settings, Website permissions.",
  },
  {
    type: "twitter-token",
    name: "an X (Twitter) bearer token",
    marks: ["A".repeat(18)],
    pattern: /(?<![+/])A{18,26}(?=[A-Za-z0-9]{0,100}%)(?<random>[A-Za-z0-9%]{76,110})(?![A-Za-z0-9%+/=_-])/y,
    judge: drawn,
    revoke: "Regenerate it at developer.x.com under the app's Keys and tokens.",
  },
  {
    type: "twitch-stream-key",
    name: "a Twitch stream key",
    severity: "high",
    marks: ["live_"],
    pattern: /live_\d{6,12}_(?<random>[A-Za-z0-9]{28,34})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Reset it at dashboard.twitch.tv under Settings, Stream.",
  },
  {
    type: "linkedin-secret",
    name: "a LinkedIn client secret",
    marks: ["WPL_AP0.", "WPL_AP1."],
    pattern: /WPL_AP[01]\.(?<random>[A-Za-z0-9]{16})(?:\.[A-Za-z0-9+/]{4,8}={0,2})?(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Replace it at linkedin.com/developers under the app's Auth page.",
  },
  {
    type: "pinterest-token",
    name: "a Pinterest access token",
    severity: "high",
    marks: ["pina_"],
    pattern: /pina_(?<random>[A-Za-z0-9]{60,120})(?![A-Za-z0-9_-])/y,
    judge: drawn,
    revoke: "Remove the app's access at pinterest.com under Settings, Security.",
  },
]

const isSnowflake = (base64: string): boolean => /^\d{17,20}$/.test(Buffer.from(base64, "base64url").toString("latin1"))

/** Only a number and a handful of letters: neither may be a row of a keyboard. */
const isOneToAnother = (address: string): boolean => {
  const [hook = "", account = ""] = address.split("/").toReversed()
  return /abc|xyz|123|(.)\1{2}/.test(hook) || /^(\d)\1+$|1234/.test(account) || (hook.length >= 8 && !looksRandom(hook))
}
