import { describe, expect, it } from "vitest"
import { AI } from "../../../src/secrets/detectors/ai.ts"
import { matchAt } from "../../../src/secrets/match.ts"
import { checkTable } from "./check-table.ts"
import { made } from "./made.ts"

describe("keys of AI services", () => {
  checkTable(
    AI,
    {
      "anthropic-key": [
        "sk-ant-api03-<80 url>",
        "sk-ant-api03-<93 url>AA",
        "sk-ant-admin01-<93 url>AA",
        "sk-ant-oat01-<93 url>AA",
      ],
      "openrouter-key": ["sk-or-v1-<64 hex>"],
      "langfuse-key": ["sk-lf-<uuid>"],
      "helicone-key": ["sk-helicone-<7 lower>-<7 lower>-<7 lower>-<7 lower>"],
      "openai-key": [
        "sk-<16 alnum>T3BlbkFJ<16 alnum>",
        "sk-<20 alnum>T3BlbkFJ<20 alnum>",
        "sk-proj-<74 url>T3BlbkFJ<74 url>",
        "sk-svcacct-<58 url>T3BlbkFJ<58 url>",
        "sk-admin-<58 url>T3BlbkFJ<58 url>",
      ],
      "ai-service-key": ["sk-<32 hex>", "sk-<48 alnum>"],
      "hugging-face-token": ["hf_<34 letters>", "api_org_<34 letters>"],
      "groq-key": ["gsk_<20 alnum>WGdyb3FY<24 alnum>"],
      "xai-key": ["xai-<80 alnum>"],
      "perplexity-key": ["pplx-<48 alnum>"],
      "replicate-token": ["r8_<37 alnum>"],
      "nvidia-key": ["nvapi-<60 url>", "nvapi-<64 url>"],
      "wandb-key": ["wandb_v1_<60 alnum>", "wandb_v1_<27 alnum>_<49 alnum>"],
      "langsmith-key": ["lsv2_pt_<32 hex>_<10 hex>", "lsv2_sk_<32 hex>_<10 hex>"],
      "pinecone-key": ["pcsk_<5 alnum>_<60 alnum>", "pcsk_<6 alnum>_<63 alnum>"],
      "elevenlabs-key": ["sk_<48 hex>"],
      "cartesia-key": ["sk_car_<20 alnum>"],
      "tavily-key": ["tvly-<32 alnum>", "tvly-dev-<32 alnum>"],
      "cerebras-key": ["csk-<48 lower>"],
      "together-key": ["tgp_v1_<40 alnum>", "tgp_v1_<43 url>"],
      "jina-key": ["jina_<32 hex><28 alnum>"],
      "llamacloud-key": ["llx-<48 alnum>"],
      "e2b-key": ["e2b_<40 hex>"],
      "runpod-key": ["rpa_<42 upper>", "rpa_<40 upper><6 lower>"],
      "coze-token": ["pat_<64 alnum>"],
      "qianfan-key": ["bce-v3/ALTAK-<21 alnum>/<40 hex>"],
      "kaggle-token": ["KGAT_<32 hex>"],
    },
    ["neptune-token"],
  )
})

it.each([
  "sk-ssh-ed25519-cert-v01@openssh.com",
  "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
  "sk-estimator-doc-link-fitted",
])("takes %s for no key", (text) => {
  const matches = AI.filter(({ marks }) => marks.includes("sk-")).map((detector) => matchAt(detector, text, 0))
  expect(matches.filter((match) => match !== null)).toEqual([])
})

it.each(["hf_<34 lower>", "hf_service_<30 letters>"])("takes a name such as %s for no token", (shape) => {
  const text = made(shape).replace(/\d/g, "e")
  expect(AI.filter(({ marks }) => marks.includes("hf_")).map((detector) => matchAt(detector, text, 0))).toEqual([null])
})

it("proves a Neptune token by what it holds", () => {
  const json = JSON.stringify({ api_address: "https://app.neptune.ai", api_key: made("<uuid>") })
  const value = Buffer.from(json).toString("base64")
  const matches = AI.filter(({ type }) => type === "neptune-token").map((detector) => matchAt(detector, value, 0))
  expect(matches.map((match) => [match?.evidence, match?.value])).toEqual([["proved", value]])
})
