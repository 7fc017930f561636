/** What is held about one person: found, given to them, corrected, erased, and no longer used. The address has a pseudonym, so that no log has a staff number. */
import type { Reading } from '#database/database.ts'
import { writeCsv, writeWord } from '#documents/write.ts'
import { dayInWords } from '#duty/dates.ts'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, text, tick } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadRows } from '../access.ts'
import { noAnswer, type AnswerColumn } from '../dataset.ts'
import { readsRows } from '../entries.ts'
import { findDataset, listDatasets } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import { correctAnswer, erasePerson, findHeldOn, findPersonKey, findStaffNumber, resumeProcessing, stopProcessing, type Corrected, type Held, type HeldOnPerson } from '../person-rights-store.ts'
import { rowsGoneUpTo } from '../retention.ts'
import { fieldName, home, periodWords, things, twoThirds } from './parts.ts'

const staffNumber = text({ missing: 'Enter the staff number', max: 60, subject: 'The staff number' })
const crumbs = [home, { text: 'What is held about one person', href: paths.findPerson.to() }]

/** By staff number, as the extracts write it. Looking for somebody is itself written down. */
export const findPersonPage = form({
  path: paths.findPerson,
  load: async () => null,
  access: mayReadRows,
  fields: { staffNumber },
  view(_nothing, answers) {
    const ask = questions(answers)
    return {
      title: 'What is held about one person', crumbs: [home], guide: 'one-persons-answers',
      main: twoThirds(html`<h1 class="govuk-heading-l">What is held about one person</h1>
        <p class="govuk-body">Somebody may ask what you hold about them, have it corrected or erased, or ask you to stop using it. Nothing here is used for a decision about them. That you looked is recorded.</p>
        ${ask.form('Find what is held', ask.line('staffNumber', 'Staff number', 'As the extracts write it', { classes: 'govuk-input--width-10', autocomplete: 'off', spellcheck: false }))}
        <p class="govuk-body"><a class="govuk-link" href="${paths.giveNotice.to()}">Record that somebody wants their answers not to be used</a></p>`),
    }
  },
  async submit({ staffNumber }, _nothing, { db, organisation }) {
    const key = await findPersonKey(db, organisation.id, staffNumber)
    if (key === null) {
      const gone = await rowsGone(db, organisation.id)
      return { problems: { staffNumber: gone === null ? 'Nothing is held about this staff number. Check it, or ask whether the extracts have staff numbers at all' : `Nothing is held about this staff number. Check it. If it is right, answer that nothing is held: ${goneWords(gone)}` } }
    }
    return { goTo: paths.heldOn.to({ key }), entry: { did: 'equality-monitoring.person-looked-for', on: { room: 'equality-monitoring', id: key } } }
  },
})

interface Loaded { readonly key: string; readonly held: HeldOnPerson; /** The newest day of which rows were deleted. */ readonly gone: Temporal.PlainDate | null }

const rowsGone = async (db: Reading, organisation: string): Promise<Temporal.PlainDate | null> => rowsGoneUpTo(await listDatasets(db, organisation, { states: ['current', 'replaced'], limit: 100_000 }))

/** For whoever answers a person, and for the person: what was deleted cannot be looked through any more. */
const goneWords = (upTo: Temporal.PlainDate): string => `rows of some extracts, the newest of ${dayInWords(upTo)}, were deleted when their time came, and what was counted from them names nobody`

async function load({ key }: { readonly key: string }, { db, organisation }: House): Promise<Loaded> {
  const number = await findStaffNumber(db, organisation.id, key)
  const held = number === null ? null : await findHeldOn(db, organisation.id, number)
  if (!held) throw new NotFound('nothing is held')
  return { key, held, gone: await rowsGone(db, organisation.id) }
}

const reads = ({ key }: Loaded) => readsRows(key, 'one person')
const crumbsTo = ({ key, held }: Loaded) => [...crumbs, { text: `Staff number ${held.staffNumber}`, href: paths.heldOn.to({ key }) }]

