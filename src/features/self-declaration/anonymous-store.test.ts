/** Anonymous answers at the end of another room's form: nothing in the database can join one to a person. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import { changing } from '#database/transaction.ts'
import { house } from '../../../test/house.ts'
import { dropOccasion, keepAnonymousAnswers, monitoringForm, tabulateOccasion } from './index.ts'
import type { AnonymousAnswers } from './anonymous.ts'

const equality = monitoringForm(['ethnic group', 'religion or belief'])
/** What eight people answer who each send a response under their own name in the same transaction. */
const people = ['Septimus', 'Eleanor', 'Obadiah', 'Grace', 'Frank', 'Lily', 'Crosbie', 'Bell']
const answers = ['W1 R1', 'A2 R5', 'W1 R0', 'B1 R1', 'W1 R4', 'W1 R1', 'A1 R3', 'M1 R0']

function read(body: Readonly<Record<string, string>>): AnonymousAnswers {
  return equality.answersIn(Object.fromEntries(Object.entries(equality.fields).map(([name, field]) => {
    const reading = field.read(body, name, {})
    return [name, 'value' in reading ? reading.value : assert.fail(reading.problem)]
  })))
}

test('nothing in the database can join an anonymous answer to a person, not even its own numbering of changes', async () => {
  await using council = await house()
  const organisation = await council.organisation()
  const occasion = { room: 'engagement', thing: newId(), on: Temporal.PlainDate.from('2026-11-20') }
  for (const [place, name] of people.entries()) {
    const [ethnic = '', religion = ''] = (answers[place] ?? '').split(' ')
    council.wait({ minutes: 7 })
    // The room's own part of the same transaction: a response with a name, a time and a ledger entry.
    await changing(council.database.connections, organisation, async (db) => {
      await db.insertInto('mail.outbox').values({ organisation_id: organisation, id: newId(), dedupe: `response ${name}`, address: `${name.toLowerCase()}@barset.example`, subject: 'Your response', text: name, made_at: council.now().toString(), next_try_at: council.now().toString() }).execute()
      await keepAnonymousAnswers(db, organisation, occasion, read({ [`equality-ethnic-group-${ethnic.charAt(0)}`]: ethnic, 'equality-religion-or-belief': religion }))
      await append(db, { organisation, person: null, request: name, now: council.now() }, { did: 'engagement.response-sent', on: { room: 'engagement', id: occasion.thing } })
    }, { outOfTurn: true })
  }

  // All that this room has of them, with the columns that PostgreSQL keeps unasked.
  const rows = await council.database.asOwner<{ text: string; xmin: string; columns: string }>(`select each::text as text, each.xmin::text as xmin from self_declaration.occasion as each where thing_id = '${occasion.thing}'`)
  assert.equal(rows.length, 1, 'one row for everybody: no row is anyone’s, and there is no order of rows')
  assert.doesNotMatch(rows[0]?.text ?? '', new RegExp(people.join('|'), 'i'))
  assert.doesNotMatch(rows[0]?.text ?? '', /\d\d:\d\d/, 'no time of day')
  const columns = await council.database.asOwner<{ name: string }>(`select column_name as name from information_schema.columns where table_schema = 'self_declaration' and table_name = 'occasion' order by 1`)
  assert.deepEqual(columns.map((each) => each.name), ['held_on', 'organisation_id', 'room', 'sums', 'thing_id'])
  const keys = await council.database.asOwner<{ to: string }>(`select confrelid::regclass::text as to from pg_constraint where contype = 'f' and conrelid = 'self_declaration.occasion'::regclass`)
  assert.deepEqual(keys.map((each) => each.to), ['directory.organisation'], 'it refers to no person')

  // The row carries the number of the last change, whose maker is known. It says no more of what they answered than of anyone else: the row is the sum of all.
  const tabulated = await tabulate(council, organisation, occasion)
  assert.equal(tabulated?.forms, 8)
  const [ethnic, religion] = tabulated?.tables ?? []
  assert.equal(ethnic?.counts[0], 4, 'four answered W1')
  assert.equal(religion?.counts.reduce((sum, each) => sum + each, 0), 8)

  // The same answers in another order leave the very same bytes: nothing of the order is in them.
  const other = { ...occasion, thing: newId() }
  for (const place of [5, 2, 7, 0, 3, 1, 6, 4]) {
    const [first = '', second = ''] = (answers[place] ?? '').split(' ')
    await changing(council.database.connections, organisation, (db) => keepAnonymousAnswers(db, organisation, other, read({ [`equality-ethnic-group-${first.charAt(0)}`]: first, 'equality-religion-or-belief': second })), { outOfTurn: true })
  }
  const sums = await council.database.asOwner<{ sums: string }>(`select sums::text from self_declaration.occasion where room = 'engagement' order by thing_id`)
  assert.equal(sums.length, 2)
  assert.equal(sums[0]?.sums, sums[1]?.sums)

  // Nothing was written elsewhere: no ledger entry of this room, no job, no draft.
  const [entries] = await council.database.asOwner<{ many: string }>(`select count(*) as many from ledger.entry where did like 'self-declaration.%' and at >= '2026-11-22T09:31:00Z'`)
  assert.equal(entries?.many, '0')
  for (const table of ['web.draft', 'web.kept_answer', 'ledger.body', 'mail.outbox']) assert.deepEqual(await council.database.asOwner(`select 1 from ${table} as each where each::text ~ 'ethnic-group-census-2021.*religion-hr'`), [], table)

  await changing(council.database.connections, organisation, (db) => dropOccasion(db, organisation, other), { outOfTurn: true })
  assert.equal(await tabulate(council, organisation, other), null)
})

async function tabulate(council: Awaited<ReturnType<typeof house>>, organisation: string, occasion: { readonly room: string; readonly thing: string }) {
  return changing(council.database.connections, organisation, (db) => tabulateOccasion(db, organisation, occasion), { outOfTurn: true })
}

test('the form asks without own words, every question may be left out, and what is left out is counted as not declared', () => {
  const shown = equality.view({ body: {}, problems: {} }).toString()
  assert.doesNotMatch(shown, /own words/)
  assert.match(shown, /Each question is optional/)
  const nothing = read({})
  assert.equal(nothing['ethnic group']?.given, null)
  assert.deepEqual(read({ 'equality-religion-or-belief': 'prefer-not-to-say' })['religion or belief']?.given, { meaning: { state: 'prefer not to say' }, ownWords: '' })
})
