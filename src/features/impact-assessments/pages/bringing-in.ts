/** An assessment that exists as a document is brought in: given, read, looked through passage by passage, and made one to finish or one of the register. */
import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { defaultLimits, type Place } from '#documents/document.ts'
import { html, type Html } from '#html/html.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listDepartments } from '#features/people/index.ts'
import { choice, date, file, optional, text, type Fields } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { download, form, page, type House } from '#web/page.ts'
import type { Person } from '#web/person.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayBegin, mayBringIn, mayKeepRegister, mayLookThrough, mayReadAssessment, mayReadAssessments } from '../access.ts'
import type { Assessment } from '../assessment.ts'
import { findAssessment, saveSection } from '../assessment-store.ts'
import type { FormChanges } from '../content.ts'
import { answersFrom, become, homesFor, take, throwAway, toLookAt, wordsFor, type Home, type Imported, type ImportedState, type TakenPassage } from '../imported.ts'
import { isFileNeeded } from '../attachment-store.ts'
import { findImported, insertImported, listImported, saveImported } from '../import-store.ts'
import { readImported } from '../jobs/read-imported.ts'
import { listOwnGroups } from '../local-group-store.ts'
import { paths } from '../paths.ts'
import { quarterOf, type ProgrammeItem } from '../programme.ts'
import { insertItem } from '../programme-store.ts'
import { findSettings, formChanges } from '../settings-store.ts'
import { findUndertaking, listUndertakingNames } from '../undertaking-store.ts'
import { beginAssessment } from './assessments.ts'
import { changedMeanwhile } from './assessment-parts.ts'
import { column, dayOf, front, lines, room, things } from './parts.ts'

const list = { text: 'Documents brought in', href: paths.imports.to() }
const guide = 'bring-in-an-assessment'
const stateWords: Record<ImportedState, string> = { waiting: 'Waiting to be read', reading: 'Being read', unreadable: 'Could not be read', 'to review': 'Waiting for you to look', taken: 'Brought in', 'thrown away': 'Thrown away' }
const atOnce = 20

export const bringIn = form({
  path: paths.newImport,
  load: async () => null,
  access: mayBringIn,
  fields: { document: file({ missing: 'Select the document that holds the assessment', kinds: [], otherKind: 'The selected file must be a Word, OpenDocument, PDF, web page or text file' }) },
  view(_nothing, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: 'Bring in an assessment', crumbs: [front, list], guide,
      main: column(html`<h1 class="govuk-heading-l">Bring in an assessment that you have</h1>
        <p class="govuk-body-l">Give us the Word file or the web page. We look for the questions of your form and show where each answer would go. You decide.</p>
        <p class="govuk-body">Nothing is rated, dated or filled in for you. The original is kept with the assessment, and it stays on this system: nothing is sent anywhere else.</p>
        ${ask.form('Read this document', ask.file('document', 'Your document', `Word (.docx), a saved web page (.html), OpenDocument (.odt), text, or a PDF with text in it. Up to ${deployment.uploadMegabytes} MB and ${defaultLimits.pages} pages.`, '.docx,.docm,.odt,.html,.htm,.txt,.pdf'), { upload: true, cancel: paths.all.to() })}`),
    }
  },
  async submit({ document }, _nothing, { db, organisation, person, now, files }) {
    const [id, sha256] = [newId(), await files.keep(document.bytes)]
    await insertImported(db, organisation.id, { id, fileName: document.fileName, sha256, by: { id: person.id, name: person.name }, at: now })
    await enqueue(db, organisation.id, readImported, { document: id }, { attempts: 3 })
    return { goTo: paths.import.to({ document: id }), entry: { did: 'impact-assessments.document-given', on: { room, id }, after: { fileName: document.fileName, sha256 } } }
  },
})

