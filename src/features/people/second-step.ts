export const howManyRecoveryCodes = 10

/** The secret as somebody types it: in groups of four. */
export function secretInWords(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret
}

/** A recovery code as it was typed: which one, and what is compared with its hash; null when it is not one at all. */
export function readRecoveryCode(typed: string): { readonly number: number; readonly secret: string } | null {
  const read = /^(\d{1,2})([a-z2-7]{12})$/.exec(typed.toLowerCase().replaceAll(/[\s-–—]+/g, ''))
  return read ? { number: Number(read[1]), secret: read[2] ?? '' } : null
}
