import { isId, newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { momentInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, optional, text, tick, type Body, type Values } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepProfile, mayReadProfile } from '../access.ts'
import { findAtlas } from '../atlas-store.ts'
import { whenInWords, type CitedContent, type CitedFigure } from '../cited-figure.ts'
import { addCitedFigure, listCitedFigures, listEditions, saveEdition } from '../cited-figure-store.ts'
import { areaName } from '../community.ts'
import { findCommunity } from '../community-store.ts'
import { paths } from '../paths.ts'
import { subjects } from '../topics.ts'
import { citedDetails, crumbs, inOneLine, subjectTitle, toFigures } from './staff-parts.ts'

const states = [{ value: 'public', text: 'For the public' }, { value: 'not public', text: 'Kept here' }, { value: 'withdrawn', text: 'Withdrawn' }] as const

/** Every figure that the body added, what nobody knows, and where each comes from. */
export const figures = listing({
  path: paths.figures,
  async load(_at, { db, organisation, person, query }) {
    const all = await listCitedFigures(db, organisation.id, { withdrawn: query.get('state') === 'withdrawn' })
    const [subject, state, words] = [query.oneOf('subject', subjects.map((each) => each.id)), query.oneOf('state', states.map((each) => each.value)), query.get('words').toLowerCase()]
    const isIn = (each: CitedFigure): boolean => state === 'withdrawn' ? each.withdrawn : state === 'public' ? each.public : state === 'not public' ? !each.public : true
    const says = (each: CitedFigure): boolean => words === '' || [each.content.what, each.content.value, each.content.source, each.content.place].some((part) => part.toLowerCase().includes(words))
    return { rows: all.filter((each) => (subject === null || each.subject === subject) && isIn(each) && says(each)), keeps: mayKeepProfile(person) }
  },
  access: (person) => mayReadProfile(person),
  rows: ({ rows }) => rows,
  caption: () => 'Figures with a source',
  none: 'No figure has been added yet.',
  search: 'Words in the figure or its source',
  size: 100,
  filters: () => [{ name: 'subject', label: 'About', options: subjects.map((each) => ({ value: each.id, text: each.title })) }, { name: 'state', label: 'State', options: states }],
  columns: () => [
    { heading: 'Figure', text: (row: CitedFigure) => inOneLine(row), cell: (row) => html`<a class="govuk-link" href="${paths.figure.to({ figure: row.id })}">${inOneLine(row)}</a>` },
    { heading: 'About', text: (row) => subjectTitle(row.subject) },
    { heading: 'Where', text: (row) => row.content.place },
    { heading: 'When', text: (row) => whenInWords(row.content) },
    { heading: 'Source', text: (row) => row.content.source },
    { heading: 'State', text: (row) => row.withdrawn ? 'Withdrawn' : row.public ? 'For the public' : 'Kept here' },
  ],
  view: ({ keeps }, list) => ({
    title: 'Figures with a source', crumbs, wide: true, guide: 'community-profile',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Figures with a source</h1><p class="dr-head__lead">What the census does not say, on somebody’s word who knows. And what nobody knows.</p></div>
      ${keeps && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.newFigure.to()}">Add a figure</a></div>`}</div>${list}`,
  }),
})

const figureFields = {
  kind: choice({ from: ['figure', 'not known'], missing: 'Select whether there is a figure' }),
  subject: choice({ from: subjects.map((each) => each.id), missing: 'Select what it is about' }),
  what: text({ missing: 'Enter what is counted', max: 300, subject: 'What is counted' }),
  value: optional(text({ missing: '', max: 100, subject: 'The figure' })),
  base: optional(text({ missing: '', max: 200, subject: 'What it is a share of' })),
  place: text({ missing: 'Enter the place that it is about', max: 200, subject: 'The place' }),
  on: optional(date({ missing: '', subject: 'The day' })),
  when: optional(text({ missing: '', max: 100, subject: 'The period' })),
  source: text({ missing: 'Enter where it comes from', max: 500, subject: 'The source' }),
  link: optional(text({ missing: '', max: 1000, subject: 'The link' })),
  remark: optional(text({ missing: '', max: 1500, subject: 'What a reader should know' })),
  isPublic: tick(),
} as const

