/** Pieces that several of the room's pages show. */
import { isId } from '#database/identity.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { listDepartments, type Department } from '#features/people/index.ts'
import type { House, Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { isSitting, type Body, type Membership } from '../body.ts'
import { findBody, listBodies, listMemberships } from '../body-store.ts'
import { paths } from '../paths.ts'

export const room = 'governance'
export const front = { text: 'Who answers to whom', href: paths.structure.to() }
export const bodiesCrumb = { text: 'Bodies', href: paths.bodies.to() }
export const crumbsTo = (body: Pick<Body, 'id' | 'name'>) => [front, bodiesCrumb, { text: body.name, href: paths.body.to({ body: body.id }) }]

export const changedMeanwhile = 'Someone else changed this just now. Open it again to see what is different'

/** A number of meetings, decisions or bodies: never of people. */
export const things = (count: number): string => tallyOfThings(count).text
export const dayOf = (instant: Temporal.Instant): string => dayInWords(instant.toZonedDateTimeISO('Europe/London').toPlainDate())
export const dayAnswer = (name: string, day: Temporal.PlainDate | null): Record<string, string> => day === null ? {} : { [`${name}-day`]: String(day.day), [`${name}-month`]: String(day.month), [`${name}-year`]: String(day.year) }
export const bodyLink = (body: Pick<Body, 'id' | 'name'>): Html => html`<a class="govuk-link" href="${paths.body.to({ body: body.id })}">${body.name}</a>`

/** One column of words, as wide as is good to read. */
export const narrowColumn = (inside: Html): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`

/** Words typed by a person, with their lines kept. */
export const paragraphs = (words: string): Html => html`${words.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p class="govuk-body">${line}</p>`)}`

export function facts(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="dr-facts">${rows.flatMap(([name, value]) => value === null || value === false || value === '' ? [] : [html`<div class="dr-facts__fact"><dt class="dr-facts__name">${name}</dt><dd class="dr-facts__what">${value}</dd></div>`])}</dl>`
}

/** “Aisha Rahman, Service Manager”. */
export const whoWords = (member: Pick<Membership, 'name' | 'post'>): string => member.post === '' ? member.name : `${member.name}, ${member.post}`

export function heldBy(members: readonly Membership[], role: Membership['role'], on: Temporal.PlainDate): Membership | null {
  return members.find((each) => each.role === role && isSitting(each, on)) ?? null
}

export interface LoadedBody { readonly body: Body; readonly members: readonly Membership[]; readonly today: Temporal.PlainDate }

/** A body with its seats: who may do what with it depends on them. */
export async function loadBody(id: string, { db, organisation, today }: Pick<Outside, 'db' | 'organisation' | 'today'>): Promise<LoadedBody> {
  if (!isId(id)) throw new NotFound(`body ${id}`)
  const [body, members] = await Promise.all([findBody(db, organisation.id, id), listMemberships(db, organisation.id, { body: id })])
  if (!body) throw new NotFound(`body ${id}`)
  return { body, members, today }
}

export interface Around { readonly bodies: readonly Body[]; readonly departments: readonly Department[] }
export async function loadAround({ db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Around> {
  const [bodies, departments] = await Promise.all([listBodies(db, organisation.id), listDepartments(db, organisation.id)])
  return { bodies, departments }
}

export const nameIn = (all: readonly { readonly id: string; readonly name: string }[], id: string | null): string => all.find((each) => each.id === id)?.name ?? ''
