import { newId } from '#database/identity.ts'
import { decodeText } from '#documents/decode.ts'
import { delimiterOf, parseRows } from '#documents/separated-values.ts'
import { listInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { file, tick } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayAddValues } from '../access.ts'
import { isOfPeople, type Indicator, type Value } from '../indicator.ts'
import { insertProof, insertValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import type { Proved, Standing } from '../proving.ts'
import { columnNames, missingColumns, readFile, type ReadValue } from '../written-values.ts'
import { besides, comparedQuestion, notCompared } from './compared.ts'
import { check, keptOf, type Checked } from './figures.ts'
import { crumbsTo, indicatorOrNone } from './parts.ts'

/** Twenty years of quarters: each row of people is proved by itself. */
const mostRows = 80

type Read = ReturnType<typeof readFile> | { readonly refused: string }

function readUpload(bytes: Uint8Array, { indicator, all }: { readonly indicator: Indicator; readonly all: readonly Value[] }, today: Temporal.PlainDate): Read {
  const { text } = decodeText(bytes)
  const rows = text.split('\n', mostRows + 3).length > mostRows + 2 ? null : parseRows(text, delimiterOf(text), { rows: mostRows + 1 })
  return rows === null ? { refused: `The file must have ${mostRows} rows or fewer` } : readFile(indicator, rows, all, today)
}

/** Each row with what the gate says of it beside what stands and the rows before it. Ends with the first that is refused. */
async function checkRows(indicator: Indicator, rows: readonly ReadValue[], standing: readonly Standing[], today: Temporal.PlainDate): Promise<readonly { readonly checked: Checked; readonly standing: readonly Standing[] }[]> {
  const made: { readonly checked: Checked; readonly standing: readonly Standing[] }[] = []
  let known = standing
  for (const { typed } of rows.toSorted((a, b) => Temporal.PlainDate.compare(a.typed.period.to, b.typed.period.to))) {
    const checked = await check(indicator, typed, known, today)
    made.push({ checked, standing: known })
    if ('refused' in checked.said) break
    known = [...known, { value: valueOf({ typed, commentary: '', source: '' }, checked.said, { by: '', at: Temporal.Instant.fromEpochMilliseconds(0) }, `row ${typed.period.to.toString()}`), held: checked.said.held }].sort((a, b) => Temporal.PlainDate.compare(a.value.to, b.value.to))
  }
  return made
}

const valueOf = ({ typed, commentary, source }: Pick<ReadValue, 'typed' | 'commentary' | 'source'>, { figure }: Pick<Proved, 'figure'>, by: Pick<Value, 'by' | 'at'>, id: string): Value => ({ id, ...typed.period, figure, breakdown: null, beside: [], commentary, source, replaces: null, why: '', ...by })

/** Earlier values from a file: all of them, or none and every place that has to be mended. */
export const importValues = form({
  path: paths.importValues,
  async load({ indicator: id }, house) {
    const found = await indicatorOrNone(house, id)
    return { ...found, ...await besides(house, found.indicator, found.all, isOfPeople(found.indicator)) }
  },
  access: (person, { indicator }) => mayAddValues(person, indicator),
  fields: { file: file({ missing: 'Select a file', kinds: ['csv', 'text'], otherKind: 'The file must be CSV. In a spreadsheet, choose Save as and then CSV' }), compared: tick() },
  view({ indicator, standing, elsewhere }, answers) {
    const ask = questions(answers)
    const columns = [columnNames.ends, ...(indicator.denominator === '' ? [columnNames.value] : [columnNames.numerator, columnNames.denominator]), columnNames.commentary]
    return {
      title: 'Read earlier values from a file', crumbs: crumbsTo(indicator), guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${indicator.title}</span><h1 class="govuk-heading-l">Read earlier values from a file</h1>
        <p class="govuk-body">A CSV file with a row for each ${indicator.frequency}. Its first row names the columns: ${listInWords(columns)}. ${columnNames.source} may be there too. “${columnNames.ends}” is the last day of the ${indicator.frequency}, like 31/03/2026.</p>
        <p class="govuk-body">All rows are taken, or none.${isOfPeople(indicator) && ' Each is checked beside the others: no number that could name somebody is taken.'}</p>
        ${ask.form('Read this file', html`${ask.file('file', 'Your file', undefined, '.csv,text/csv')}${isOfPeople(indicator) && comparedQuestion(ask, { standing, elsewhere })}`, { upload: true, cancel: paths.indicator.to({ indicator: indicator.id }) })}</div></div>`,
    }
  },
  async before({ file: given }, loaded, { today }) {
    const read = readUpload(given.bytes, loaded, today)
    return isOfPeople(loaded.indicator) && !('problems' in read) && !('refused' in read) ? checkRows(loaded.indicator, read, loaded.standing, today) : null
  },
  async submit({ file: given, compared }, loaded, house, checked) {
    const { indicator } = loaded
    const read = readUpload(given.bytes, loaded, house.today)
    if ('refused' in read) return { problems: { file: read.refused } }
    if ('problems' in read) {
      const [missing] = read.problems
      if (missing?.problem === missingColumns) return { problems: { file: `Nothing was taken. The first row of the file must name ${missing.column.includes(',') ? 'these columns' : 'this column'} too: ${missing.column}` } }
      const [first, ...rest] = read.problems.map((each) => `row ${each.row}, column ${each.column}: ${each.problem}`)
      return { problems: { file: `Nothing was taken. In ${[first, ...rest.slice(0, 4)].join('; in ')}${rest.length > 4 ? `; and ${rest.length - 4} more` : ''}` } }
    }
    const idsOf = (standing: readonly Standing[]): string => standing.map((each) => each.value.id).join(' ')
    if (checked?.[0] !== undefined && idsOf(checked[0].standing) !== idsOf(loaded.standing)) return { problems: { file: 'Another value was saved just now, so these have to be checked beside it. Read the file again' } }
    const values: { readonly value: Value; readonly proved: Proved | null }[] = []
    for (const [index, row] of read.toSorted((a, b) => Temporal.PlainDate.compare(a.typed.period.to, b.typed.period.to)).entries()) {
      const own = checked?.[index]
      const kept = keptOf(indicator, row.typed, own?.standing ?? [], own?.checked)
      if ('refused' in kept) return { problems: { file: `Nothing was taken. In row ${row.row}: ${kept.refused}` } }
      values.push({ value: valueOf(row, kept, { by: house.person.name, at: house.now }, newId()), proved: kept.proved })
    }
    if (isOfPeople(indicator) && !compared) return { problems: { compared: notCompared } }
    await insertValues(house.db, house.organisation.id, indicator.id, values.map((each) => each.value), house.person.id)
    for (const { value, proved } of values) if (proved !== null) await insertProof(house.db, house.organisation.id, value.id, proved, house.today)
    const sha256 = await house.files.keep(given.bytes)
    return { goTo: paths.indicator.to({ indicator: indicator.id }), said: `${values.length === 1 ? '1 value was' : `${values.length} values were`} read from the file.`, entry: { did: 'indicators.values-read', on: { room: 'indicators', id: indicator.id }, detail: { file: given.fileName, sha256 }, after: values.map(({ value }) => ({ to: value.to.toString(), figure: value.figure.text })) } }
  },
})
