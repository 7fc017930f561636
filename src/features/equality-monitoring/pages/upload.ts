import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, file, optional, text, tick, type Body, type Field, type Values } from '#web/fields.ts'
import { form, type House, type Open } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepDatasets } from '../access.ts'
import type { Dataset, Source } from '../dataset.ts'
import { findSameExtract, insertDataset, listDatasets } from '../dataset-store.ts'
import { nextPeriod, type Period } from '../next-period.ts'
import { paths } from '../paths.ts'
import { crumbsToSource, givenOn, kindOf, periodWords, twoThirds } from './parts.ts'
import { wantedSource } from './sources.ts'

interface Loaded { readonly source: Source; readonly current: readonly Dataset[] }

async function load({ source: id }: { readonly source: string }, { db, organisation }: House): Promise<Loaded> {
  const source = await wantedSource(db, organisation.id, id)
  if (source.ended) throw new NotFound('this source has ended')
  return { source, current: await listDatasets(db, organisation.id, { source: id, states: ['current'] }) }
}

/** The day or period that it describes, whether it corrects an earlier one, and whether it may be read although it was given before. */
const fieldsFor = ({ source, current }: Loaded) => ({
  from: kindOf(source.kind).each === 'period' ? unlessCorrecting(date({ missing: 'Enter the first day of the period', subject: 'The first day' })) : never,
  to: unlessCorrecting(kindOf(source.kind).each === 'period' ? date({ missing: 'Enter the last day of the period', subject: 'The last day' }) : date({ missing: 'Enter the day that the extract describes', subject: 'The day' })),
  corrects: optional(choice({ from: ['no', ...current.map((each) => each.id)], missing: 'Choose whether this corrects an earlier extract' })),
  note: optional(text({ missing: '', max: 500, subject: 'The note' })),
  again: tick(),
  sheet: optional(text({ missing: '', max: 100, subject: 'The name of the sheet' })),
})

const never: Field<Temporal.PlainDate | null> = { read: () => ({ value: null }) }

/** A correction describes the day of what it corrects, so its boxes may be left empty. */
function unlessCorrecting(day: Field<Temporal.PlainDate>): Field<Temporal.PlainDate | null> {
  const mayBeEmpty = optional(day)
  return { ...mayBeEmpty, read: (body, name, uploads) => (isCorrecting(body) ? mayBeEmpty : day).read(body, name, uploads) }
}

const isCorrecting = (body: Body): boolean => body['corrects'] !== undefined && body['corrects'] !== '' && body['corrects'] !== 'no'

/** The next day or period after the newest that was taken in: right as often as not, and quick to change. */
function starting({ source, current }: Loaded, { today, query }: House): Body {
  const corrected = current.find((each) => each.id === query.get('corrects'))
  if (corrected) return { ...(corrected.from === null ? {} : dayParts('from', corrected.from)), ...dayParts('to', corrected.to), corrects: corrected.id }
  const { from, to } = nextPeriod(kindOf(source.kind).each, current, today)
  return { ...(from === null ? {} : dayParts('from', from)), ...dayParts('to', to), corrects: 'no' }
}

const dayParts = (name: string, day: Temporal.PlainDate): Body => ({ [`${name}-day`]: String(day.day), [`${name}-month`]: String(day.month), [`${name}-year`]: String(day.year) })

/** Give the file: it is kept, and read by a job, so a long one holds nobody up. */
export const uploadExtract = form({
  path: paths.upload,
  load,
  access: mayKeepDatasets,
  fields: (loaded) => ({
    extract: file({ missing: 'Select the extract', kinds: [], otherKind: 'The selected file must be a CSV file, an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods)' }),
    ...fieldsFor(loaded),
  }),
  starting,
  view({ source, current }, answers, { deployment, query }) {
    const ask = questions(answers)
    return {
      title: `Upload an extract: ${source.name}`, crumbs: crumbsToSource(source), guide: 'upload-an-extract',
      main: twoThirds(html`<h1 class="govuk-heading-l">Upload an extract: ${source.name}</h1>
        ${ask.form('Read this extract', html`
          ${ask.file('extract', 'The extract', `CSV, Excel or OpenDocument, up to ${deployment.uploadMegabytes} MB, with a heading over each column. One row for each ${kindOf(source.kind).each === 'snapshot' ? 'employee' : 'person or case'}.`, '.csv,.tsv,.txt,.xlsx,.xlsm,.ods')}
          ${periodQuestions(ask, source)}${sheetQuestion(ask, answers.problems['sheet'] !== undefined || query.get('sheet') === 'other')}${correctionQuestions(ask, source, current, answers.body, answers.problems)}`, { upload: true })}
        <p class="govuk-body">No file to hand? <a class="govuk-link" href="${paths.paste.to({ source: source.id })}">Paste the rows from a spreadsheet</a>.</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What happens to it</span></summary><div class="govuk-details__text">
          <p class="govuk-body">It stays on this system. Only analysts can look at it, and each time that one does is recorded. The file is let go once its rows have been taken in, and the rows are deleted when their time comes.</p>
          <p class="govuk-body">Leave out what is not needed: names, addresses, National Insurance numbers. Columns like these are never read in.</p></div></details>`),
    }
  },
  async submit({ extract, ...given }, loaded, house) {
    return begin(house, loaded, given, extract.fileName, extract.bytes)
  },
})

