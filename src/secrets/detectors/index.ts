import type { Detector } from "../detector.ts"
import { AI } from "./ai.ts"
import { CLOUD } from "./cloud.ts"
import { GIT } from "./git.ts"
import { KEYS } from "./keys.ts"
import { LOGINS } from "./logins.ts"
import { MESSAGING } from "./messaging.ts"
import { MONITORING } from "./monitoring.ts"
import { PACKAGES } from "./packages.ts"
import { PAYMENT } from "./payment.ts"
import { SAAS } from "./saas.ts"
import { TOKENS } from "./tokens.ts"

/** Every family, exact ones first: where two matches overlap, the surer and then the earlier row has it. */
export const FAMILIES: readonly Detector[] = [
  ...KEYS,
  ...GIT,
  ...PACKAGES,
  ...CLOUD,
  ...AI,
  ...MESSAGING,
  ...PAYMENT,
  ...MONITORING,
  ...SAAS,
  ...TOKENS,
  ...LOGINS,
]