function figureQuestions(ask: ReturnType<typeof questions<typeof figureFields>>): Html {
  return html`${ask.oneOf('kind', 'Is there a figure?', [{ value: 'figure', text: 'Yes, from a source that I can name' }, { value: 'not known', text: 'No: nobody has an accurate figure', hint: 'Saying so is part of the profile' }])}
    ${ask.select('subject', 'What is it about?', subjects.map((each) => ({ value: each.id, text: each.title })))}
    ${ask.line('what', 'What is counted?', 'For example, people registered blind or partially sighted. Or what it is that nobody knows')}
    ${ask.line('value', 'The figure', 'As the source prints it, with its sign: 3,524 or 16.2%. Leave it empty if nobody knows', { classes: 'govuk-input--width-20' })}
    ${ask.line('base', 'What is it a share of? (optional)', 'For a percentage: of all residents, of people aged 16 and over')}
    ${ask.line('place', 'Which place?', 'For example, the county, or a district')}
    ${ask.date('on', 'Which day does it describe? (optional)', 'For example, 22 3 2016')}
    ${ask.line('when', 'Or which period, in words (optional)', 'For example, 2014/15, or 2011 census', { classes: 'govuk-input--width-20' })}
    ${ask.line('source', 'Where does it come from?', 'Who published it, and under which name. For what nobody knows, who says so')}
    ${ask.line('link', 'A link to it (optional)', undefined, { type: 'url', spellcheck: false })}
    ${ask.lines('remark', 'What should a reader know? (optional)', 'How it was counted, and what it should not be compared with', 3)}
    ${ask.tick('isPublic', 'For the public page', 'It appears once a publisher has published the profile')}`
}

type Given = Values<typeof figureFields>

/** What is wrong with the answers together, or the content that they make. */
function contentOf(given: Given, today: Temporal.PlainDate): { readonly content: CitedContent } | { readonly problems: Partial<Record<keyof Given, string>> } {
  const problems: Partial<Record<keyof Given, string>> = {}
  if (given.kind === 'figure' && given.value === null) problems.value = 'Enter the figure as the source prints it'
  if (given.kind === 'not known' && given.value !== null) problems.value = 'Leave the figure empty, or select that there is one'
  if (given.on === null && given.when === null) problems.on = 'Enter the day that it describes, or the period in words'
  if (given.on !== null && Temporal.PlainDate.compare(given.on, today) > 0 && given.when === null) problems.on = 'The day must be today or earlier. Say a year to come in words'
  if (given.link !== null && !/^https?:\/\/[^\s]+$/i.test(given.link)) problems.link = 'The link must begin with http:// or https://'
  if (Object.keys(problems).length > 0) return { problems }
  const { kind, what, value, base, place, on, when, source, link, remark } = given
  return { content: { kind, what, value: value ?? '', base: base ?? '', place, on: on?.toString() ?? null, when: when ?? '', source, link: link ?? '', remark: remark ?? '' } }
}

export const newFigure = form({
  path: paths.newFigure,
  async load(_at, { db, organisation }) {
    const [atlas, community] = await Promise.all([findAtlas(db), findCommunity(db, organisation.id)])
    return { place: community ? areaName(atlas, community.home) : '' }
  },
  access: (person) => mayKeepProfile(person),
  fields: figureFields,
  starting: ({ place }): Body => ({ place, kind: 'figure', isPublic: 'yes' }),
  view(_loaded, answers) {
    const ask = questions(answers)
    return { title: 'Add a figure', crumbs: toFigures, guide: 'community-profile', main: html`<h1 class="govuk-heading-l">Add a figure</h1><p class="govuk-body-l">A figure that somebody else has published, or that nobody knows. No figure of ours about small groups of people belongs here.</p>${ask.form('Add it', figureQuestions(ask))}` }
  },
  async submit(given, _loaded, { db, organisation, person, now, today }) {
    const made = contentOf(given, today)
    if ('problems' in made) return made
    const id = newId()
    const place = (await listCitedFigures(db, organisation.id, { withdrawn: true })).length
    await addCitedFigure(db, organisation.id, { id, subject: given.subject, content: made.content, public: given.isPublic, note: '', by: { id: person.id, name: person.name }, at: now }, place)
    return {
      goTo: paths.figure.to({ figure: id }), said: given.isPublic ? 'The figure was added. A publisher can publish it.' : 'The figure was added. It is kept here.',
      entry: { did: 'community-profile.figure-added', on: { room: 'community-profile', id, version: 1 }, after: { subject: given.subject, public: given.isPublic, ...made.content } as unknown as Json },
    }
  },
})