export const pasteExtract = form({
  path: paths.paste,
  load,
  access: mayKeepDatasets,
  fields: (loaded) => ({ rows: text({ missing: 'Paste the rows, with their headings', max: 900_000, subject: 'What you paste' }), ...fieldsFor(loaded) }),
  starting,
  view({ source, current }, answers) {
    const ask = questions(answers)
    return {
      title: `Paste an extract: ${source.name}`, crumbs: crumbsToSource(source), guide: 'upload-an-extract',
      main: twoThirds(html`<h1 class="govuk-heading-l">Paste an extract: ${source.name}</h1>
        <p class="govuk-body">Select the rows in your spreadsheet, with the headings, copy them, and paste them here. For more than a few thousand rows, <a class="govuk-link" href="${paths.upload.to({ source: source.id })}">upload a file</a>.</p>
        ${ask.form('Read these rows', html`${ask.lines('rows', 'The rows, with their headings', undefined, 10)}${periodQuestions(ask, source)}${correctionQuestions(ask, source, current, answers.body, answers.problems)}`)}`),
    }
  },
  async submit({ rows, ...given }, loaded, house) {
    return begin(house, loaded, given, rows.includes('\t') ? 'Pasted rows.tsv' : 'Pasted rows.csv', new TextEncoder().encode(rows))
  },
})

type Ask = Pick<ReturnType<typeof questions<ReturnType<typeof fieldsFor>>>, 'date' | 'line' | 'oneOf' | 'lines' | 'tick'>

function periodQuestions(ask: Ask, source: Source): Html {
  return kindOf(source.kind).each === 'snapshot' ? ask.date('to', 'Which day does it describe?', 'The last day of a quarter is usual') : html`${ask.date('from', 'From which day?')}${ask.date('to', 'To which day?')}`
}

/** Most workbooks have one sheet that matters. Whichever was read is named on the next page, with those that were not. */
function sheetQuestion(ask: Ask, isOpen: boolean): Html {
  return html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">The workbook has several sheets</span></summary><div class="govuk-details__text">
    ${ask.line('sheet', 'Which sheet is the extract on? (optional)', 'Its name as on its tab. If you leave this empty, the sheet is read whose headings are those of last time, or else look like an extract’s. The next page says which it was')}</div></details>`
}

function correctionQuestions(ask: Ask, source: Source, current: readonly Dataset[], body: Body, problems: { readonly [name: string]: string | undefined }): Html {
  const isOpen = ['corrects', 'note', 'again'].some((each) => problems[each] !== undefined) || isCorrecting(body)
  const each = kindOf(source.kind).each === 'snapshot' ? 'day' : 'period'
  return html`${problems['again'] !== undefined && ask.tick('again', 'Read it again all the same')}
    ${current.length > 0 && html`<details class="govuk-details"${isOpen && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">It corrects an extract that was taken in before</span></summary><div class="govuk-details__text">
      <p class="govuk-body">It describes the same ${each} as what it corrects. You need not change the ${each} above.</p>
      ${ask.oneOf('corrects', 'Which extract does it correct?', [{ value: 'no', text: 'None: it is a new one' }, ...current.slice(0, 12).map((each) => ({ value: each.id, text: periodWords(each), hint: `Given on ${givenOn(each)} by ${each.by.name}` }))])}
      ${ask.lines('note', 'What was wrong, for readers of the figures?', 'For example, 112 staff of the library service had been left out. Say nothing about any one person', 3)}</div></details>`}`
}

/** Nobody has touched the day that the form proposed for a new extract, so it says nothing of a correction. */
const isAsSuggested = (given: { readonly from: Temporal.PlainDate | null; readonly to: Temporal.PlainDate | null }, suggested: Period): boolean =>
  given.to?.equals(suggested.to) === true && (given.from?.toString() ?? null) === (suggested.from?.toString() ?? null)

async function begin({ db, organisation, person, now, today, files }: House & Open, { source, current }: Loaded, given: Values<ReturnType<typeof fieldsFor>>, fileName: string, bytes: Uint8Array) {
  const { corrects, note, again, sheet } = given
  const corrected = current.find((each) => each.id === corrects)
  const period = corrected && (given.to === null || given.from === null && corrected.from !== null || isAsSuggested(given, nextPeriod(kindOf(source.kind).each, current, today))) ? corrected : given
  const { from, to } = period
  if (to === null) return { problems: { to: 'Enter the day that the extract describes' } }
  if (Temporal.PlainDate.compare(to, today) > 0) return { problems: { to: 'The day must be today or in the past' } }
  if (from !== null && Temporal.PlainDate.compare(from, to) > 0) return { problems: { to: 'The last day must be the same as or after the first day' } }
  const same = current.find((each) => each.to.equals(to) && (from === null ? each.from === null : each.from?.equals(from) === true))
  if (corrected && note === null) return { problems: { note: 'Enter what was wrong, for readers of the figures' } }
  if (corrected && corrected !== same) return { problems: { to: `A correction must describe the same ${from === null ? 'day' : 'period'} as what it corrects: ${periodWords(corrected)}` } }
  if (same && !corrected) return { problems: { corrects: `There is an extract for ${periodWords(same)} already. Choose it here if this one corrects it, or change the day` } }
  const sha256 = await files.keep(bytes)
  const before = await findSameExtract(db, organisation.id, source.id, sha256)
  if (before && !again) return { problems: { again: `This file was given on ${givenOn(before)} by ${before.by.name}, for ${periodWords(before)}. Tick the box below to read it again` } }
  const id = newId()
  await insertDataset(db, organisation.id, { id, source: source.id, from, to, fileName, sha256, ...(sheet === null ? {} : { sheet }), ...(corrected ? { replaces: corrected.id, correctionNote: note ?? '' } : {}), by: { id: person.id, name: person.name }, at: now })
  return {
    goTo: paths.dataset.to({ dataset: id }),
    entry: { did: 'equality-monitoring.extract-given', on: { room: 'equality-monitoring', id }, after: { source: source.name, from: from?.toString() ?? null, to: to.toString(), fileName, sha256, corrects: corrected?.id ?? null } } as const,
  }
}
