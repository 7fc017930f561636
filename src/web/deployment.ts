import type { Evidence } from '#database/ledger-verification.ts'

/** What this deployment is set to, as far as pages need to know it. */
export interface Deployment {
  readonly sessions: { readonly idleMinutes: number; readonly absoluteHours: number }
  /** The sign-in service that people have already; null when there is none, and everyone has a password here. */
  readonly identityProvider: IdentityProvider | null
  /** The largest file that may be uploaded, in whole megabytes. */
  readonly uploadMegabytes: number
  /** What a ledger is held against: the checkpoints that are kept elsewhere, and the keys that sign them. */
  ledgerEvidence(organisation: string): Evidence
}

/** A sign-in service elsewhere: OpenID Connect. Both calls go over the network, so neither is made inside a transaction. */
export interface IdentityProvider {
  /** What people call it: `Microsoft`, `your work account`. */
  readonly name: string
  /** Where to send the browser, and what to remember until it comes back to `returnTo`. */
  begin(returnTo: string): Promise<{ readonly goTo: string; readonly trip: Trip }>
  /** Who came back, or why nobody did. `at` is the whole address that the browser came back to. */
  arrive(at: string, trip: Trip): Promise<Identity | { readonly refused: string }>
}

/** What proves that the one who comes back is the one who was sent (RFC 7636, OpenID Connect Core 3.1.2.1). */
export interface Trip { readonly state: string; readonly nonce: string; readonly verifier: string }

export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly name: string | null
  /** Null unless the issuer says that it has checked the address. */
  readonly email: string | null
  /** Did the service ask for more than one thing? False when it does not say. */
  readonly secondStep: boolean
}
