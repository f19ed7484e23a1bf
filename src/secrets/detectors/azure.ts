import type { Detector, Opinion } from "../detector.ts"
import { isBase64Of } from "../proofs/base64.ts"
import { isPublished } from "../proofs/published.ts"
import { drawnAfter } from "./judges.ts"

const bytes =
  (length: number) =>
  (value: string): Opinion =>
    isBase64Of(value, length) && !isPublished(value) ? "plausible" : "nothing"

const PORTAL = "in the Azure portal under the resource's keys: regenerate it there."
const KEY = {
  type: "azure-key",
  name: "an Azure key",
  judge: drawnAfter(0),
  revoke: `Find out which resource it opens; it is shown ${PORTAL}`,
} as const
const STORAGE = {
  type: "azure-storage-key",
  name: "an Azure storage account key",
  revoke: "Rotate it in the Azure portal under the storage account, Access keys.",
} as const

/** Around a signature of a shared access signature: its version, or its end. */
const SIGNED = /[?&;"]s[ve]=20\d\d-\d\d-\d\d|[?&;"]se=\d{10}|^s[vre]=/

function judgeSignature(value: string, { index, input }: RegExpExecArray): Opinion {
  const plain = value.replaceAll("%2B", "+").replaceAll("%2b", "+").replace(/%2f/gi, "/").replace(/%3d/gi, "=")
  const around = input.slice(Math.max(0, index - 400), index + 400)
  return isBase64Of(plain, 32) && (SIGNED.test(around) || around.includes("SharedAccessSignature"))
    ? "plausible"
    : "nothing"
}

/** Azure's keys: by the field of the connection string they stand in, or by the letters that newer ones have at a fixed place. */
export const AZURE: readonly Detector[] = [
  {
    ...STORAGE,
    marks: ["AccountKey="],
    pattern: /AccountKey=(?<value>[A-Za-z0-9/+]{86}==)(?!=)/y,
    judge: bytes(64),
  },
  {
    type: "azure-shared-access-key",
    name: "an Azure shared access key",
    marks: ["SharedAccessKey="],
    pattern: /SharedAccessKey=(?<value>[A-Za-z0-9/+]{43}=)(?!=)/y,
    judge: bytes(32),
    revoke: "Regenerate it in the Azure portal under the namespace's or hub's Shared access policies.",
  },
  {
    type: "azure-app-configuration-secret",
    name: "an Azure App Configuration secret",
    marks: ["azconfig.io;Id="],
    shortRun: true,
    pattern: /azconfig\.io;Id=[^;\s"']{4,120};Secret=(?<value>[A-Za-z0-9/+]{32,90}={0,2})(?![A-Za-z0-9/+=])/y,
    judge: drawnAfter(0),
    revoke: "Regenerate it in the Azure portal under the configuration store's Access settings.",
  },
  {
    type: "azure-shared-access-signature",
    name: "an Azure shared access signature",
    evidence: "structured",
    severity: "high",
    marks: ["sig="],
    pattern: /sig=(?<value>(?:[A-Za-z0-9/+]|%2[BFbf]){43}(?:=|%3[Dd]))(?![A-Za-z0-9/+=%])/y,
    judge: judgeSignature,
    revoke: "Regenerate the key that signed it, in the Azure portal, unless it has ended by itself.",
  },
  {
    type: "azure-client-secret",
    name: "an Azure client secret",
    marks: ["Q~"],
    anywhere: true,
    from: 4,
    pattern: /[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/y,
    judge: drawnAfter(6),
    revoke: "Delete it in the Entra admin center under App registrations, Certificates & secrets.",
  },
  {
    ...KEY,
    marks: ["JQQJ99"],
    anywhere: true,
    from: 52,
    pattern: /[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}(?![A-Za-z0-9_])/y,
  },
  {
    ...STORAGE,
    marks: ["+ASt"],
    anywhere: true,
    from: 76,
    pattern: /[A-Za-z0-9/+]{76}\+ASt[A-Za-z0-9/+]{5}[AQgw]==(?!=)/y,
    judge: bytes(64),
  },
  {
    ...KEY,
    marks: ["+ACR"],
    anywhere: true,
    from: 42,
    pattern: /[A-Za-z0-9/+]{42}\+ACR[A-D][A-Za-z0-9/+]{5}(?![A-Za-z0-9/+=])/y,
  },
  {
    ...KEY,
    marks: ["AzSe"],
    anywhere: true,
    from: 42,
    pattern: /[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}(?![A-Za-z0-9])/y,
  },
  {
    ...KEY,
    marks: ["AzFu"],
    anywhere: true,
    from: 44,
    pattern: /[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw](?:==)?(?![A-Za-z0-9_=-])/y,
  },
]
