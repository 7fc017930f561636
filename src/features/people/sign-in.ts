import { needsSecondStep, type Colleague, type SignInRule } from './person.ts'
import type { FirstStep, SignedInBy } from './session.ts'

/** What a link that works once is for. `set up`: the first administrator’s, printed by the terminal. */
export type LinkPurpose = 'invitation' | 'reset' | 'set up' | 'new email'

/** How long a link works, in hours. An invitation may wait for somebody to come back from a week’s leave; a reset is asked for and used. */
export const linkHours: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, reset: 1, 'set up': 24, 'new email': 24 }

/** Where a sign-in under way stands: a code is asked for, a second step is being set up, or the recovery codes are being shown. */
export type StepStage = 'code' | 'set up' | 'keep codes'

/** A sign-in under way ends by itself, and after so many wrong codes: then the password is asked for again. */
export const stepMinutes = 15
export const codeTries = 5

/** What has to happen after the first step: a password that was right, or a sign-in service that vouched and said nothing of a second step. */
export function whatNext(person: Pick<Colleague, 'grants'>, first: FirstStep, has: { readonly secondStep: boolean }, rule: SignInRule, example: boolean): { readonly begin: SignedInBy } | { readonly stage: 'code' | 'set up' } {
  if (has.secondStep) return { stage: 'code' }
  if (example) return { begin: 'example' }
  return needsSecondStep(rule, person.grants) ? { stage: 'set up' } : { begin: first }
}

// --- Slowing down -------------------------------------------------------------------------------------------------------

/**
 * Tries are counted about three things: this account from this address (or from this browser, when the person has signed
 * in on it before), this account from anywhere, and this address for anyone. Nothing is ever locked: each only makes the
 * next try wait. Whoever is on a browser of their own waits for nobody’s mistakes but those made on it, and a link by
 * mail works whatever is going on, so a stranger who knows somebody’s address cannot keep them out.
 */
export type Counted = 'account here' | 'account anywhere' | 'address'

interface Pace { readonly free: number; readonly longestSeconds: number; readonly forgottenAfterMinutes: number }

export const paces: Readonly<Record<Counted, Pace>> = {
  'account here': { free: 5, longestSeconds: 900, forgottenAfterMinutes: 24 * 60 },
  'account anywhere': { free: 20, longestSeconds: 60, forgottenAfterMinutes: 60 },
  // A whole office may come from one address, so this is the mildest: it slows one password being tried on everyone.
  address: { free: 50, longestSeconds: 30, forgottenAfterMinutes: 60 },
}

export interface Failures { readonly counted: Counted; readonly failures: number; readonly lastAt: Temporal.Instant }

/** Seconds until the next try is looked at: none for the first few, then 1, 2, 4… up to the longest. */
export function secondsToWait(failures: readonly Failures[], now: Temporal.Instant): number {
  return Math.max(0, ...failures.map(({ counted, failures: many, lastAt }) => {
    const { free, longestSeconds, forgottenAfterMinutes } = paces[counted]
    const since = lastAt.until(now).total('seconds')
    if (many < free || since >= forgottenAfterMinutes * 60) return 0
    return Math.ceil(Math.min(longestSeconds, 2 ** Math.min(many - free, 30)) - since)
  }))
}

/** What is counted when an account is tried: the key says what each count is about. */
export function countedAbout(account: string, from: { readonly address: string } | { readonly device: string }): readonly { readonly counted: Counted; readonly key: readonly string[] }[] {
  const who = account.trim().toLowerCase()
  if ('device' in from) return [{ counted: 'account here', key: ['device', who, from.device] }]
  return [
    { counted: 'account here', key: ['here', who, from.address] },
    { counted: 'account anywhere', key: ['anywhere', who] },
    { counted: 'address', key: ['address', from.address] },
  ]
}

export function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
