import type { Json } from '#database/canonical.ts'
import type { Rests } from '#web/offers.ts'

export type { Rests }

/** One version of something public: its content is frozen, and its hash is in the ledger. Pure. */
export interface Edition {
  readonly address: string
  readonly version: number
  readonly room: string
  readonly thingId: string
  readonly title: string
  readonly content: Json
  /** SHA-256 of the content in canonical JSON, lower-case hexadecimal. */
  readonly sha256: string
  readonly letOut: LetOut
  /** Why there is a new version, in a sentence that readers see; empty for the first. */
  readonly note: string
  readonly publishedAt: Temporal.Instant
  readonly withdrawn: boolean
  /** What else it was made from, as that was on the day. */
  readonly restsOn: readonly Rests[]
  /** Who made it ready: never who let it out. Null where many hands did, or a rule. */
  readonly preparedBy: Hand | null
  /** Anybody may go on reading this version once there is a newer one. */
  readonly openHistory: boolean
  /** Nobody may read the versions before this one: something in them must not be public. */
  readonly closesEarlier: boolean
  /** The hash of what the room handed in, where something was taken out of it before it went out; else empty. */
  readonly handedIn: string
}

export interface Hand { readonly id: string; readonly name: string }

/** Nothing is public without a named person, or a stated rule that a named person set. `alone`: why the one who drafted it was enough, in the body’s own words. */
export type LetOut = { readonly by: 'person'; readonly id: string; readonly name: string; readonly alone?: string } | { readonly by: 'rule'; readonly rule: string }

export function letOutWords(letOut: LetOut): string {
  if (letOut.by === 'person' && letOut.alone !== undefined) return `Drafted and approved by ${letOut.name} alone, as this body has decided: ${letOut.alone.replace(/[.\s]+$/, '')}`
  return letOut.by === 'person' ? `Approved by ${letOut.name}` : `Published by rule: ${letOut.rule}`
}

/** A page that stands by itself, and not one of the many promises or answers inside another: it is as high in the site as a plan or a report. */
export function isWhole({ address }: Pick<Edition, 'address'>): boolean {
  return address.split('/').length <= 3
}

export function restsOnEdition({ address, version, sha256, title }: Pick<Edition, 'address' | 'version' | 'sha256' | 'title'>): Rests {
  return { kind: 'publication', id: address, version: String(version), sha256, title }
}

/**
 * Which versions anybody may read: the newest, and before it those that were let out to stay readable, back to the first that was taken
 * down or that closes what came before.
 *
 * @param versions all versions of one address, newest first
 */
export function readableVersions(versions: readonly Edition[]): readonly Edition[] {
  const [newest, ...earlier] = versions
  if (!newest || newest.withdrawn) return []
  if (newest.closesEarlier) return [newest]
  const readable: Edition[] = [newest]
  for (const each of earlier) {
    if (each.withdrawn) break
    if (each.openHistory) readable.push(each)
    if (each.closesEarlier) break
  }
  return readable
}

/** All that is said in a frozen content, for the search and for the look at what officers typed: no ids, hashes, days or single codes. */
export function wordsIn(content: Json, most = 60_000): string {
  const found: string[] = []
  let length = 0
  const walk = (value: Json | undefined): void => {
    if (length > most) return
    if (typeof value === 'string') {
      if (!isWords(value)) return
      found.push(value)
      length += value.length + 1
    } else if (Array.isArray(value)) for (const each of value as readonly Json[]) walk(each)
    else if (value !== null && typeof value === 'object') for (const each of Object.values(value)) walk(each)
  }
  walk(content)
  return found.join('\n').slice(0, most)
}

function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/^[0-9a-f-]{32,}$/i.test(text) && !/^\/|^https?:/.test(text) && !isCode(text)
}

/** What a program calls something, and nobody wrote: `law`, `gender-pay-gap`, `report/1`. */
const isCode = (text: string): boolean => /^[a-z]+(?:-[a-z0-9]+)*(?:\/\d+)?$/.test(text)
