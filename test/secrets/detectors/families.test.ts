import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { FAMILIES } from "../../../src/secrets/detectors/index.ts"

/** Families of the research, most of them by the type that finds them wherever they stand. */
const BY_FORM: Readonly<Record<string, string>> = {
  "private-key-pem": "private-key",
  "private-key-openssh": "private-key",
  "aws-access-key": "aws-access-key",
  "aws-secret-key": "aws-secret-key",
  "aws-session-token": "aws-session-token",
  "github-pat-classic": "github-token",
  "github-oauth": "github-token",
  "github-app-user": "github-token",
  "github-app-server": "github-token",
  "github-refresh": "github-token",
  "github-fine-grained": "github-fine-grained-token",
  "gitlab-pat": "gitlab-token",
  "gitlab-deploy": "gitlab-token",
  "gitlab-ci-job": "gitlab-token",
  "gitlab-runner": "gitlab-token",
  "gitlab-trigger": "gitlab-token",
  "gitlab-feed": "gitlab-token",
  "npm-token": "npm-token",
  "docker-pat": "docker-token",
  "gcp-sa-key": "google-service-account",
  "google-api-key": "google-api-key",
  "google-oauth-secret": "google-oauth-secret",
  "google-refresh": "google-oauth-token",
  "google-access": "google-oauth-token",
  "openai-key": "openai-key",
  "anthropic-key": "anthropic-key",
  huggingface: "hugging-face-token",
  "db-url": "url-password",
  "git-credentials": "url-password",
  "nexus-url": "url-password",
  "slack-bot": "slack-token",
  "slack-user": "slack-token",
  "slack-app": "slack-token",
  "slack-webhook": "slack-webhook",
  jwt: "json-web-token",
  "k8s-sa-token": "kubernetes-service-account-token",
  kubeconfig: "private-key",
  "unix-hash": "password-hash",
  "stripe-secret": "stripe-key",
  "azure-storage": "azure-storage-key",
  "azure-ad-secret": "azure-client-secret",
  "azure-sas": "azure-shared-access-signature",
  "azure-identifiable": "azure-key",
  "azure-devops": "azure-key",
  "azure-servicebus": "azure-shared-access-key",
  "azure-cosmos": "azure-storage-key",
  "azure-functions": "azure-key",
  "azure-acr": "azure-key",
  "azure-search": "azure-key",
  "azure-appconfig": "azure-app-configuration-secret",
  "azure-openai": "azure-key",
  "bitbucket-app": "atlassian-token",
  "atlassian-api": "atlassian-token",
  "bitbucket-dc": "atlassian-token",
  pypi: "pypi-token",
  rubygems: "rubygems-key",
  crates: "cargo-token",
  nuget: "nuget-key",
  packagist: "packagist-token",
  clojars: "clojars-token",
  sidekiq: "sidekiq-credential",
  "jfrog-key": "jfrog-token",
  "jfrog-ref": "jfrog-token",
  "twilio-key": "twilio-key",
  sendgrid: "sendgrid-key",
  mailgun: "mailgun-key",
  mailchimp: "mailchimp-key",
  mandrill: "mandrill-key",
  brevo: "brevo-key",
  resend: "resend-key",
  "discord-bot": "discord-token",
  "discord-webhook": "discord-webhook",
  "telegram-bot": "telegram-token",
  "teams-webhook": "teams-webhook",
  digitalocean: "digitalocean-token",
  "cloudflare-token": "cloudflare-token",
  "cloudflare-ca": "cloudflare-ca-key",
  heroku: "heroku-key",
  flyio: "fly-token",
  vercel: "vercel-token",
  netlify: "netlify-token",
  supabase: "supabase-key",
  planetscale: "planetscale-token",
  neon: "neon-key",
  "mongodb-atlas": "mongodb-atlas-secret",
  databricks: "databricks-token",
  "vault-service": "vault-token",
  "vault-batch": "vault-token",
  tfc: "terraform-cloud-token",
  doppler: "doppler-token",
  onepassword: "onepassword-service-account",
  infisical: "infisical-token",
  age: "age-key",
  "pgp-private": "private-key",
  "gh-actions-b64": "basic-auth",
  newrelic: "new-relic-key",
  sentry: "sentry-token",
  "grafana-sa": "grafana-token",
  "grafana-cloud": "grafana-cloud-token",
  "grafana-old": "grafana-key",
  dynatrace: "dynatrace-token",
  honeycomb: "honeycomb-key",
  posthog: "posthog-key",
  sonar: "sonar-token",
  circleci: "circleci-token",
  buildkite: "buildkite-token",
  octopus: "octopus-key",
  harness: "harness-token",
  pulumi: "pulumi-token",
  launchdarkly: "launchdarkly-key",
  tailscale: "tailscale-key",
  openshift: "openshift-token",
  shopify: "shopify-token",
  square: "square-token",
  paypal: "braintree-token",
  razorpay: "razorpay-secret",
  mapbox: "mapbox-token",
  linear: "linear-key",
  notion: "notion-token",
  figma: "figma-token",
  airtable: "airtable-token",
  asana: "asana-token",
  dropbox: "dropbox-token",
  facebook: "facebook-token",
  twitter: "twitter-token",
  linkedin: "linkedin-secret",
  groq: "groq-key",
  xai: "xai-key",
  perplexity: "perplexity-key",
  replicate: "replicate-token",
  openrouter: "openrouter-key",
  nvidia: "nvidia-key",
  langsmith: "langsmith-key",
  pinecone: "pinecone-key",
  elevenlabs: "elevenlabs-key",
  tavily: "tavily-key",
}
/** Told by the name that the value is given to. */
const BY_NAME =
  "db-password generic-assign postmark sparkpost sql-connstr jdbc spring-prop django-key rails-skb laravel-key symfony-secret do-spaces " +
  "cloudflare-old snowflake consul datadog splunk sumologic pagerduty opsgenie snyk codecov travis drone okta auth0 ngrok kube-bootstrap " +
  "plaid algolia deepseek mistral cohere wandb stability"