export const heldOn = page({
  path: paths.heldOn,
  load,
  access: mayReadRows,
  reads,
  view(loaded, { today, organisation }) {
    const { key, held, gone } = loaded
    return {
      title: 'What is held about one person', crumbs: crumbsTo(loaded).slice(0, 2), guide: 'one-persons-answers',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Staff number ${held.staffNumber}</h1><p class="dr-head__lead">${held.rows.length === 0 ? 'No answer is held in any extract.' : `Held in ${things(new Set(held.rows.map((each) => each.dataset.id)).size, 'extract')}.`}</p></div>
        ${held.rows.length > 0 && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.heldFile.docx.to({ key })}">Download as Word</a><a class="govuk-link" href="${paths.heldFile.csv.to({ key })}">Download as CSV</a></div>`}</div>
        ${held.stoppedOn && html`<div class="dr-note dr-note--at-risk"><h2 class="dr-note__heading">Their answers are not used</h2><p>They gave notice on ${dayInWords(held.stoppedOn)}. Every answer is counted as withdrawn, in this and every later extract.</p></div>
          <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Words of a letter that confirms it</span></summary><div class="govuk-details__text">${letter(held.stoppedOn, today, organisation.name)}</div></details>`}
        ${gone && html`<p class="govuk-body">This is all that is held: ${goneWords(gone)}.</p>`}
        ${held.rows.map((row) => rowOf(loaded, row))}
        <h2 class="govuk-heading-m">What they can ask for</h2><ul class="govuk-list dr-links">
          ${held.stoppedOn === null ? html`<li><a class="govuk-link" href="${paths.giveNotice.to()}?person=${key}">Stop using their answers</a></li>` : html`<li><a class="govuk-link" href="${paths.takeNoticeBack.to({ key })}">They have taken the notice back</a></li>`}
          ${held.rows.length > 0 && html`<li><a class="govuk-link" href="${paths.erasePerson.to({ key })}">Erase everything that is held about them</a></li>`}</ul>`,
    }
  },
})

function rowOf({ key, held }: Loaded, row: Held): Html {
  const where = `${row.dataset.source.name}, ${periodWords(row.dataset)}`
  return html`<h2 class="govuk-heading-m">${where}</h2>
    <p class="govuk-body-s">Row ${String(row.place)}${!row.counted && html`, a second post, which is not counted`}${row.dataset.state === 'replaced' && html`, of an extract that a correction has replaced`}. ${row.purpose}</p>
    <dl class="govuk-summary-list">${row.answers.map((each) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${fieldName(each.field)}</dt>
      <dd class="govuk-summary-list__value">${each.words}${each.questionSet !== null && html` <span class="dr-under">${questionName(each.questionSet)}</span>`}</dd>
      <dd class="govuk-summary-list__actions">${held.stoppedOn === null && html`<a class="govuk-link" href="${paths.correctAnswer.to({ key })}?extract=${row.dataset.id}&row=${String(row.place)}&answer=${encodeURIComponent(each.field)}">Correct<span class="govuk-visually-hidden"> ${fieldName(each.field).toLowerCase()} in ${where}</span></a>`}</dd></div>`)}</dl>`
}

const questionName = (set: string): string => `Question asked: ${findQuestionSet(set)?.name ?? 'in our own bands'}`

function letter(on: Temporal.PlainDate, today: Temporal.PlainDate, body: string): Html {
  return html`<p class="govuk-body">On ${dayInWords(on)} you asked us in writing not to use your answers for equality monitoring. We have stopped.</p>
    <p class="govuk-body">From ${dayInWords(today)} your answers are counted as “withdrawn”: we no longer keep what they say. Where you work and your grade are still counted, so that our totals are right. When your answers come to us again from another system, they are left out.</p>
    <p class="govuk-body">Figures that we published before are about groups of people and cannot be taken back. You can change your mind at any time. You can also complain to the Information Commissioner.</p>
    <p class="govuk-body">${body}</p>`
}

function tableOf({ held, gone }: Loaded) {
  const headings = ['Extract', 'It describes', 'What', 'Answer', 'Question asked', 'Why it is kept', 'What the law says', 'Kept for'].map((text) => ({ text }))
  const rows = held.rows.flatMap((row) => row.answers.map((each) => [row.dataset.source.name, periodWords(row.dataset), fieldName(each.field), each.words, each.questionSet === null ? '' : findQuestionSet(each.questionSet)?.name ?? 'Our own bands', row.purpose, row.lawfulBasis, things(row.keepRowsMonths, 'month')]))
  return { title: `What is held for equality monitoring about staff number ${held.staffNumber}`, notes: ['It is used to find out whether there is equality of opportunity and treatment between groups, and never for a decision about you. Only analysts can look at it, and each look is recorded.', ...(gone === null ? [] : [`This is all that is held: ${goneWords(gone)}.`]), 'You can ask us to correct it, to erase it or to stop using it, and you can complain to the Information Commissioner.'], headings, rows }
}

export const heldFiles = [
  download({ path: paths.heldFile.csv, load, access: mayReadRows, reads, send: (loaded) => ({ fileName: 'what-is-held.csv', type: 'text/csv; charset=utf-8', bytes: writeCsv(tableOf(loaded)) }) }),
  download({
    path: paths.heldFile.docx, load, access: mayReadRows, reads,
    send: async (loaded) => ({ fileName: 'what-is-held.docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: await writeWord(tableOf(loaded)) }),
  }),
]

/** One answer, of one row: what it is becomes what it should be, and the counts that it was in with it. */
export const correctAnswerPage = form({
  path: paths.correctAnswer,
  async load(at, house) {
    const loaded = await load(at, house)
    const row = loaded.held.rows.find((each) => each.dataset.id === house.query.get('extract') && String(each.place) === house.query.get('row'))
    const dataset = row && await findDataset(house.db, house.organisation.id, row.dataset.id)
    const column = dataset?.columns?.find((each) => each.field === house.query.get('answer'))
    const answer = row?.answers.find((each) => each.field === column?.field)
    if (!row || !column || !answer || loaded.held.stoppedOn !== null) throw new NotFound('no such answer')
    return { ...loaded, row, column, answer }
  },
  access: mayReadRows,
  reads: ({ key }) => readsRows(key, 'one person'),
  fields: ({ column }) => ({
    category: choice({ from: optionsOf(column).map((each) => each.value), missing: 'Select what it should be' }),
    number: text({ missing: column.kind === 'number' ? 'Enter the number' : '', max: 12, subject: 'The number' }),
  }),
  starting: ({ column, answer }) => ({ category: optionsOf(column).find((each) => each.text === answer.words)?.value ?? (column.kind === 'number' ? 'number' : ''), number: column.kind === 'number' && /^[\d.]+$/.test(answer.words) ? answer.words : column.kind === 'number' ? '' : 'none' }),
  view(loaded, answers) {
    const { key, row, column, answer } = loaded
    const ask = questions(answers)
    return {
      title: `Correct ${fieldName(column.field).toLowerCase()}`, crumbs: crumbsTo(loaded), guide: 'one-persons-answers',
      main: twoThirds(html`<h1 class="govuk-heading-l">Correct ${fieldName(column.field).toLowerCase()}</h1>
        <p class="govuk-body">In ${row.dataset.source.name}, ${periodWords(row.dataset)} it says <span class="dr-written">${answer.words}</span>. The counts that it is in are corrected with it. Have it corrected where the extract is made too, or the next one brings the old answer back.</p>
        ${ask.form('Correct it', html`${ask.select('category', 'What should it be?', optionsOf(column))}${column.kind === 'number' ? ask.line('number', 'Number', undefined, { classes: 'govuk-input--width-5', inputmode: 'decimal' }) : html`<input type="hidden" name="number" value="none">`}`, { cancel: paths.heldOn.to({ key }) })}`),
    }
  },
  async submit({ category, number }, { key, row, column }, { db, organisation }) {
    const state = (Object.keys(noAnswer) as (keyof typeof noAnswer)[]).find((each) => category === `state ${each}`)
    if (category === 'number' && !/^\d{1,5}(\.\d{1,3})?$/.test(number)) return { problems: { number: 'The number must be like 37 or 0.5' } }
    const answer: Corrected = state !== undefined ? { state } : category === 'number' ? { number: Number(number) } : { category: category.slice('category '.length) }
    const done = await correctAnswer(db, organisation.id, { dataset: row.dataset.id, place: row.place, field: column.field, answer })
    if ('refused' in done) return { problems: { category: done.refused } }
    return { goTo: paths.heldOn.to({ key }), said: 'The answer was corrected.', entry: { did: 'equality-monitoring.answer-corrected', on: { room: 'equality-monitoring', id: row.dataset.id }, detail: { person: key, field: column.field } } }
  },
})

function optionsOf(column: AnswerColumn): readonly { readonly value: string; readonly text: string }[] {
  return [
    ...(column.kind === 'number' ? [{ value: 'number', text: 'The number below' }] : (column.categories ?? []).map((each) => ({ value: `category ${each.code}`, text: each.label }))),
    ...Object.keys(noAnswer).map((state) => ({ value: `state ${state}`, text: state.charAt(0).toUpperCase() + state.slice(1) })),
  ]
}

export const erasePersonPage = form({
  path: paths.erasePerson,
  async load(at, house) {
    const loaded = await load(at, house)
    if (loaded.held.rows.length === 0) throw new NotFound('nothing to erase')
    return loaded
  },
  access: mayReadRows,
  reads,
  fields: { sure: choice({ from: ['yes'], missing: 'Tick the box to show that you have read this' }) },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'Erase what is held about one person', crumbs: crumbsTo(loaded), guide: 'one-persons-answers',
      main: twoThirds(html`<h1 class="govuk-heading-l">Erase everything about staff number ${loaded.held.staffNumber}?</h1>
        <p class="govuk-body">Their rows in ${things(new Set(loaded.held.rows.map((each) => each.dataset.id)).size, 'extract')} go, for good. What was counted stays: it is about groups of people, and figures that were published cannot be taken back.</p>
        <p class="govuk-body">The next extract brings them back if they are still in it. If they do not want their answers to be used at all, <a class="govuk-link" href="${paths.giveNotice.to()}?person=${loaded.key}">record that first</a>.</p>
        ${ask.form('Erase it', ask.anyOf('sure', 'Are you sure?', [{ value: 'yes', text: 'Yes, erase everything that is held about them' }]), { warning: true, cancel: paths.heldOn.to({ key: loaded.key }) })}`),
    }
  },
  async submit(_values, { key, held }, { db, organisation }) {
    const gone = await erasePerson(db, organisation.id, held.staffNumber)
    return { goTo: paths.findPerson.to(), said: 'Everything that was held about them was erased.', entry: { did: 'equality-monitoring.person-erased', on: { room: 'equality-monitoring', id: key }, detail: { extracts: [...gone.datasets] } } }
  },
})

/** Paragraph 8(5) of Schedule 1 to the Data Protection Act 2018: a written notice, with its day. It may be about somebody of whom nothing is held yet. */
export const giveNoticePage = form({
  path: paths.giveNotice,
  async load(_at, { db, organisation, query }) {
    return { staffNumber: await findStaffNumber(db, organisation.id, query.get('person')) }
  },
  access: mayReadRows,
  fields: { staffNumber, on: date({ missing: 'Enter the day of the notice', subject: 'The day of the notice' }), written: tick() },
  starting: ({ staffNumber }, { today }) => ({ staffNumber: staffNumber ?? '', 'on-day': String(today.day), 'on-month': String(today.month), 'on-year': String(today.year) }),
  view(_loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'Stop using somebody’s answers', crumbs, guide: 'one-persons-answers',
      main: twoThirds(html`<h1 class="govuk-heading-l">Stop using somebody’s answers</h1>
        <p class="govuk-body">Somebody may ask in writing that their answers are not used for equality monitoring: paragraph 8(5) of Schedule 1 to the Data Protection Act 2018. You have a reasonable time to stop. Due Regard stops at once.</p>
        <ul class="govuk-list govuk-list--bullet"><li>Their answers become “withdrawn” in every extract whose rows are kept, and what they said is gone.</li><li>Later extracts are taken in without their answers.</li><li>Where they work and their grade stay, so that totals are right.</li><li>What was counted and published before stays.</li></ul>
        ${ask.form('Stop using their answers', html`${ask.line('staffNumber', 'Staff number', undefined, { classes: 'govuk-input--width-10', autocomplete: 'off', spellcheck: false })}${ask.date('on', 'Day of the notice')}${ask.tick('written', 'They have asked for this in writing')}`, { warning: true, cancel: paths.findPerson.to() })}`),
    }
  },
  async submit({ staffNumber, on, written }, _loaded, { db, organisation, today }) {
    if (Temporal.PlainDate.compare(on, today) > 0) return { problems: { on: 'The day of the notice must be today or in the past' } }
    if (!written) return { problems: { written: 'Tick the box once you have it in writing' } }
    const { rows } = await stopProcessing(db, organisation.id, staffNumber, on)
    const key = await findPersonKey(db, organisation.id, staffNumber)
    if (key === null) throw new NotFound('the notice was not kept')
    return { goTo: paths.heldOn.to({ key }), said: 'Their answers are no longer used.', entry: { did: 'equality-monitoring.person-stopped', on: { room: 'equality-monitoring', id: key }, detail: { on: on.toString(), rows } } }
  },
})

export const takeNoticeBackPage = form({
  path: paths.takeNoticeBack,
  async load(at, house) {
    const loaded = await load(at, house)
    if (loaded.held.stoppedOn === null) throw new NotFound('no notice')
    return loaded
  },
  access: mayReadRows,
  reads,
  fields: { written: tick() },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'The notice is taken back', crumbs: crumbsTo(loaded), guide: 'one-persons-answers',
      main: twoThirds(html`<h1 class="govuk-heading-l">They have taken the notice back</h1><p class="govuk-body">Their answers are taken in again from the next extract on. What was withdrawn is gone and does not come back.</p>
        ${ask.form('Use their answers again', ask.tick('written', 'They have said so in writing'), { cancel: paths.heldOn.to({ key: loaded.key }) })}`),
    }
  },
  async submit({ written }, { key, held }, { db, organisation }) {
    if (!written) return { problems: { written: 'Tick the box once you have it in writing' } }
    await resumeProcessing(db, organisation.id, held.staffNumber)
    // Of somebody who has no row, nothing but the notice was kept: once it is gone there is nobody to show.
    return { goTo: held.rows.length === 0 ? paths.findPerson.to() : paths.heldOn.to({ key }), said: 'Their answers are used again from the next extract on.', entry: { did: 'equality-monitoring.notice-taken-back', on: { room: 'equality-monitoring', id: key } } }
  },
})
