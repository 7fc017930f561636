/** What the public is told of the structure: frozen when it is approved. */
import type { Json } from '#database/canonical.ts'
import type { Reading } from '#database/database.ts'
import { isSitting, type Body, type Flow, type Membership, type Terms } from '../body.ts'
import { listBodies, listInForce, listMemberships } from '../body-store.ts'
import type { Decision } from '../decision.ts'
import { listDecisions } from '../decision-store.ts'
import { listFlows } from '../flow-store.ts'
import type { Meeting } from '../meeting.ts'
import { listMeetings } from '../meeting-store.ts'
import type { DrawnFlow } from '../structure.ts'

export interface PublicStructure {
  readonly bodies: readonly PublicBody[]
  readonly flows: readonly { readonly from: string; readonly to: string; readonly kind: Flow['kind']; readonly what: string; readonly often: string; readonly last: { readonly on: string; readonly what: string } | null }[]
}

export interface PublicBody {
  readonly id: string; readonly type: string; readonly name: string; readonly shortName: string; readonly purpose: string; readonly receives: string; readonly meets: Body['meets']
  readonly terms: { readonly number: number; readonly agreedOn: string; readonly agreedBy: string; readonly words: string } | null
  /** Those who said that their names may be shown; and for whom the others speak, without a name. */
  readonly members: readonly { readonly name: string; readonly post: string; readonly role: Membership['role']; readonly represents: string }[]
  readonly alsoSpeaksFor: readonly string[]
  /** On which days it met in the last year, and what it decided in three that may be shown. Absent in editions that are older. */
  readonly met?: readonly string[]
  readonly decided?: readonly { readonly on: string; readonly reference: string; readonly words: string }[]
}

function publicStructure(bodies: readonly Body[], members: readonly Membership[], flows: readonly Flow[], terms: ReadonlyMap<string, Terms>, done: { readonly meetings: readonly Meeting[]; readonly decisions: readonly Decision[] }, today: Temporal.PlainDate): PublicStructure {
  const open = bodies.filter((each) => each.isPublic && each.ended === null)
  const isOpen = (id: string) => open.some((each) => each.id === id)
  return {
    bodies: open.map((body) => {
      const sitting = members.filter((each) => each.body === body.id && isSitting(each, today))
      const inForce = terms.get(body.id)
      return {
        id: body.id, type: body.type, name: body.name, shortName: body.shortName, purpose: body.purpose, receives: body.receives, meets: body.meets,
        terms: inForce === undefined ? null : { number: inForce.number, agreedOn: inForce.agreedOn.toString(), agreedBy: inForce.agreedBy, words: inForce.words },
        members: sitting.filter((each) => each.nameIsPublic).map(({ name, post, role, represents }) => ({ name, post, role, represents })),
        met: done.meetings.filter((each) => each.body === body.id && each.state === 'held' && each.kind === 'meeting' && Temporal.PlainDate.compare(each.on, today.subtract({ years: 1 })) >= 0).map((each) => each.on.toString()).sort().reverse(),
        decided: done.decisions.filter((each) => each.body === body.id && each.isPublic).map((each) => ({ on: each.on.toString(), reference: each.reference, words: each.words })),
        alsoSpeaksFor: [...new Set(sitting.filter((each) => !each.nameIsPublic && each.represents !== '').map((each) => each.represents))].sort((a, b) => a.localeCompare(b, 'en-GB')),
      }
    }),
    flows: flows.filter((each) => each.endedOn === null && isOpen(each.from) && isOpen(each.to)).map(({ from, to, kind, what, often, last }) => ({ from, to, kind, what, often, last: last === null ? null : { on: last.on.toString(), what: last.what } })),
  }
}

/** As the public page would say it today. */
export async function structureToday(db: Reading, organisation: string, today: Temporal.PlainDate): Promise<PublicStructure> {
  const from = today.subtract({ years: 3 })
  const [bodies, members, flows, terms] = [await listBodies(db, organisation), await listMemberships(db, organisation, { sittingOn: today }), await listFlows(db, organisation), await listInForce(db, organisation)]
  const [meetings, decisions] = [await listMeetings(db, organisation, { from, states: ['held'] }), await listDecisions(db, organisation, { from, publicOnly: true })]
  return publicStructure(bodies, members, flows, terms, { meetings, decisions }, today)
}

export const asJson = (content: PublicStructure): Json => JSON.parse(JSON.stringify(content)) as Json

export const drawnFlows = (flows: PublicStructure['flows']): readonly DrawnFlow[] => flows.map((flow) => ({ ...flow, last: flow.last === null ? null : { on: Temporal.PlainDate.from(flow.last.on), what: flow.last.what } }))