/** Told by the file or the document that they stand in. */
const BY_FILE =
  "npm-legacy npm-auth docker-auth k8s-secret dotenv netrc terraform-state private-key-pkcs12 nuget-config composer-auth maven-settings " +
  "gradle-props rails-master wordpress jenkins wireguard"

const LIST = new URL("../../../../shared/secrets-families.tsv", import.meta.url)

describe("families", () => {
  it("are found by types that there are", () => {
    const types = new Set(FAMILIES.map(({ type }) => type))
    expect(Object.values(BY_FORM).filter((type) => !types.has(type))).toEqual([])
  })

  it.skipIf(!existsSync(LIST))(
    "of ranks 1 and 2 of the research are all looked for (skipped where it is absent)",
    () => {
      const rows = readFileSync(LIST, "utf8").trim().split("\n").slice(1)
      const ids = rows.map((row) => row.split("\t")).flatMap(([rank, id = ""]) => (Number(rank) <= 2 ? [id] : []))
      const known = new Set([...Object.keys(BY_FORM), ...BY_NAME.split(" "), ...BY_FILE.split(" ")])
      expect(ids.filter((id) => !known.has(id))).toEqual([])
    },
  )

  it("have one name and one severity for each type", () => {
    const said = new Map(FAMILIES.map((row) => [row.type, row]))
    const others = FAMILIES.filter(
      ({ type, name, severity }) => said.get(type)?.name !== name || said.get(type)?.severity !== severity,
    )
    expect(others.map(({ type }) => type)).toEqual([])
  })

  it("have patterns that are sticky and bounded, and few marks that cost", () => {
    expect(FAMILIES.filter(({ pattern }) => !pattern.sticky || pattern.global).map(({ type }) => type)).toEqual([])
    expect(FAMILIES.filter(({ pattern }) => isUnbounded(pattern.source)).map(({ type }) => type)).toEqual([])
  })
})

/** True for `*`, `+` or `{n,}` that stand outside of a class of characters. */
function isUnbounded(source: string): boolean {
  const plain = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x")
  return /[*+]|\{\d+,\}/.test(plain)
}
