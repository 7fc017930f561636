/** Pieces that the pages of meetings and decisions show. */
import type { Reading } from '#database/database.ts'
import { dayInWords } from '#duty/dates.ts'
import type { Done, Planned } from '#features/duty-clock/index.ts'
import { html, type Html } from '#html/html.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { isLate, kindWords, type Decision } from '../decision.ts'
import type { Body } from '../body.ts'
import type { Attendance, Meeting } from '../meeting.ts'
import { findMeeting } from '../meeting-store.ts'
import { paths } from '../paths.ts'
import { crumbsTo, loadBody, room, type LoadedBody } from './parts.ts'

export const meetingsCrumb = { text: 'Meetings', href: paths.meetings.to() }
export const titleOf = (meeting: Pick<Meeting, 'title' | 'kind' | 'on'>): string => `${meeting.title === '' ? meeting.kind === 'event' ? 'Event' : 'Meeting' : meeting.title}, ${dayInWords(meeting.on)}`
export const meetingCrumbs = (body: LoadedBody['body'], meeting: Meeting) => [...crumbsTo(body), { text: titleOf(meeting), href: paths.meeting.to({ meeting: meeting.id }) }]

/** What the duty clock is told of a meeting or an event that was held: the promise of a senior manager at every one is kept or broken by it. */
export function heldDeed(meeting: Meeting, attended: readonly Attendance[], body: Pick<Body, 'id' | 'name'>): Done {
  const senior = meeting.seniorThere !== '' || attended.some((each) => each.isSenior && each.state === 'present')
  return {
    kind: meeting.kind === 'event' ? 'event held' : 'meeting held', room, thing: { kind: 'meeting', id: meeting.id }, on: meeting.on, title: `${body.name}: ${titleOf(meeting)}`, href: paths.meeting.to({ meeting: meeting.id }), to: { id: body.id, name: body.name }, about: senior ? ['senior manager present'] : [],
  }
}

/** What the duty clock is told of one that is planned: if nobody writes down what became of it, the promise stands open there. */
export function plannedDeed(meeting: Meeting, body: Pick<Body, 'id' | 'name'>): Planned {
  const { kind, thing, on, title, href } = heldDeed(meeting, [], body)
  return { kind, room, thing, on, title, href }
}

const stateWords: Record<Meeting['state'], string> = { 'planned': 'Planned', 'issued': 'Papers issued', 'held': 'Held', 'called off': 'Called off' }
const stateClass: Record<Meeting['state'], string> = { 'planned': 'not-started', 'issued': 'on-track', 'held': 'done', 'called off': 'stopped' }
export const meetingWords = (meeting: Pick<Meeting, 'state'>): string => stateWords[meeting.state]
export const meetingTag = (meeting: Pick<Meeting, 'state'>): Html => html`<span class="dr-rating dr-rating--${stateClass[meeting.state]}">${stateWords[meeting.state]}</span>`

export function decisionWords(decision: Pick<Decision, 'state' | 'due'>, today: Temporal.PlainDate): string {
  return isLate(decision, today) ? 'Late' : { noted: 'For information', open: 'To do', done: 'Done', dropped: 'Dropped' }[decision.state]
}
export function decisionTag(decision: Pick<Decision, 'state' | 'due'>, today: Temporal.PlainDate): Html {
  const state = isLate(decision, today) ? 'late' : { noted: 'not-started', open: 'asked', done: 'done', dropped: 'stopped' }[decision.state]
  return html`<span class="dr-rating dr-rating--${state}">${decisionWords(decision, today)}</span>`
}

export function decisionsTable(caption: string, decisions: readonly Decision[], today: Temporal.PlainDate, more: { readonly hidden?: boolean } = {}): Html {
  return reflowingTable({
    caption, captionClasses: more.hidden ? 'govuk-visually-hidden' : 'govuk-table__caption--s', head: [{ text: 'What was decided' }, { text: 'Kind' }, { text: 'Who acts' }, { text: 'By when' }, { text: 'How it stands' }],
    rows: decisions.map((each) => [
      { html: html`<span class="dr-ref">${each.reference}</span> <a class="govuk-link" href="${paths.decision.to({ decision: each.id })}">${each.words}</a>` }, { text: kindWords[each.kind] }, { text: each.owner?.name ?? '' },
      { text: each.due === null ? '' : dayInWords(each.due) }, { html: decisionTag(each, today) },
    ]),
  })
}

export interface LoadedMeeting extends LoadedBody { readonly meeting: Meeting }

export async function loadMeeting(id: string, house: Pick<House, 'db' | 'organisation' | 'today'>): Promise<LoadedMeeting> {
  const meeting = await findMeeting(house.db, house.organisation.id, id)
  if (!meeting) throw new NotFound(`meeting ${id}`)
  return { ...await loadBody(meeting.body, house), meeting }
}

/** Something elsewhere in the house, by the address of its page: whichever room knows an id in it, and leads back to that page, has it. */
export async function findByAddress({ db, organisation, offers, person }: Pick<House, 'organisation' | 'offers' | 'person'> & { readonly db: Reading }, address: string): Promise<{ readonly kind: string; readonly id: string; readonly title: string } | null> {
  const path = address.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '').replace(/\/$/, '')
  for (const id of path.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi) ?? []) {
    for (const thing of offers.things) {
      const found = await thing.find(db, organisation.id, id, person)
      if (found && (found.href === path || path.startsWith(`${found.href}/`))) return { kind: thing.kind, id, title: found.title }
    }
  }
  return null
}

/** Where a thing can be read now, by this reader; null where its room no longer knows it or keeps it from them. */
export async function findThing({ db, organisation, offers, person }: Pick<House, 'db' | 'organisation' | 'offers' | 'person'>, thing: { readonly kind: string; readonly id: string } | null): Promise<{ readonly title: string; readonly href: string } | null> {
  return thing === null ? null : await offers.things.find((each) => each.kind === thing.kind)?.find(db, organisation.id, thing.id, person) ?? null
}
