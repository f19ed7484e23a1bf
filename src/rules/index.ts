import type { Rule } from "../model/index.ts"
import { RULES as archive } from "./archive/index.ts"
import { RULES as base } from "./base/index.ts"
import { RULES as buildTools } from "./build-tools/index.ts"
import { RULES as env } from "./env/index.ts"
import { RULES as health } from "./health/index.ts"
import { RULES as history } from "./history/index.ts"
import { RULES as hygiene } from "./hygiene/index.ts"
import { RULES as labels } from "./labels/index.ts"
import { RULES as platform } from "./platform/index.ts"
import { RULES as policy } from "./policy/index.ts"
import { RULES as ports } from "./ports/index.ts"
import { RULES as process } from "./process/index.ts"
import { RULES as runtime } from "./runtime/index.ts"
import { RULES as secrets } from "./secrets/index.ts"
import { RULES as size } from "./size/index.ts"
import { RULES as supplyChain } from "./supply-chain/index.ts"
import { RULES as tag } from "./tag/index.ts"
import { RULES as user } from "./user/index.ts"

export { eolOf } from "./support/lifecycle/distributions.ts"
export { PROFILES } from "./profiles.ts"
export { secretValues } from "./support/secrets/collect.ts"

/** Every rule, in the order in which `plimsoll rules` lists them. */
export const RULES: readonly Rule[] = [
  ...archive,
  ...base,
  ...buildTools,
  ...env,
  ...health,
  ...history,
  ...hygiene,
  ...labels,
  ...platform,
  ...policy,
  ...ports,
  ...process,
  ...runtime,
  ...secrets,
  ...size,
  ...supplyChain,
  ...tag,
  ...user,
]
