import type { Json } from '#database/canonical.ts'
import { newId } from '#database/identity.ts'
import { isRefused } from '#duty/refused.ts'
import { html, type Html } from '#html/html.ts'
import { choice, choices, date, optional, text, type Body, type Fields, type Values } from '#web/fields.ts'
import { form, type Answers, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayDraft } from '../access.ts'
import { change, type Draft } from '../draft.ts'
import { findDraft, findOpenDraft, insertDraft, saveDraft } from '../draft-store.ts'
import { isWhole, restsOnEdition, type Edition, type Rests } from '../edition.ts'
import { findNewest, listPublic } from '../edition-store.ts'
import { paths } from '../paths.ts'
import { asTyped, nameOf, readReport, reportKinds, type Report, type ReportKind } from '../report.ts'
import { desk, room, twoThirds } from './parts.ts'

export const fieldsFor = (standing: readonly Edition[]) => ({
  kind: choice({ from: Object.keys(reportKinds) as ReportKind[], missing: 'Select what it is' }),
  title: text({ missing: 'Enter a title', max: 200, subject: 'The title' }),
  from: optional(date({ missing: '', subject: 'The first day' })),
  to: optional(date({ missing: '', subject: 'The last day' })),
  summary: text({ missing: 'Enter what it says, in a few sentences', max: 1_500, subject: 'The summary' }),
  words: text({ missing: 'Enter the report', max: 100_000, subject: 'The report' }),
  note: optional(text({ missing: '', max: 500, subject: 'The note' })),
  restsOn: choices({ from: standing.map((each) => each.address) }),
})
type Typed = Values<ReturnType<typeof fieldsFor>>

export const standingFor = async ({ db, organisation }: Pick<House, 'db' | 'organisation'>, except: string): Promise<readonly Edition[]> => (await listPublic(db, organisation.id)).filter((each) => isWhole(each) && each.address !== except)

/** What was typed as a report, or the box and the sentence about it. */
export function reportFrom(typed: Typed): { readonly report: Report } | { readonly problems: { readonly words?: string; readonly to?: string } } {
  if ((typed.from === null) !== (typed.to === null)) return { problems: { to: 'Enter both the first day and the last, or neither' } }
  if (typed.from !== null && typed.to !== null && Temporal.PlainDate.compare(typed.from, typed.to) > 0) return { problems: { to: 'The last day must be the first day or after it' } }
  const blocks = readReport(typed.words)
  if ('refused' in blocks) return { problems: { words: blocks.refused } }
  return { report: { schema: 'report/1', kind: typed.kind, from: typed.from?.toString() ?? null, to: typed.to?.toString() ?? null, summary: typed.summary, blocks } }
}

export const restsFrom = (standing: readonly Edition[], chosen: readonly string[]): readonly Rests[] => standing.filter((each) => chosen.includes(each.address)).map(restsOnEdition)

