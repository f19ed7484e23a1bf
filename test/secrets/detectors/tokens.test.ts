import { describe, expect, it } from "vitest"
import { crc32, inBase62 } from "../../../src/secrets/proofs/checksum.ts"
import { BASE32, BASE36, BASE62, draw, HEX, seen, values } from "./seen.ts"

const d = (digits: string, length: number): string => draw(digits, length)
const base64 = (length: number): string => Buffer.from(draw(BASE62, length)).toString("base64")
const withBase62Crc = (prefix: string): string => {
  const body = d(BASE62, 30)
  return `${prefix}${body}${inBase62(crc32(body), 6)}`
}
const hexCrc = (text: string): string => crc32(text).toString(16).padStart(8, "0")

const SAMPLES: readonly (readonly [type: string, token: string])[] = [
  ["github-token proved", withBase62Crc("ghp_")],
  ["github-token anchored", `ghr_${d(BASE62, 76)}`],
  ["github-fine-grained-token anchored", `github_pat_${d(BASE62, 22)}_${draw(BASE62, 59, 2)}`],
  ["gitlab-token anchored", `glpat-${d(BASE62, 20)}`],
  ["gitlab-token anchored", `glcbt-64_${d(BASE62, 20)}`],
  ["gitlab-token anchored", `glrt-t3_${d(BASE62, 27)}.${d(BASE36, 9)}`],
  ["gitlab-token anchored", `glptt-${d(HEX, 40)}`],
  ["gitlab-token anchored", `GR1348941${d(BASE62, 20)}`],
  ["atlassian-token proved", ((head) => head + hexCrc(head).toUpperCase())(`ATATT3xFfGF0${d(BASE62, 170)}=`)],
  ["atlassian-token anchored", `BBDC-${d(BASE62, 44)}`],
  ["sourcegraph-token anchored", `sgp_${d(HEX, 16)}_${draw(HEX, 40, 2)}`],
  ["npm-token proved", withBase62Crc("npm_")],
  ["pypi-token anchored", `pypi-AgEIcHlwaS5vcmc${d(BASE62, 120)}`],
  ["rubygems-key anchored", `rubygems_${d(HEX, 48)}`],
  ["cargo-token anchored", `cio${d(BASE62, 32)}`],
  ["nuget-key anchored", `oy2${d(BASE32.toLowerCase(), 43)}`],
  ["packagist-token anchored", `packagist_ort_${d(HEX, 68)}`],
  ["clojars-token anchored", `CLOJARS_${d(HEX, 60)}`],
  ["jfrog-token anchored", `AKCp${d(BASE62, 69)}`],
  ["jfrog-token proved", Buffer.from(`reftkn:01:1800000000:${d(BASE62, 27)}`).toString("base64")],
  ["docker-token anchored", `dckr_pat_${d(BASE62, 27)}`],
  ["aws-access-key anchored", `AKIA${d(BASE32, 16)}`],
  ["aws-session-token anchored", `IQoJb3JpZ2lu${d(BASE62, 300)}`],
  ["google-api-key anchored", `AIza${d(BASE62, 35)}`],
  ["google-oauth-secret anchored", `GOCSPX-${d(BASE62, 28)}`],
  ["google-oauth-token anchored", `1//0${d(BASE62, 100)}`],
  ["google-oauth-token anchored", `ya29.${d(BASE62, 150)}`],
  ["azure-client-secret anchored", `${d(BASE62, 3)}8Q~${d(BASE62, 34)}`],
  ["azure-key anchored", `${d(BASE62, 52)}JQQJ99${draw(BASE62, 26, 2)}`],
  ["azure-key anchored", `${d(BASE62, 42)}AzSeB${draw(BASE62, 5, 2)}`],
  ["digitalocean-token anchored", `dop_v1_${d(HEX, 64)}`],
  ["cloudflare-token proved", ((body) => `cfut_${body}${hexCrc(body)}`)(d(BASE62, 40))],
  ["cloudflare-ca-key anchored", `v1.0-${d(HEX, 24)}-${draw(HEX, 146, 2)}`],
  ["heroku-key anchored", `HRKU-AA${d(BASE62, 58)}`],
  ["fly-token anchored", `fo1_${d(BASE62, 43)}`],
  ["fly-token anchored", `fm2_${base64(90)}`],
  ["vercel-token anchored", `vcp_${d(BASE62, 56)}`],
  ["netlify-token anchored", `nfp_${d(BASE62, 36)}`],
  ["supabase-key anchored", `sb_secret_${d(BASE62, 22)}_${draw(BASE62, 8, 2)}`],
  ["planetscale-token anchored", `pscale_pw_${d(BASE62, 43)}`],
  ["neon-key anchored", `napi_${d(BASE36, 64)}`],
  ["mongodb-atlas-secret anchored", `mdb_sa_sk_${d(BASE62, 40)}`],
  ["databricks-token anchored", `dapi${d(HEX, 32)}-2`],
  ["alibaba-access-key anchored", `LTAI${d(BASE62, 20)}`],
  ["yandex-cloud-key anchored", `AQVN${d(BASE62, 36)}`],
  ["vault-token anchored", `hvs.CAES${d(BASE62, 90)}`],
  ["terraform-cloud-token anchored", `${d(BASE62, 14)}.atlasv1.${draw(BASE62, 67, 2)}`],
  ["doppler-token anchored", `dp.st.prd.${d(BASE62, 43)}`],
  ["onepassword-service-account anchored", `ops_eyJ${d(BASE62, 400)}`],
  ["infisical-token anchored", `st.${d(HEX, 24)}.${draw(HEX, 32, 2)}.${draw(HEX, 32, 3)}`],
  ["pulumi-token anchored", `pul-${d(HEX, 40)}`],
  ["tailscale-key anchored", `tskey-auth-k${d(BASE62, 10)}CNTRL-${draw(BASE62, 32, 2)}`],
  ["openshift-token anchored", `sha256~${d(BASE62, 43)}`],
]

