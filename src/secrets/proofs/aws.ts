const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/**
 * The account that an AWS access key id belongs to, twelve digits, read from the id itself: 40 bits of its base32. Null
 * for ids of the older kind (fifth character I or J), which hold none, and where `id` is no such id.
 */
export function accountOfKeyId(id: string): string | null {
  if (!/^A[A-Z]{3}[A-Z2-7]{16}$/.test(id) || /^.{4}[IJ]/.test(id)) return null
  let bits = 0n
  for (const digit of id.slice(4, 14)) bits = (bits << 5n) | BigInt(BASE32.indexOf(digit))
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n
  return account < 10n ** 12n ? account.toString().padStart(12, "0") : null
}