export function reportQuestions<F extends Fields>(answers: Answers<F>, standing: readonly Edition[], button: string, cancel: string, isCorrection: boolean, more: Html = html``): Html {
  // The same questions stand on three forms, each with all of these fields.
  const ask = questions(answers as unknown as Answers<ReturnType<typeof fieldsFor>>)
  return ask.form(button, html`
    ${ask.oneOf('kind', 'What is it?', Object.entries(reportKinds).map(([value, text]) => ({ value, text })))}
    ${ask.line('title', 'Title')}
    ${ask.date('from', 'First day that it tells of (optional)')}${ask.date('to', 'Last day that it tells of (optional)')}
    ${ask.lines('summary', 'What it says, in a few sentences', 'It stands at the top of the page, in lists and in search results', 4)}
    ${ask.lines('words', 'The report', 'Put ## before a heading, - before each thing of a list. A table is a line “Table: its title”, then lines of cells between |, the first the headings, then “Source: where it comes from”', 22)}
    ${standing.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What it rests on (optional)</span></summary><div class="govuk-details__text">${ask.anyOf('restsOn', 'Which publications does it rest on?', standing.map((each) => ({ value: each.address, text: `${each.title} (version ${each.version})` })), 'When one of these is corrected, this report is listed as resting on it')}</div></details>`}
    ${isCorrection ? ask.lines('note', 'What is corrected? Readers will see this', undefined, 3) : ask.line('note', 'A note for readers (optional)')}${more}`, { cancel })
}

export function startingWith(report: Report, title: string, note: string, restsOn: readonly Rests[]): Body {
  const day = (name: string, iso: string | null): Body => iso === null ? {} : { [`${name}-day`]: String(Number(iso.slice(8, 10))), [`${name}-month`]: String(Number(iso.slice(5, 7))), [`${name}-year`]: iso.slice(0, 4) }
  return { kind: report.kind, title, ...day('from', report.from), ...day('to', report.to), summary: report.summary, words: asTyped(report.blocks), note, restsOn: restsOn.map((each) => each.id) }
}

export function newDraft(what: Pick<Draft, 'room' | 'thingId' | 'address' | 'title' | 'content' | 'note' | 'restsOn'> & Partial<Draft>, house: Pick<House, 'person' | 'now'>): Draft {
  return {
    id: newId(), place: 0, state: 'draft', draftedBy: { id: house.person.id, name: house.person.name }, draftedAt: house.now, answers: [], redactions: [], checkedBy: null, checkedAt: null, approvedBy: null, approvedAt: null, embargoAt: null,
    sentBackBecause: '', closesEarlier: false, openHistory: false, publishedVersion: null, version: 1, handedIn: '', pieces: [], takesDown: [], alone: '', ...what,
  }
}

export const newReport = form({
  path: paths.newReport,
  load: async (_at, house) => standingFor(house, ''),
  access: (person) => mayDraft(person),
  draft: true,
  fields: fieldsFor,
  starting: (): Body => ({ kind: 'annual report' }),
  view: (standing, answers) => ({
    title: 'Write a report', crumbs: [desk], guide: 'publish-anything',
    main: twoThirds(html`<h1 class="govuk-heading-l">Write a report</h1><p class="govuk-body">Somebody looks through it, and a publisher who is not you approves it. Nothing is public until then.</p>${reportQuestions(answers, standing, 'Save the draft', paths.desk.to(), false)}`),
  }),
  async submit(typed, standing, house) {
    const { db, organisation } = house
    const read = reportFrom(typed)
    if ('problems' in read) return read
    const address = paths.report.to({ report: nameOf(typed.title) })
    if (await findNewest(db, organisation.id, address) ?? await findOpenDraft(db, organisation.id, address)) return { problems: { title: 'A report with this title is here already. Correct that one, or choose another title' } }
    const draft = newDraft({ room, thingId: nameOf(typed.title), address, title: typed.title, content: read.report as unknown as Json, note: typed.note ?? '', restsOn: restsFrom(standing, typed.restsOn), openHistory: true }, house)
    await insertDraft(db, organisation.id, draft)
    return { goTo: paths.draft.to({ draft: draft.id }), said: 'The draft was saved.', entry: { did: 'publication.drafted', on: { room, id: draft.id, version: 1 }, after: { address, title: draft.title } } }
  },
})

export const editDraft = form({
  path: paths.editDraft,
  async load({ draft: id }, house) {
    const draft = await findDraft(house.db, house.organisation.id, id)
    if (!draft || draft.room !== room) throw new NotFound(`draft ${id}`)
    return { draft, standing: await standingFor(house, draft.address) }
  },
  access: (person, { draft }) => mayDraft(person) && draft.state !== 'published' && draft.state !== 'dropped',
  draft: true,
  version: ({ draft }) => String(draft.version),
  fields: ({ standing }) => fieldsFor(standing),
  starting: ({ draft }) => startingWith(draft.content as unknown as Report, draft.title, draft.note, draft.restsOn),
  view: ({ draft, standing }, answers) => ({
    title: `Change ${draft.title}`, back: paths.draft.to({ draft: draft.id }), guide: 'publish-anything',
    main: twoThirds(html`<h1 class="govuk-heading-l">Change the draft</h1><p class="govuk-body">It will be read at ${draft.address}. What was looked through or approved before has to be again.</p>${reportQuestions(answers, standing, 'Save the draft', paths.draft.to({ draft: draft.id }), draft.note !== '')}`),
  }),
  async submit(typed, { draft, standing }, { db, organisation, person, now }) {
    const read = reportFrom(typed)
    if ('problems' in read) return read
    const changed = change(draft, { title: typed.title, content: read.report as unknown as Json, note: typed.note ?? '', restsOn: restsFrom(standing, typed.restsOn) }, { id: person.id, name: person.name }, now)
    if (isRefused(changed)) return { problems: { words: changed.refused } }
    await saveDraft(db, organisation.id, changed)
    return { goTo: paths.draft.to({ draft: draft.id }), said: 'The draft was saved.', entry: { did: 'publication.draft-changed', on: { room, id: draft.id, version: changed.version }, before: { title: draft.title, content: draft.content }, after: { title: changed.title, content: changed.content } } }
  },
})