describe("tokens", () => {
  it.each(SAMPLES)("%s: %s", (type, token) => {
    for (const text of [token, `TOKEN=${token}`, `{"a":"${token}"}`, `x: ${token}\n`, `"\\n${token}\\n"`]) {
      expect(seen(text)).toContain(type)
      expect(values(text)).toContain(token)
    }
  })

  it.each(SAMPLES)("%s is none inside a longer word, nor with its random part masked: %s", (type, token) => {
    const masked = `${token.slice(0, 12)}${"x".repeat(Math.max(0, token.length - 12))}`
    const [name = ""] = type.split(" ")
    for (const text of [`a${token}`, masked]) expect(seen(text).filter((found) => found.startsWith(name))).toEqual([])
  })

  it("with a wrong checksum were never issued", () => {
    expect(seen(`ghp_${d(BASE62, 36)}`)).toEqual(["github-token refuted"])
    expect(seen(`npm_${d(BASE62, 36)}`)).toEqual(["npm-token refuted"])
    expect(seen(`cfut_${d(BASE62, 40)}${d(HEX, 8)}`)).toEqual(["cloudflare-token refuted"])
    expect(seen(`AKIA${d(BASE32, 14)}18`)).toEqual(["aws-access-key refuted"])
  })

  it("of handbooks are none", () => {
    expect(seen(["AKIA", "IOSFODNN7", "EXAMPLE"].join(""))).toEqual([])
    expect(seen(`https://s3.example/x?X-Amz-Credential=AKIA${d(BASE32, 16)}%2F20260101`)).toEqual([])
    expect(
      seen(
        `AccountKey=${["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2U", "VErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="].join("")}`,
      ),
    ).toEqual([])
  })

  it("come up in base64 by chance, and are none there", () => {
    expect(seen(`${d(BASE62, 30)}/cio${draw(BASE62, 32, 2)}+${draw(BASE62, 30, 3)}`)).toEqual([])
  })
})

describe("fields of connection strings", () => {
  it("hold the keys of storage accounts, hubs and stores", () => {
    expect(seen(`AccountName=shop;AccountKey=${base64(64)};EndpointSuffix=core.windows.net`)).toEqual([
      "azure-storage-key anchored",
    ])
    expect(seen(`Endpoint=sb://x/;SharedAccessKeyName=a;SharedAccessKey=${base64(32)}`)).toEqual([
      "azure-shared-access-key anchored",
    ])
    expect(seen(`Endpoint=https://x.azconfig.io;Id=a-b:${d(BASE62, 20)};Secret=${base64(32)}`)).toEqual([
      "azure-app-configuration-secret anchored",
    ])
    expect(
      seen(`https://x.blob.core.windows.net/a?sv=2024-11-04&se=2030-01-01&sig=${encodeURIComponent(base64(32))}`),
    ).toEqual(["azure-shared-access-signature structured"])
    expect(seen(`https://x.test/?sig=${encodeURIComponent(base64(32))}`)).toEqual([])
  })

  it("an AWS secret stands beside its id, or under its name", () => {
    const id = `AKIA${d(BASE32, 16)}`
    const secret = `${d(BASE62, 38)}/9`
    for (const text of [
      `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
      `AWS_SECRET_ACCESS_KEY=${secret}`,
      `aws configure set aws_secret_access_key ${secret}`,
      `${id}:${secret}`,
      `"${id}","${secret}"`,
    ])
      expect(values(text)).toContain(secret)
    expect(seen(`AWS_SECRET_ACCESS_KEY=${d(HEX, 40)}`)).toEqual([])
  })
})
