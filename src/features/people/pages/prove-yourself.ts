import type { Body } from '#web/fields.ts'
import type { Before, Open, Outside } from '#web/page.ts'
import type { Person } from '#web/person.ts'
import { NotSignedIn } from '#web/refusals.ts'
import { findPasswordHash, isPassword } from '../password-store.ts'
import { renewToken } from '../session-store.ts'
import { countFailure, forgetFailures, isKnownDevice, listFailures } from '../sign-in-store.ts'
import { countedAbout, secondsToWait, waitInWords } from '../sign-in.ts'

/** Whether the person who is signed in has given their password again, which every change of how they sign in asks for. */
export interface Proof { readonly person: string; readonly right: boolean; readonly hash: string | null; readonly wait: number; readonly about: ReturnType<typeof countedAbout> }

/** Slow, so it is done before the transaction. A session that was left open is not enough to take an account over. */
export async function proveYourself(body: Body, house: Before): Promise<Proof> {
  const who = await house.whoIs()
  if (!who) throw new NotSignedIn()
  const { organisation, now, carried, request } = house
  const device = carried('device')
  const found = await house.look(async (db) => {
    const known = device !== null && await isKnownDevice(db, organisation.id, who.id, device, now)
    const about = countedAbout(`password of ${who.id}`, known ? { device } : { address: request.address })
    return { about, wait: secondsToWait(await listFailures(db, organisation.id, about), now), hash: await findPasswordHash(db, organisation.id, who.id) }
  })
  const typed = body['current']
  const right = found.wait === 0 && typeof typed === 'string' && typed !== '' && await isPassword(typed.slice(0, 1000), found.hash)
  return { person: who.id, right, ...found }
}

/** What to answer when the password was not right, after counting it; null when it was. */
export async function refusedProof(proof: Proof, house: Outside & Open & { readonly person: Person | null }) {
  const { db, organisation, now, person, request } = house
  if (!person || person.id !== proof.person) throw new NotSignedIn()
  if (proof.wait > 0) return { problems: { current: `There have been many tries. Wait ${waitInWords(proof.wait)}, then try again` } }
  if (proof.right && await findPasswordHash(db, organisation.id, person.id) === proof.hash) {
    await forgetFailures(db, organisation.id, proof.about)
    return null
  }
  await countFailure(db, organisation.id, proof.about, now)
  return { problems: { current: 'Your password is not right' }, keep: true, entry: { did: 'people.password-refused' as const, on: { room: 'people', id: person.id }, detail: { address: request.address } } }
}

/** These pages are for somebody signed in, though they use the form that anyone may open, because they begin a session anew. */
export function signedIn(person: Person | null): Person {
  if (!person) throw new NotSignedIn()
  return person
}

/** Whoever has proved themselves again goes on in their session under a new token. */
export async function goOn({ db, organisation, person }: Outside & Open & { readonly person: Person | null }): Promise<{ readonly session?: { readonly begin: string } }> {
  return person?.session === undefined ? {} : { session: { begin: await renewToken(db, organisation.id, person.session) } }
}
