import { newId } from '#database/identity.ts'
import { html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { choice, choices } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadAssessment, mayReadAssessments, mayWrite } from '../access.ts'
import { listRests, type Rest } from '../assessment-store.ts'
import type { EvidenceItem } from '../content.ts'
import { findSeries, isSeries, keyOf as keyOfSeries, newerThanTaken, seriesOf, seriesOffered, takeSeries } from './series.ts'
import { figuresOffered, newerFigures, takeFigures, type Taken } from './taking-figures.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile, stageTag, wordsOfStage } from './assessment-parts.ts'
import { figuresTable } from './in-words.ts'
import { column, front } from './parts.ts'
import { groupOptions, keepSection, loadWriting, stateOf } from './writing.ts'

/** Figures of who lives here and who works here, taken into the evidence without a file: past the disclosure gate, with source, day and base. */
export const takeFiguresPage = form({
  path: paths.takeFigures,
  load: async (at, house) => ({ ...await loadWriting(at, house), offered: [...figuresOffered, ...await seriesOffered(house)] }),
  access: (person, { assessment }) => mayWrite(person, assessment),
  version: (loaded) => String(stateOf(loaded, 'evidence')),
  fields: ({ groups, offered }) => ({ figures: choice({ from: offered.map((each) => each.value), missing: 'Select which figures' }), about: choices({ from: groups.map((each) => each.code) }) }),
  view(loaded, answers) {
    const { assessment } = loaded
    const ask = questions(answers)
    return {
      title: `Insert figures: ${assessment.title}`, back: paths.evidence.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">Insert figures</h1><p class="govuk-body">They come with their source, day and base, as the public may see them, and are kept as they are now. You are told when there are newer ones.</p>
        ${ask.form('Insert them', html`${ask.select('figures', 'Which figures?', loaded.offered)}${ask.anyOf('about', 'Whom are they about? (optional)', groupOptions(loaded))}`, { cancel: paths.evidence.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ figures, about }, loaded, house) {
    const taken = await takeAny(house, figures)
    if (taken === null) return { problems: { figures: 'There are no figures of this yet that may be shown in public. Select others, or say that it is not known' } }
    const { evidence } = loaded.content
    const entry = await keepSection(house, loaded, 'evidence', { ...evidence, items: [...evidence.items, { ...itemOf(taken), id: newId(), about }] })
    return entry ? { goTo: paths.evidence.to({ assessment: loaded.assessment.id }), said: `“${taken.figures.title}” was inserted.`, entry } : { problems: { figures: changedMeanwhile } }
  },
})

/** The newest of what was chosen, of whatever room; null where there is nothing that everybody may see. */
async function takeAny(house: House, chosen: string): Promise<Taken | null> {
  const asked = seriesOf(chosen)
  if (asked === null) return takeFigures(house.db, house.organisation.id, chosen)
  const series = (await findSeries(house, [asked])).get(chosen)
  return series === undefined ? null : takeSeries(asked, series)
}

function itemOf({ figures, shows, source, on, address }: Taken): Omit<EvidenceItem, 'id' | 'about'> {
  return { kind: 'figures', what: figures.title, source, on, coverage: 'local', shows, link: address ?? '', figures }
}

/** Newer figures are taken by choice, never by themselves: both are shown first. */
export const takeAgain = form({
  path: paths.takeAgain,
  async load({ assessment, entry }, house) {
    const open = await loadWriting({ assessment }, house)
    const item = open.content.evidence.items.find((each) => each.id === entry)
    if (!item?.figures) throw new NotFound(`figures ${entry}`)
    return { ...open, item, now: await takeAny(house, keyOfSeries(item.figures)) }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  version: (loaded) => String(stateOf(loaded, 'evidence')),
  fields: { confirm: choice({ from: ['yes'], missing: 'Confirm that you want the newer figures' }) },
  view({ assessment, item, now }, answers) {
    return {
      title: `Newer figures: ${assessment.title}`, back: paths.evidence.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">${item.what}: what was taken, and what there is now</h1>
        <h2 class="govuk-heading-m">As it was taken</h2><p class="govuk-body">${item.shows}</p>${figuresTable(item.figures, ', as taken')}
        <h2 class="govuk-heading-m">As it is now</h2>${now === null ? html`<p class="govuk-body">There are no such figures any more.</p>` : html`<p class="govuk-body">${now.shows} <span class="dr-under">${now.source}, ${dayInWords(Temporal.PlainDate.from(now.on))}</span></p>${figuresTable(now.figures, ', as it is now')}
        ${questions(answers).form('Take the newer figures', questions(answers).oneOf('confirm', 'Does what you wrote still hold with these?', [{ value: 'yes', text: 'I have looked, and want the newer figures' }]), { cancel: paths.evidence.to({ assessment: assessment.id }) })}`}`,
    }
  },
  async submit(_values, loaded, house) {
    const { item, now, content: { evidence } } = loaded
    if (now === null) return { problems: { confirm: 'There are no such figures any more' } }
    const made: EvidenceItem = { ...itemOf(now), id: item.id, about: item.about }
    const entry = await keepSection(house, loaded, 'evidence', { ...evidence, items: evidence.items.map((each) => each.id === item.id ? made : each) })
    return entry ? { goTo: paths.evidence.to({ assessment: loaded.assessment.id }), said: 'The newer figures were taken. Look at what rests on them.', entry } : { problems: { confirm: changedMeanwhile } }
  },
})

const keyOf = (rest: Rest): string => `${rest.room}/${rest.asked} ${rest.taken} ${rest.numbers}`
const takenFrom = (rest: Rest): string => rest.room === 'community-profile' ? rest.taken : isSeries(rest) ? `${rest.room === 'indicators' ? 'Indicator' : 'Workforce figures'}, to ${dayInWords(Temporal.PlainDate.from(rest.taken))}` : 'Workforce figures'
type Row = Rest & { readonly newer: string | null }

/** From a figure to every assessment that rests on it. Newer figures are said beside it; no assessment is changed by them. */
export const figuresUsed = listing({
  path: paths.figures,
  async load(_at, house, asked) {
    const { db, organisation, query } = house
    const words = query.get('words').trim().toLowerCase()
    const all = (await listRests(db, organisation.id)).filter((each) => words === '' || each.title.toLowerCase().includes(words))
    const newest = new Map<string, string | null>()
    const series = await findSeries(house, all)
    for (const each of all) {
      const key = keyOf(each)
      if (!newest.has(key)) newest.set(key, isSeries(each) ? newerThanTaken(each, series.get(keyOfSeries(each))) : await newerFigures(db, organisation.id, { ...each, room: each.room }))
    }
    const rows: Row[] = all.map((each) => ({ ...each, newer: newest.get(keyOf(each)) ?? null })).filter((each) => query.get('newer') !== 'yes' || each.newer !== null)
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit) }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Figures that assessments rest on',
  none: 'No assessment has figures of other rooms in its evidence yet.',
  search: 'Words in the title',
  filters: () => [{ name: 'newer', label: 'Overtaken', options: [{ value: 'yes', text: 'There are newer figures' }] }],
  columns: (_loaded, { person }) => [
    { heading: 'Figures', text: (row) => row.title },
    { heading: 'Taken from', text: takenFrom },
    { heading: 'Newer', text: (row) => row.newer ?? 'No', cell: (row) => row.newer === null ? html`No` : html`<span class="dr-rating dr-rating--at-risk">Yes</span><span class="dr-under">${row.newer}</span>` },
    { heading: 'Assessment', text: (row) => `${row.assessment.reference} ${row.assessment.title}`, cell: (row) => mayReadAssessment(person, row.assessment) ? html`<a class="govuk-link" href="${paths.assessment.to({ assessment: row.assessment.id })}">${row.assessment.title}</a><span class="dr-under">${row.assessment.reference}</span>` : html`${row.assessment.title}<span class="dr-under">${row.assessment.reference}</span>` },
    { heading: 'How it stands', text: (row) => wordsOfStage(row.assessment.stage), cell: (row) => stageTag(row.assessment) },
  ],
  view: (_loaded, list) => ({
    title: 'Figures that assessments rest on', crumbs: [front], wide: true, guide: 'write-an-assessment',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Figures that assessments rest on</h1><p class="dr-head__lead">When a figure changes, this is what it touches. Nothing in an assessment changes by itself.</p></div></div>${list}`,
  }),
})