async function editionsOf(id: string, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<{ readonly newest: CitedFigure; readonly editions: readonly CitedFigure[] }> {
  const editions = isId(id) ? await listEditions(db, organisation.id, id) : []
  const [newest] = editions
  if (!newest) throw new NotFound(`figure ${id}`)
  return { newest, editions }
}

/** One figure: what it says, and every edition before. */
export const figure = page({
  path: paths.figure,
  load: ({ figure: id }, house) => editionsOf(id, house),
  access: (person) => mayReadProfile(person),
  view: ({ newest, editions }, { person }) => ({
    title: inOneLine(newest), crumbs: toFigures, guide: 'community-profile',
    main: html`<div class="dr-head"><div class="dr-head__words"><p class="govuk-caption-l">${subjectTitle(newest.subject)}</p><h1 class="govuk-heading-l">${inOneLine(newest)}</h1>
        <p class="dr-head__lead">${newest.withdrawn ? 'Withdrawn.' : newest.public ? 'For the public page.' : 'Kept here: it is not for the public page.'}</p></div>
        ${mayKeepProfile(person) && !newest.withdrawn && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.correctFigure.to({ figure: newest.id })}">Correct it</a><a class="govuk-link" href="${paths.withdrawFigure.to({ figure: newest.id })}">Withdraw it</a></div>`}</div>
      ${citedDetails(newest)}
      <h2 class="govuk-heading-m">What happened</h2>
      <ol class="dr-timeline">${editions.map((each) => html`<li class="dr-event${each.withdrawn ? ' dr-event--stopped' : ''}"><div class="dr-event__head"><h3 class="dr-event__title">${each.withdrawn ? 'Withdrawn' : each.number === 1 ? 'Added' : 'Corrected'}</h3><span class="dr-event__when">${momentInWords(each.at)}, ${each.by.name}</span></div>
        <div class="dr-event__words">${each.note !== '' && html`<p class="govuk-body">${each.note}</p>`}${!each.withdrawn && html`<p class="govuk-body-s">${inOneLine(each)}. ${whenInWords(each.content)}. ${each.content.source}.</p>`}</div></li>`)}</ol>`,
  }),
})

const noteField = { note: text({ missing: 'Enter why it is changed. Readers will see it', max: 500, subject: 'The note' }) }

export const correctFigure = form({
  path: paths.correctFigure,
  async load({ figure: id }, house) {
    const { newest } = await editionsOf(id, house)
    if (newest.withdrawn) throw new NotFound('this figure was withdrawn')
    return newest
  },
  access: (person) => mayKeepProfile(person),
  fields: { ...figureFields, ...noteField },
  version: (newest) => String(newest.number),
  starting({ subject, content, public: isPublic }): Body {
    const on = content.on === null ? null : Temporal.PlainDate.from(content.on)
    return { ...content, on: undefined, subject, isPublic: isPublic ? 'yes' : '', 'on-day': on ? String(on.day) : '', 'on-month': on ? String(on.month) : '', 'on-year': on ? String(on.year) : '' }
  },
  view(newest, answers) {
    const ask = questions(answers)
    return {
      title: 'Correct a figure', crumbs: [...toFigures, { text: inOneLine(newest).slice(0, 80), href: paths.figure.to({ figure: newest.id }) }], guide: 'community-profile',
      main: html`<h1 class="govuk-heading-l">Correct a figure</h1><p class="govuk-body-l">The edition before stays in its history.</p>${ask.form('Save the correction', html`${figureQuestions(ask)}${ask.line('note', 'Why is it changed?', 'For example, Vista sent newer figures')}`)}`,
    }
  },
  async submit(given, newest, { db, organisation, person, now, today }) {
    const made = contentOf(given, today)
    if ('problems' in made) return made
    await saveEdition(db, organisation.id, { id: newest.id, subject: given.subject, content: made.content, public: given.isPublic, note: given.note, number: newest.number + 1, withdrawn: false, by: { id: person.id, name: person.name }, at: now })
    return {
      goTo: paths.figure.to({ figure: newest.id }), said: 'The correction was saved.',
      entry: { did: 'community-profile.figure-corrected', on: { room: 'community-profile', id: newest.id, version: newest.number + 1 }, before: { subject: newest.subject, public: newest.public, ...newest.content } as unknown as Json, after: { subject: given.subject, public: given.isPublic, ...made.content } as unknown as Json, detail: { note: given.note } },
    }
  },
})

export const withdrawFigure = form({
  path: paths.withdrawFigure,
  async load({ figure: id }, house) {
    const { newest } = await editionsOf(id, house)
    if (newest.withdrawn) throw new NotFound('this figure was withdrawn')
    return newest
  },
  access: (person) => mayKeepProfile(person),
  fields: { note: text({ missing: 'Enter why it is withdrawn', max: 500, subject: 'The reason' }) },
  version: (newest) => String(newest.number),
  view(newest, answers) {
    const ask = questions(answers)
    return {
      title: 'Withdraw a figure', crumbs: [...toFigures, { text: inOneLine(newest).slice(0, 80), href: paths.figure.to({ figure: newest.id }) }], guide: 'community-profile',
      main: html`<h1 class="govuk-heading-l">Withdraw a figure</h1><p class="govuk-body-l">${inOneLine(newest)}</p>
        <p class="govuk-body">It stays in the history here. It leaves the public page when a publisher next publishes the profile.</p>${ask.form('Withdraw it', ask.line('note', 'Why is it withdrawn?'), { warning: true })}`,
    }
  },
  async submit({ note }, newest, { db, organisation, person, now }) {
    await saveEdition(db, organisation.id, { id: newest.id, subject: newest.subject, content: newest.content, public: newest.public, note, number: newest.number + 1, withdrawn: true, by: { id: person.id, name: person.name }, at: now })
    return { goTo: paths.figure.to({ figure: newest.id }), said: 'The figure was withdrawn.', entry: { did: 'community-profile.figure-withdrawn', on: { room: 'community-profile', id: newest.id, version: newest.number + 1 }, detail: { note } } }
  },
})
