import { ACCOUNTS } from "./accounts.ts"
import { CLOUDS } from "./clouds.ts"
import { DATABASES } from "./databases.ts"
import { KEYS } from "./keys.ts"
import { PACKAGES } from "./packages.ts"
import { WEB } from "./web.ts"
import type { Form } from "./form.ts"

export type { Form } from "./form.ts"

export const FORMS: readonly Form[] = [...DATABASES, ...CLOUDS, ...PACKAGES, ...WEB, ...ACCOUNTS, ...KEYS]
