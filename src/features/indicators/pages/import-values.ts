import { newId } from '#database/identity.ts'
import { decodeText } from '#documents/decode.ts'
import { delimiterOf, parseRows } from '#documents/separated-values.ts'
import { html } from '#html/html.ts'
import { file, tick } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayAddValues } from '../access.ts'
import type { Value } from '../indicator.ts'
import { insertValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { columnNames, readFile } from '../written-values.ts'
import { crumbsTo, indicatorOrNone } from './parts.ts'

const mostRows = 500

/** Earlier values from a file: all of them, or none and every place that has to be mended. */
export const importValues = form({
  path: paths.importValues,
  load: ({ indicator: id }, house) => indicatorOrNone(house, id),
  access: (person, { indicator }) => mayAddValues(person, indicator),
  fields: { file: file({ missing: 'Select a file', kinds: ['csv', 'text'], otherKind: 'The file must be CSV. In a spreadsheet, choose Save as and then CSV' }), isCleared: tick() },
  view({ indicator }, answers) {
    const ask = questions(answers)
    const columns = [columnNames.ends, ...(indicator.denominator === '' ? [columnNames.value] : [columnNames.numerator, columnNames.denominator]), columnNames.commentary]
    return {
      title: 'Read earlier values from a file', crumbs: crumbsTo(indicator), guide: 'indicators',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${indicator.title}</span><h1 class="govuk-heading-l">Read earlier values from a file</h1>
        <p class="govuk-body">A CSV file with a row for each ${indicator.frequency}. Its first row names the columns: ${columns.map((each, index) => html`${index > 0 && (index === columns.length - 1 ? ' and ' : ', ')}<strong>${each}</strong>`)}. <strong>${columnNames.source}</strong> may be there too. “${columnNames.ends}” is the last day of the ${indicator.frequency}, like 31/03/2026.</p>
        <p class="govuk-body">All rows are taken, or none.</p>
        ${ask.form('Read this file', html`${ask.file('file', 'Your file', undefined, '.csv,text/csv')}${indicator.about === 'people' && ask.tick('isCleared', 'These figures are from a report or release that has been published or cleared')}`, { upload: true, cancel: paths.indicator.to({ indicator: indicator.id }) })}</div></div>`,
    }
  },
  async submit({ file: given, isCleared }, { indicator, all }, house) {
    if (indicator.about === 'people' && !isCleared) return { problems: { isCleared: 'Confirm that these figures have been published or cleared' } }
    const { text } = decodeText(given.bytes)
    const rows = text.split('\n', mostRows + 3).length > mostRows + 2 ? null : parseRows(text, delimiterOf(text), { rows: mostRows + 1 })
    if (rows === null) return { problems: { file: `The file must have ${mostRows} rows or fewer` } }
    const read = readFile(indicator, rows, all, house.today)
    if ('problems' in read) {
      const [first, ...rest] = read.problems.map((each) => `row ${each.row}, column ${each.column}: ${each.problem}`)
      return { problems: { file: `Nothing was taken. In ${[first, ...rest.slice(0, 4)].join('; in ')}${rest.length > 4 ? `; and ${rest.length - 4} more` : ''}` } }
    }
    const values = read.map((each): Value => ({ id: newId(), ...each.period, figure: each.figure, breakdown: null, beside: [], commentary: each.commentary, source: each.source, replaces: null, why: '', by: house.person.name, at: house.now }))
    await insertValues(house.db, house.organisation.id, indicator.id, values, house.person.id)
    const sha256 = await house.files.keep(given.bytes)
    return { goTo: paths.indicator.to({ indicator: indicator.id }), said: `${values.length === 1 ? '1 value was' : `${values.length} values were`} read from the file.`, entry: { did: 'indicators.values-read', on: { room: 'indicators', id: indicator.id }, detail: { file: given.fileName, sha256 }, after: values.map((each) => ({ to: each.to.toString(), figure: each.figure.text })) } }
  },
})
