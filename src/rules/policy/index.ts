import type { Rule } from "../../model/index.ts"
import age from "./age.ts"
import baseImage from "./base-image.ts"
import expiredIgnore from "./expired-ignore.ts"
import ports from "./ports.ts"
import registry from "./registry.ts"
import user from "./user.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [age, baseImage, expiredIgnore, ports, registry, user]
