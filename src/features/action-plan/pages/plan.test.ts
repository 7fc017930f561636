/** The plan as a list: narrowed by its address, put in order, and taken away as a file that shows what its reader sees. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readDocument } from '#documents/read.ts'
import { house } from '../../../../test/house.ts'
import { planAddress } from '../../../../test/example-plan.ts'

const caption = 'Actions in Fair by design: equality strategy 2024 to 2028'

test('the plan is narrowed, sorted and paged by what its address says, and a mistyped address shows it whole', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const address = await planAddress(council)
  const whole = await priya.get(address)
  const all = whole.table(caption).length - 1
  assert.ok(all >= 20, `${all} actions`)
  const late = await priya.get(`${address}?rating=overdue`)
  assert.ok(late.table(caption).length - 1 > 0)
  assert.ok(late.table(caption).slice(1).every((row) => row.includes('Overdue')))
  assert.equal(late.field('How it stands'), 'Overdue', 'the form says how the list is narrowed')
  const grace = await priya.get(`${address}?lead=Grace+Okafor&sort=due&order=down`)
  const rows = grace.table(caption).slice(1)
  assert.ok(rows.length > 1 && rows.every((row) => row[2] === 'Grace Okafor'))
  assert.match(grace.html, /aria-sort="descending"/)
  assert.match(grace.link('ODS spreadsheet'), /lead=Grace\+Okafor/, 'a file is of the list as it is narrowed')
  const words = await priya.get(`${address}?words=libraries`)
  assert.deepEqual(words.table(caption).slice(1).map((row) => row[0]?.slice(0, 3)), ['3.3'])
  const none = await priya.get(`${address}?words=zeppelin&rating=overdue`)
  assert.match(none.text, /Nothing matches what you chose\./)
  for (const odd of ['?rating=nonsense', '?page=-1', '?sort=nothing', '?objective=x', '?rating=overdue&rating=closed', '?characteristic=%00', "?words='%22%3B--"]) {
    const shown = await priya.get(`${address}${odd}`)
    assert.equal(shown.status, 200, odd)
    if (!odd.includes('words')) assert.equal(shown.table(caption).length - 1, all, odd)
  }
  assert.match((await priya.get(`${address}?words=${encodeURIComponent('"><script>alert(1)</script>')}`)).html, /value="&quot;&gt;&lt;script&gt;/)
  assert.ok((await priya.get(`${address}?page=9`)).hasLink('Previous page'))
})

test('a list is taken away as CSV, ODS or Word with the rows and words that its reader sees', async () => {
  await using council = await house()
  const olena = await council.as('olena.marchenko@barsetshire.example')
  const address = await planAddress(council)
  const narrowed = '?rating=overdue&sort=due'
  const page = (await olena.get(`${address}${narrowed}`)).table(caption)
  for (const [ending, type] of [['csv', 'text/csv; charset=utf-8'], ['ods', 'application/vnd.oasis.opendocument.spreadsheet'], ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']] as const) {
    const file = await olena.get(`${address}.${ending}${narrowed}`)
    assert.equal(file.status, 200)
    assert.equal(file.headers['content-type'], type)
    assert.equal(file.headers['cache-control'], 'no-store')
    assert.match(String(file.headers['content-disposition']), new RegExp(`^attachment; filename="actions-in-fair-by-design.*-2026-11-22\\.${ending}"`))
    const read = await readDocument(file.bytes, `list.${ending}`)
    assert.ok(!('unreadable' in read), 'unreadable' in read ? read.unreadable : '')
    const everything = JSON.stringify(read)
    for (const row of page.slice(1)) for (const words of [row[0]!.slice(row[0]!.indexOf(' ') + 1), row[2]!, row[4]!]) assert.ok(everything.includes(JSON.stringify(words).slice(1, -1)), `${ending}: ${words}`)
    if (ending === 'csv') assert.equal(file.html.trim().split('\n').length, page.length, 'a CSV has one line for its headings and one for each row')
    else assert.match(everything, /Barsetshire County Council, 22 November 2026/)
  }
})

test('words that a spreadsheet would take for a formula stay words in every file', async () => {
  await using council = await house()
  const priya = await council.as('priya.nair@barsetshire.example')
  const address = await planAddress(council)
  const [{ objective }] = await council.database.asOwner<{ objective: string }>('select objective_id as objective from action_plan.objective limit 1') as [{ objective: string }]
  for (const words of ['=HYPERLINK("https://elsewhere.example","Click")', '+44 20', '-1+1', '@SUM(A1)', '\t=1+1']) {
    const added = await priya.send(await priya.get(`/objectives/${objective}/actions/new`), 'Add this action', { 'What will be done?': words })
    assert.match(added.said, /The action was added/)
  }
  const csv = (await priya.get(`${address}.csv`)).html
  for (const line of csv.split(/\r?\n/)) assert.doesNotMatch(line, /^"?[=+@-]/, line)
  assert.match(csv, /HYPERLINK/)
})
