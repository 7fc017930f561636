import { ownAddress } from '#web/mount.ts'
import type { Open, OpenDone, Outside } from '#web/page.ts'
import type { Person } from '#web/person.ts'
import { paths } from '../paths.ts'
import { findPerson } from '../people-store.ts'
import { beginSession, findSignInRule } from '../session-store.ts'
import { browserInWords, type FirstStep, type SignedInBy } from '../session.ts'
import { beginStep, deviceDays, endStep, knowDevice } from '../sign-in-store.ts'
import { stepMinutes, whatNext } from '../sign-in.ts'

type At = Outside & Open

/** Where somebody was going when they were asked to sign in: always a page of ours. */
export function nextOf(house: Pick<Outside, 'query'>, otherwise = '/home'): string {
  return ownAddress(house.query.get('next'), otherwise)
}

/** The address of a step of signing in that still knows where it leads. */
export function toStep(path: string, house: Pick<Outside, 'query'>, next = nextOf(house, '')): string {
  return next === '' ? path : `${path}?next=${encodeURIComponent(next)}`
}

/** The first step was right: the session begins, or the second step comes first. */
export async function afterFirstStep(house: At, id: string, first: FirstStep, hasSecondStep: boolean, asked: { readonly goTo?: string } = {}): Promise<OpenDone> {
  const { db, organisation, now } = house
  const person = await findPerson(db, organisation.id, id)
  if (!person) throw new Error(`The person ${id} is not there`)
  const next = whatNext(person, first, { secondStep: hasSecondStep }, await findSignInRule(db, organisation.id), organisation.isExample)
  if ('begin' in next) return goIn(house, id, next.begin, asked)
  const token = await beginStep(db, organisation.id, id, next.stage, first, now)
  return {
    goTo: toStep(next.stage === 'code' ? paths.enterCode.to() : paths.setUpSecondStep.to(), house, asked.goTo), entry: [],
    carry: { step: { value: token, seconds: stepMinutes * 60 } },
  }
}

/** Everything that was asked for has been given: a new session begins on this browser, and the browser is remembered. */
export async function goIn(house: At, id: string, by: SignedInBy, more: { readonly goTo?: string; readonly said?: string } = {}): Promise<OpenDone> {
  const { db, organisation, now, deployment, request, carried } = house
  const person = await findPerson(db, organisation.id, id)
  if (!person) throw new Error(`The person ${id} is not there`)
  const browser = browserInWords(request.browser)
  const session = await beginSession(db, organisation.id, id, now, { by, browser, ...deployment.sessions })
  const device = await knowDevice(db, organisation.id, id, carried('device'), now)
  const step = carried('step')
  if (step !== null) await endStep(db, organisation.id, step)
  const who: Person = { id, organisation: organisation.id, name: person.name, email: person.email, grants: person.grants }
  return {
    goTo: more.goTo ?? nextOf(house), ...(more.said === undefined ? {} : { said: more.said }), by: who, session: { begin: session },
    entry: { did: 'people.signed-in', on: { room: 'people', id }, detail: { by, browser, address: request.address } },
    carry: { device: { value: device, seconds: deviceDays * 24 * 3600 }, step: null },
  }
}

/** The same first step, with the second one given as well. */
export function andSecondStep(by: Exclude<SignedInBy, 'example'>): Exclude<SignedInBy, 'example'> {
  return by === 'password' || by === 'identity provider' ? `${by} and second step` : by
}