export const broughtIn = listing({
  path: paths.imports,
  load: (_at, { db, organisation, person }, asked) => listImported(db, organisation.id, { ...(mayLookThrough(person, { by: { id: '' } }) ? {} : { by: person.id }), limit: asked.limit, offset: asked.offset }),
  access: mayBringIn,
  rows: (all) => all,
  caption: () => 'Documents brought in',
  none: 'No document has been brought in yet.',
  columns: () => [
    { heading: 'Document', text: (each) => each.fileName, cell: (each) => html`<a class="govuk-link" href="${paths.import.to({ document: each.id })}">${each.fileName}</a>` },
    { heading: 'Given', kind: 'date', text: (each) => dayOf(each.at) },
    { heading: 'By', text: (each) => each.by.name },
    { heading: 'How it stands', text: (each) => stateWords[each.state] },
  ],
  view: (_all, table) => ({
    title: 'Documents brought in', crumbs: [front], guide,
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Documents brought in</h1><p class="dr-head__lead">Assessments that existed as Word files or web pages.</p></div><div class="dr-head__actions"><a class="govuk-button" href="${paths.newImport.to()}">Bring in an assessment</a></div></div>${table}`,
  }),
})

interface Looked { readonly found: Imported; readonly homes: readonly Home[]; readonly asked: FormChanges | null; readonly assessment: Assessment | null }

async function load({ document }: { readonly document: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Looked> {
  const found = await findImported(db, organisation.id, document)
  if (!found) throw new NotFound(`document ${document}`)
  const [own, assessment] = [await listOwnGroups(db, organisation.id), found.assessment === null ? null : await findAssessment(db, organisation.id, found.assessment)]
  const asked = formChanges(await findSettings(db, organisation.id))
  return { found, homes: homesFor(own, asked), asked, assessment }
}

async function loadToReview(at: { readonly document: string }, house: Pick<House, 'db' | 'organisation'>): Promise<Looked> {
  const loaded = await load(at, house)
  if (loaded.found.state !== 'to review') throw new NotFound('nothing to look through')
  return loaded
}

/** What was brought in is read by those who may read what it became. */
function mayRead(person: Person, { found, assessment }: Looked): boolean {
  return mayLookThrough(person, found) || (assessment !== null && mayReadAssessment(person, assessment)) || (found.item !== null && mayReadAssessments(person))
}

export const broughtInOne = page({
  path: paths.import,
  load,
  access: mayRead,
  view({ found, homes, assessment }, { person }) {
    const at = { document: found.id }
    const all = toLookAt(found.passages)
    const left = all.filter((each) => each.taken === null)
    const placed = all.filter((each) => each.home !== null && each.home !== 'form')
    // A line that only looks like a title stands under no question.
    const known = placed.filter((each) => each.label !== '')
    const homeless = all.filter((each) => each.home === null)
    const original = html`<p class="govuk-body"><a class="govuk-link" href="${paths.importOriginal.to(at)}">The original, ${found.fileName}</a></p>`
    if (found.state === 'waiting' || found.state === 'reading') {
      return { title: `Reading ${found.fileName}`, crumbs: [front, list], main: html`<h1 class="govuk-heading-l">Reading ${found.fileName}</h1><div class="dr-waiting" id="waiting" role="status" data-refresh="2">Finding the questions and what stands under them.</div>
        <p class="govuk-body">This page moves on by itself. If it does not, <a class="govuk-link" href="${paths.import.to(at)}">look again</a>. You can leave it: the document will be under <a class="govuk-link" href="${paths.imports.to()}">Documents brought in</a>.</p>` }
    }
    if (found.state === 'unreadable') return { title: 'This document could not be read', crumbs: [front, list], main: column(html`<h1 class="govuk-heading-l">This document could not be read</h1><p class="govuk-body-l">${found.refusal}</p><p class="govuk-body">Nothing was added, and nothing was kept of it.</p><a class="govuk-button" href="${paths.newImport.to()}">Try another document</a>`) }
    if (found.state === 'thrown away') return { title: found.fileName, crumbs: [front, list], main: column(html`<h1 class="govuk-heading-l">${found.fileName}</h1><p class="govuk-body">What was read of this was thrown away.</p>`) }
    return {
      title: found.fileName, crumbs: [front, list], guide,
      main: html`<h1 class="govuk-heading-l">${found.fileName}</h1>
        ${found.state === 'to review' && known.length === 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">This does not look like an impact assessment</p><p>None of the questions that assessments ask was found in it. If it is another document, throw this reading away and try the right one. If it is an assessment all the same, you can say of each passage where it goes.</p></div>`}
        ${found.state === 'to review' && known.length > 0 && html`<p class="govuk-body-l">We found ${known.length === 1 ? '1 answer' : `${things(known.length)} answers`} under questions that we know${homeless.length > 0 && `, and ${homeless.length === 1 ? '1 passage' : `${things(homeless.length)} passages`} that we could not place`}. Look at each beside your words, then say what it is to become.</p>`}
        ${found.notes.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">About this document</p><ul class="govuk-list govuk-list--bullet">${found.notes.map((each) => html`<li>${each}</li>`)}</ul></div>`}
        ${found.state === 'to review' && mayLookThrough(person, found) && html`<div class="govuk-button-group">${left.length > 0 ? html`<a class="govuk-button" href="${paths.reviewImport.to(at)}">Look through it (${left.length === all.length ? things(all.length) : `${things(left.length)} of ${things(all.length)} left`})</a>`
          : html`<a class="govuk-button" href="${paths.importToFinish.to(at)}">Make it an assessment to finish</a><a class="govuk-button govuk-button--secondary" href="${paths.importToRegister.to(at)}">Record it as done</a><a class="govuk-link" href="${paths.reviewImport.to(at)}">Look through it again</a>`}<a class="govuk-link" href="${paths.throwAwayImport.to(at)}">Throw this reading away</a></div>`}
        ${found.assessment !== null && html`<p class="govuk-body">It became <a class="govuk-link" href="${paths.assessment.to({ assessment: found.assessment })}">${assessment?.title ?? 'an assessment'}</a>. Brought in by ${found.by.name}, ${dayOf(found.at)}.</p>`}
        ${found.item !== null && html`<p class="govuk-body">It was <a class="govuk-link" href="${paths.item.to({ item: found.item })}">recorded in the programme</a> as done. Brought in by ${found.by.name}, ${dayOf(found.at)}.</p>`}
        ${original}
        <h2 class="govuk-heading-m">What was found, and where it goes</h2>
        ${found.passages.length === 0 ? html`<p class="govuk-body">No words were found.</p>` : reflowingTable({
          caption: 'What was found, and where it goes', captionClasses: 'govuk-visually-hidden', head: [{ text: 'In the document' }, { text: 'Words' }, { text: 'Where it goes' }],
          rows: [...all, ...found.passages.filter((each) => each.words === '' && each.home !== 'form')].map((each) => [{ text: each.label === '' ? 'Without a question' : each.label }, { text: shortened(each.words) }, { html: html`${each.words === '' ? 'Left empty in the document' : goesTo(each, homes)}` }]),
        })}`,
    }
  },
})

const shortened = (words: string): string => words.length <= 160 ? words : `${words.slice(0, words.lastIndexOf(' ', 156))} …`
const nameOfHome = (homes: readonly Home[], code: string): string => homes.find((each) => each.code === code)?.name ?? 'Nowhere'

function goesTo(passage: TakenPassage, homes: readonly Home[]): Html {
  if (passage.taken === 'left') return html`Left out`
  if (passage.taken !== null) return html`${nameOfHome(homes, passage.taken)}`
  if (passage.home === 'form') return html`<span class="dr-under">Seems to be the form’s own words</span>`
  return passage.home === null ? html`<span class="dr-sure dr-sure--low">Please say</span>` : html`${nameOfHome(homes, passage.home)} <span class="dr-under">To be looked at</span>`
}

const pageAt = (found: Imported, number: number): string => `${paths.reviewImport.to({ document: found.id })}?page=${number}`
const boxOf = (passage: Pick<TakenPassage, 'at'>): string => `p-${passage.at}`

function labelFor(passage: TakenPassage): string {
  const what = passage.label === '' ? `passage ${passage.at}` : `“${passage.label.length > 90 ? `${passage.label.slice(0, 88)}…` : passage.label}”`
  return passage.home === null ? `Where does ${what} belong?` : passage.home === 'form' ? `Is ${what} the form’s own words?` : `We took ${what} for`
}

/** Each passage beside what it was taken for: confirm it, move it, or leave it out. */
export const lookThrough = form({
  path: paths.reviewImport,
  async load(at, house) {
    const loaded = await loadToReview(at, house)
    const all = toLookAt(loaded.found.passages)
    const pages = Math.max(1, Math.ceil(all.length / atOnce))
    const asked = Number(/^\d{1,4}$/.exec(house.query.get('page'))?.[0] ?? 0)
    const first = all.findIndex((each) => each.taken === null)
    const number = Math.min(Math.max(1, asked === 0 ? Math.floor(Math.max(0, first) / atOnce) + 1 : asked), pages)
    return { ...loaded, all, pages, number, here: all.slice((number - 1) * atOnce, number * atOnce) }
  },
  access: (person, { found }) => mayLookThrough(person, found),
  version: ({ found }) => String(found.version),
  fields: ({ here, homes }): Fields => Object.fromEntries(here.map((each) => [boxOf(each), choice({ from: ['left', ...homes.map((home) => home.code)], missing: `Choose where ${each.label === '' ? 'this' : `“${each.label.slice(0, 80)}”`} belongs, or leave it out` })])),
  starting: ({ here }) => Object.fromEntries(here.map((each) => [boxOf(each), each.taken ?? (each.home === 'form' ? 'left' : each.home ?? '')])),
  view({ found, here, homes, number, pages }, answers) {
    const ask = questions(answers)
    const options = [{ value: 'left', text: 'Leave it out (it stays in the original)' }, ...homes.map((home) => ({ value: home.code, text: home.name }))]
    return {
      title: `Look through ${found.fileName}`, crumbs: [front, list, { text: found.fileName, href: paths.import.to({ document: found.id }) }], wide: true, guide,
      main: html`<span class="govuk-caption-l">${found.fileName}${pages > 1 && `, page ${String(number)} of ${String(pages)}`}</span><h1 class="govuk-heading-l">Where does each part belong?</h1>
        <p class="govuk-body">Your document’s words stand beside each question. Change what we took for something else, and leave out what is not part of the assessment. What seem to be the form’s own words come last.</p>
        ${ask.form(number < pages ? 'These are right: go on' : 'These are right', html`${here.map((each) => html`<article class="dr-review" aria-label="${each.label === '' ? `Passage ${each.at}` : each.label}">
          <div class="dr-source"><p class="dr-source__place">${placeInWords(each.place)}</p>${each.label !== '' && html`<p class="dr-source__words"><strong>${each.label}</strong></p>`}<p class="dr-source__words">${each.words.length > 1500 ? `${each.words.slice(0, 1500)} … (${(each.words.length - 1500).toLocaleString('en-GB')} more characters)` : each.words}</p></div>
          <div class="dr-reading${(each.home === null || each.trust === 'check') && each.home !== 'form' && ' dr-reading--doubt'}">${ask.select(boxOf(each), labelFor(each), options)}
            <p class="govuk-hint govuk-!-margin-bottom-0">${each.home === null ? html`<span class="dr-sure dr-sure--low">Please say</span> ` : each.trust === 'check' && each.home !== 'form' ? html`<span class="dr-sure dr-sure--middle">Check this</span> ` : ''}${each.because}.</p></div>
        </article>`)}`, { cancel: paths.import.to({ document: found.id }), action: pageAt(found, number) })}`,
    }
  },
  async submit(values, { found, here, homes, number, pages }, { db, organisation }) {
    const decided = new Map(here.map((each) => [each.at, String(values[boxOf(each)])]))
    const changed = take(found, decided, homes)
    const [first] = here
    if ('refused' in changed) return { problems: { [first ? boxOf(first) : '']: changed.refused } }
    if (!await saveImported(db, organisation.id, changed)) return { problems: { [first ? boxOf(first) : '']: changedMeanwhile } }
    const moved = here.filter((each) => (each.home === 'form' ? 'left' : each.home) !== decided.get(each.at)).length
    return {
      goTo: number < pages ? pageAt(found, number + 1) : paths.import.to({ document: found.id }), said: number < pages ? 'Saved. Here is the next part.' : 'You have looked at all of it.',
      entry: { did: 'impact-assessments.document-looked-through', on: { room, id: found.id, version: changed.version }, detail: { passages: here.length, moved } },
    }
  },
})

/** Said on both pages on which it becomes something, so that nobody types from memory. */
function asWritten({ found }: Looked, homes: readonly string[]): Html | false {
  const said = found.passages.filter((each) => each.taken !== null && homes.includes(each.taken))
  return said.length > 0 && html`<div class="dr-source govuk-!-margin-bottom-6"><p class="dr-source__place">In the document</p><dl class="dr-source__cells">${said.map((each) => html`<dt>${each.label === '' ? 'Without a question' : each.label}</dt><dd>${shortened(each.words)}</dd>`)}</dl></div>`
}

export const importToFinish = form({
  path: paths.importToFinish,
  async load(at, house) {
    const departments = (await listDepartments(house.db, house.organisation.id)).filter((each) => mayBegin(house.person, each.id))
    return { ...await loadToReview(at, house), departments, undertakings: await listUndertakingNames(house.db, house.organisation.id), whole: mayBegin(house.person, null) }
  },
  access: (person, { found, departments, whole }) => mayLookThrough(person, found) && (whole || departments.length > 0),
  fields: ({ departments, undertakings, whole }) => ({
    title: text({ missing: 'Enter what is proposed', max: 200, subject: 'What is proposed' }), department: choice({ from: [...departments.map((each) => each.id), ...(whole ? ['whole'] : [])], missing: 'Select the department' }),
    undertaking: optional(choice({ from: undertakings.map((each) => each.id), missing: '' })), decider: optional(text({ missing: '', max: 200, subject: 'Who decides' })), due: optional(date({ missing: '', subject: 'The date of the decision' })),
  }),
  starting: ({ found }) => ({ title: wordsFor(found.passages, 'details/title').split('\n')[0]?.slice(0, 200) ?? '' }),
  view(loaded, answers) {
    const { found, departments, undertakings, whole } = loaded
    const ask = questions(answers)
    return {
      title: 'Make it an assessment to finish', back: paths.import.to({ document: found.id }), guide,
      main: column(html`<span class="govuk-caption-l">${found.fileName}</span><h1 class="govuk-heading-l">Make it an assessment to finish</h1>
        <p class="govuk-body">Its answers go into the boxes. What needs more than words, such as how bad an impact is, you say yourself: the words stand beside the question.</p>${asWritten(loaded, ['details/department', 'details/decider', 'details/lead', 'details/started', 'details/finished'])}
        ${ask.form('Make it', html`${ask.line('title', 'What is proposed?', 'A few words that people will know it by')}${ask.select('department', 'Which department is it for?', [...departments.map((each) => ({ value: each.id, text: each.name })), ...(whole ? [{ value: 'whole', text: 'The whole body' }] : [])])}
          ${undertakings.length > 0 && ask.select('undertaking', 'Which policy or service is it about? (optional)', undertakings.map((each) => ({ value: each.id, text: each.name })), undefined, 'None of these, or something new')}${ask.line('decider', 'Who will decide? (optional)', 'For example, Cabinet')}${ask.date('due', 'When will it be decided? (optional)')}`, { cancel: paths.import.to({ document: found.id }) })}`),
    }
  },
  async submit(values, { found, asked }, { db, organisation, person, today, now }) {
    const ready = become(found, { assessment: '' })
    if ('refused' in ready) return { problems: { title: ready.refused } }
    const { assessment, entry } = await beginAssessment(db, organisation.id, { title: values.title, undertaking: values.undertaking, department: values.department === 'whole' ? null : values.department, decisionMaker: values.decider ?? '', decisionDue: values.due, budgetRound: '', lead: { id: person.id, name: person.name } }, today, now)
    const answers = answersFrom(found.passages, asked)
    for (const [section, said] of answers) await saveSection(db, organisation.id, assessment, section, said as never, 0, person.name, now)
    if (!await saveImported(db, organisation.id, { ...ready, assessment: assessment.id })) return { problems: { title: changedMeanwhile } }
    return {
      goTo: paths.assessment.to({ assessment: assessment.id }), said: `${assessment.reference} was begun from ${found.fileName}. What it said stands beside each section.`,
      entry: [entry, { did: 'impact-assessments.document-brought-in', on: { room, id: found.id }, after: { assessment: assessment.id, sha256: found.sha256, sections: [...answers.keys()] } }],
    }
  },
})

const days = ['started', 'finished', 'published', 'reviewed'] as const
const dayWords: Record<(typeof days)[number], string> = { started: 'When was it started? (optional)', finished: 'When was it finished?', published: 'When was it published? (optional)', reviewed: 'When was it reviewed? (optional)' }

export const importToRegister = form({
  path: paths.importToRegister,
  load: async (at, house) => ({ ...await loadToReview(at, house), undertakings: await listUndertakingNames(house.db, house.organisation.id) }),
  access: (person, { found }) => mayLookThrough(person, found),
  fields: ({ undertakings }) => ({
    undertaking: choice({ from: undertakings.map((each) => each.id), missing: 'Select the policy or service that it is about' }), started: optional(date({ missing: '', subject: 'The day it was started' })), finished: date({ missing: 'Enter the day it was finished', subject: 'The day it was finished' }),
    published: optional(date({ missing: '', subject: 'The day it was published' })), reviewed: optional(date({ missing: '', subject: 'The day it was reviewed' })), address: optional(text({ missing: '', max: 500, subject: 'The address' })),
  }),
  view(loaded, answers) {
    const { found, undertakings } = loaded
    const ask = questions(answers)
    return {
      title: 'Record it as done', back: paths.import.to({ document: found.id }), guide,
      main: column(html`<span class="govuk-caption-l">${found.fileName}</span><h1 class="govuk-heading-l">Record it as done</h1>
        <p class="govuk-body">It becomes part of the programme, with its days and the original. Days are yours to say: documents often have them wrong.</p>${asWritten(loaded, ['details/title', 'details/started', 'details/first stage', 'details/finished', 'details/agreed', 'details/published', 'details/review'])}
        ${ask.form('Record it', html`${ask.select('undertaking', 'Which policy or service is it about?', undertakings.map((each) => ({ value: each.id, text: each.name })))}<p class="govuk-body">Not there? <a class="govuk-link" href="${paths.newUndertaking.to()}">Add it to the register</a> first.</p>
          ${days.map((name) => ask.date(name, dayWords[name]))}${ask.line('address', 'Where can it be read? (optional)', 'A link that starts with https://', { type: 'url', spellcheck: false })}`, { cancel: paths.import.to({ document: found.id }) })}`),
    }
  },
  async submit(values, { found }, { db, organisation, person, today }) {
    const undertaking = await findUndertaking(db, organisation.id, values.undertaking)
    if (!undertaking || !mayKeepRegister(person, undertaking.department)) return { problems: { undertaking: 'Only those who keep the register of its department may record this' } }
    for (const [at, name] of days.entries()) {
      const [day, before] = [values[name], days.slice(0, at).map((each) => values[each]).findLast((each) => each !== null)]
      if (day && Temporal.PlainDate.compare(day, today) > 0) return { problems: { [name]: 'The day must be today or in the past' } }
      if (day && before && Temporal.PlainDate.compare(day, before) < 0) return { problems: { [name]: 'The day must be the same as or after the day before it' } }
    }
    if (values.address !== null && !/^https?:\/\/[^\s]+$/.test(values.address)) return { problems: { address: 'The address must start with https://' } }
    const item: ProgrammeItem = {
      id: newId(), undertaking: undertaking.id, planned: quarterOf(values.finished), why: `Brought in from ${found.fileName}`, outside: true, screening: null, assessment: null,
      started: values.started, finished: values.finished, published: values.published, reviewed: values.reviewed, address: values.address ?? '', ended: null, version: 1,
    }
    const done = become(found, { item: item.id })
    if ('refused' in done) return { problems: { undertaking: done.refused } }
    await insertItem(db, organisation.id, item)
    if (!await saveImported(db, organisation.id, done)) return { problems: { undertaking: changedMeanwhile } }
    return { goTo: paths.item.to({ item: item.id }), said: `${found.fileName} was recorded.`, entry: { did: 'impact-assessments.document-recorded', on: { room, id: found.id }, after: { item: item.id, undertaking: undertaking.id, finished: values.finished.toString(), sha256: found.sha256 } } }
  },
})

export const importOriginal = download({
  path: paths.importOriginal,
  async load(at, house) {
    const loaded = await load(at, house)
    const bytes = loaded.found.state === 'thrown away' ? null : await house.files.find(loaded.found.sha256)
    if (!bytes) throw new NotFound('the file is not there')
    return { ...loaded, bytes }
  },
  access: (person, loaded) => mayRead(person, loaded),
  // Never shown inside our own pages: a file that somebody gave is only ever saved.
  send: ({ found, bytes }) => ({ fileName: found.fileName, type: 'application/octet-stream', bytes }),
})

export const throwAwayImport = form({
  path: paths.throwAwayImport,
  load: loadToReview,
  access: (person, { found }) => mayLookThrough(person, found),
  fields: { confirm: choice({ from: ['yes'], missing: 'Confirm that you want to throw it away' }) },
  view: ({ found }, answers) => ({
    title: 'Throw this reading away', back: paths.import.to({ document: found.id }),
    main: column(html`<span class="govuk-caption-l">${found.fileName}</span><h1 class="govuk-heading-l">Throw this reading away</h1><p class="govuk-body">What was read, what you decided and the file go. Your own copy stays where it is.</p>
      ${questions(answers).form('Throw it away', questions(answers).oneOf('confirm', 'Are you sure?', [{ value: 'yes', text: 'Yes, throw it away' }]), { warning: true, cancel: paths.import.to({ document: found.id }) })}`),
  }),
  async submit(_values, { found }, { db, organisation, files }) {
    const gone = throwAway(found)
    if ('refused' in gone) return { problems: { confirm: gone.refused } }
    if (!await saveImported(db, organisation.id, { ...gone, passages: [] })) return { problems: { confirm: changedMeanwhile } }
    if (!await isFileNeeded(db, organisation.id, found.sha256)) await files.letGo(found.sha256)
    return { goTo: paths.imports.to(), said: `${found.fileName} was thrown away.`, entry: { did: 'impact-assessments.document-thrown-away', on: { room, id: found.id }, detail: { fileName: found.fileName } } }
  },
})

function placeInWords({ page, table, row, column, paragraph, line }: Place): string {
  const parts = [page === undefined ? '' : `page ${page}`, table === undefined ? '' : `table ${table}`, row === undefined ? '' : `row ${row}`, column === undefined ? '' : `column ${column}`, table !== undefined || paragraph === undefined ? '' : `paragraph ${paragraph}`, line === undefined || paragraph !== undefined ? '' : `line ${line}`].filter((each) => each !== '')
  const words = parts.join(', ')
  return words === '' ? 'In the document' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What the document says that belongs here, beside the form in which it is to be said. */
export function fromDocument(document: Imported | null, belongs: (home: string) => boolean, use?: (passage: TakenPassage) => Html): Html | false {
  const said = document === null ? [] : document.passages.filter((each) => each.taken !== null && each.words !== '' && belongs(each.taken))
  return document !== null && said.length > 0 && html`<details class="govuk-details" open><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the document said (${said.length === 1 ? '1 passage' : `${things(said.length)} passages`})</span></summary><div class="govuk-details__text">
    ${said.map((each) => html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${each.label === '' ? 'Without a question' : each.label}</strong></p>${lines(each.words)}${use !== undefined && html`<p class="govuk-body">${use(each)}</p>`}`)}
    <p class="govuk-body-s"><a class="govuk-link" href="${paths.import.to({ document: document.id })}">${document.fileName}</a></p></div></details>`
}
