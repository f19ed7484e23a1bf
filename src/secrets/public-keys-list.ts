export const PUBLIC_KEYS: ReadonlySet<string> = new Set<string>([])
