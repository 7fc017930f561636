import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { mulberry32 } from '#statistics/pay-gap-interval.ts'
import { openExtract } from './commands/extract-rows.ts'
import { figuresOfColumns, type AskedColumns } from './figures-of-columns.ts'
import { figuresOfPlainColumns } from './plain-columns.ts'

const asked = (columns: Partial<AskedColumns>): AskedColumns => ({ group: ['Sex'], hourly: [], salary: [], hours: [], bonus: [], ...columns })
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
function slowly(bytes: Uint8Array, columns: AskedColumns, reference: string, others: readonly string[]) {
  const extract = openExtract(bytes, 'payroll.csv')
  if ('unreadable' in extract) throw new Error(extract.unreadable)
  return figuresOfColumns(extract.headings, extract.rows, columns, reference, others)
}

suite('Figures straight from the bytes of a plain file', () => {
  test('are those of the rows, whatever is missing, tied, blank or of another group', () => {
    const random = mulberry32(20_260_331)
    for (let round = 0; round < 40; round++) {
      const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] ?? list[0]!
      const rows = Array.from({ length: 5 + Math.floor(random() * 200) }, (_, at) => [String(at), pick(['M', 'F', 'F', 'X', '']), pick(['', '0', '11.44', '12', '15.5', '16.1594', String(Math.floor(random() * 9_000) / 100)]), pick(['', '0', '37', '18.5', '30']), pick(['', '', '0', '150', '1200.50'])].join(','))
      const bytes = bytesOf(`Number,Sex,Pay,Hours,Bonus${pick(['\n', '\r\n'])}${rows.join(pick(['\n', '\r\n']))}${pick(['', '\n', '\r\n\r\n'])}`)
      for (const columns of [asked({ hourly: ['Pay'] }), asked({ salary: ['Pay'], hours: ['Hours'] }), asked({ hourly: ['Pay'], bonus: ['Bonus'] })]) for (const others of [['F'], ['any'], ['F', 'X']]) {
        const quick = figuresOfPlainColumns(bytes, columns, 'M', others)
        assert.ok(quick, 'the file is plain')
        assert.deepEqual(quick, slowly(bytes, columns, 'M', others))
      }
    }
  })
  test('are left to the rows where a file is not plain', () => {
    const not = (text: string, columns = asked({ hourly: ['Pay'] })): void => { assert.equal(figuresOfPlainColumns(bytesOf(text), columns, 'M', ['F']), null, text) }
    for (const text of ['Sex,Pay\nM,"1,200"\nF,9', 'Sex;Pay\nM;9\nF;9', 'Pay of March\nSex,Pay\nM,9\nF,9', 'Sex,Pay\nM,£9\nF,9', 'Sex,Pay\nM,(9)\nF,9', 'Sex,Pay\nM,-9\nF,9', 'Sex,Pay\nM , 9\nF,9', 'Sex,Pay\nM,9.12345\nF,9', 'Sex,Pay\nM,123456789012\nF,9', 'Sex,Pay\nM\nF,9', 'Sex,Sex\nM,9\nF,9', 'Sex,Pay\nM,9,7\nF,9', 'Sex,Pay']) not(text)
    not('Sex,Pay,More\nM,9,1\nF,9,1', asked({ hourly: ['Pay', 'More'] }))
  })
})
