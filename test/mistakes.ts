import { govukButton, govukInput } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import type { Database, Reading } from '#database/database.ts'
import { reading } from '#database/transaction.ts'
import type { Connections } from '#database/connect.ts'
import { countOfPeople, type Count } from '#disclosure/count.ts'
import { choice, text } from '#web/fields.ts'
import { download, form, openForm, page, publicPage, type Done, type House, type OpenDone, type View } from '#web/page.ts'
import { path } from '#web/path.ts'
import type { Listing } from '#web/listing.ts'
import type { Person } from '#web/person.ts'
import { questions } from '#web/questions.ts'
import type { Room } from '#web/page.ts'

declare const view: View
declare const done: Done
declare const count: Count
declare const db: Reading
declare const house: House
declare const connections: Connections
declare const shown: Html
const [here, there] = [path('/here'), path('/there/:thing')]
const access = (person: Person): boolean => person.grants.length > 0
const load = async (): Promise<string> => 'loaded'

/**
 * Mistakes that must not compile. Each planted line is expected to be an error: if one ever compiles, the type check fails here.
 * Nothing calls this. `test/mistakes.test.ts` takes the expectations away and sees that every one of these lines is refused.
 */
export function mistakes(): readonly unknown[] {
  return [
    // --- A page cannot be opened without a rule that says to whom
    // @ts-expect-error a page has to say who may open it
    page({ path: here, load, view: () => view }),
    // @ts-expect-error so has a form
    form({ path: here, load, fields: {}, view: () => view, submit: async () => done }),
    // @ts-expect-error so has a file
    download({ path: here, load, send: () => ({ fileName: 'list.csv', type: 'text/csv', bytes: '' }) }),
    // @ts-expect-error so has a list
    ({ path: here, load, rows: () => [], columns: () => [], none: '', caption: () => '', view: () => view } satisfies Listing<'/here', string, string>),
    // @ts-expect-error the rule answers yes or no, now: a promise would always be a yes
    page({ path: here, load, access: async () => false, view: () => view }),
    // @ts-expect-error the rule is about the person and what was loaded, and is asked about nothing else
    page({ path: here, load, access: (_person, _loaded, _house) => true, view: () => view }),

    // --- Looking changes nothing
    // @ts-expect-error a page that is opened cannot add
    page({ path: here, load: async (_at, { db }) => db.insertInto('action_plan.theme'), access, view: () => view }),
    // @ts-expect-error nor change
    page({ path: here, load: async (_at, { db }) => db.updateTable('action_plan.theme'), access, view: () => view }),
    // @ts-expect-error nor take away
    page({ path: here, load: async (_at, { db }) => db.deleteFrom('action_plan.theme'), access, view: () => view }),
    // @ts-expect-error a form only reads until it is sent
    form({ path: here, load: async (_at, { db }) => db.deleteFrom('action_plan.theme'), access, fields: {}, view: () => view, submit: async () => done }),
    // @ts-expect-error nor does a form that anyone may open
    openForm({ path: here, load: async (_at, { db }) => db.insertInto('action_plan.theme'), fields: {}, view: () => view, submit: async () => done }),
    // @ts-expect-error nor what is public
    publicPage({ path: here, load: async (_at, { db }) => db.insertInto('action_plan.theme'), show: () => view }),
    // @ts-expect-error what is for looking is not for changing, by whatever way it is handed on
    ((changes: Database) => changes)(db),
    // @ts-expect-error nor does the transaction of a look write
    reading(connections, 'barsetshire', (looks) => looks.insertInto('action_plan.theme').execute()),

    // --- A change is in the ledger
    // @ts-expect-error a change says what to write in the ledger
    form({ path: here, load, access, fields: {}, view: () => view, submit: async () => ({ goTo: '/here' }) }),
    // @ts-expect-error and where to go next
    form({ path: here, load, access, fields: {}, view: () => view, submit: async () => ({ entry: { did: 'here.changed', on: { room: 'here', id: '1' } } }) }),
    // @ts-expect-error an entry says what was done as the room, then the deed
    ({ goTo: '/here', entry: { did: 'changed', on: { room: 'here', id: '1' } } } satisfies Done),
    // @ts-expect-error and to what
    ({ goTo: '/here', entry: { did: 'here.changed' } } satisfies Done),
    // @ts-expect-error the same for somebody who is not signed in
    ({ goTo: '/here', by: house.person } satisfies OpenDone),

    // --- What a page shows is made of words and of markup that was written here
    // @ts-expect-error a number is put into words first
    html`<p>${3}</p>`,
    // @ts-expect-error so is a day
    html`<p>${Temporal.PlainDate.from('2026-11-22')}</p>`,
    // @ts-expect-error and an instant
    html`<p>${Temporal.Instant.from('2026-11-22T09:30:00Z')}</p>`,
    // @ts-expect-error a count of people goes through the gate
    html`<p>${count}</p>`,
    // @ts-expect-error an object is no words
    html`<p>${{ name: 'Priya' }}</p>`,
    // @ts-expect-error an empty list must not print its 0
    html`<p>${[].length && shown}</p>`,
    // @ts-expect-error true is no word either
    html`<p>${true}</p>`,
    // @ts-expect-error what a page shows is markup of ours, not a text
    ({ title: 'Here', main: '<p>Here</p>' } satisfies View),
    // @ts-expect-error nor something that only looks like it
    ({ title: 'Here', main: { toString: () => '<p>Here</p>' } } satisfies View),
    // @ts-expect-error a page has a title
    ({ main: shown } satisfies View),

    // --- The official components
    // @ts-expect-error a misspelt option
    govukButton({ text: 'Save', preventDoubelClick: true }),
    // @ts-expect-error an option of another kind
    govukButton({ text: 'Save', disabled: 'yes' }),
    // @ts-expect-error an option that has to be there: an input has a name
    govukInput({ label: { text: 'Name' } }),
    // @ts-expect-error the `html` of a component is markup that was written here, never a text
    govukButton({ html: '<b>Save</b>' }),
    // @ts-expect-error not in a part of it either
    govukInput({ name: 'name', id: 'name', label: { html: '<b>Name</b>' } }),

    // --- Answers are those of the questions
    // @ts-expect-error an answer to a question that was not asked
    form({ path: here, load, access, fields: { words: text({ missing: '', max: 10, subject: '' }) }, view: () => view, submit: async ({ wrods }) => ({ ...done, goTo: wrods }) }),
    // @ts-expect-error a problem with a question that was not asked
    form({ path: here, load, access, fields: { words: text({ missing: '', max: 10, subject: '' }) }, view: () => view, submit: async () => ({ problems: { wrods: 'Enter the words' } }) }),
    // @ts-expect-error an answer is of its question's kind
    form({ path: here, load, access, fields: { size: choice({ from: ['small', 'large'], missing: '' }) }, view: () => view, submit: async ({ size }) => ({ ...done, goTo: size === 'medium' ? '/here' : '/' }) }),
    // @ts-expect-error a question is asked under a name of the form's
    form({ path: here, load, access, fields: { words: text({ missing: '', max: 10, subject: '' }) }, view: (_loaded, answers) => ({ ...view, main: questions(answers).line('wrods', 'Words') }), submit: async () => done }),
    // @ts-expect-error a sentence for an answer that is missing is not left out
    text({ max: 10, subject: 'The words' }),

    // --- Addresses
    // @ts-expect-error an address has all of its parts
    there.to(),
    // @ts-expect-error under their names
    there.to({ think: '1' }),
    // @ts-expect-error and no more than those
    here.to({ thing: '1' }),
    // @ts-expect-error a page is loaded by the parts of its address
    page({ path: there, load: async ({ think }) => think, access, view: () => view }),

    // --- Rooms, people, counts
    // @ts-expect-error a link in the navigation says who may use it
    ({ name: 'Here', pages: [], navigation: [{ text: 'Here', href: '/here' }] } satisfies Room),
    // @ts-expect-error a role is one that exists
    ({ ...house.person, grants: [{ role: 'equality leader', department: null }] } satisfies Person),
    // @ts-expect-error counts are of people, made where they are counted
    (countOfPeople('3', { what: 'staff' }) satisfies Count),
    // @ts-expect-error a table that nobody has
    db.selectFrom('action_plan.actions'),
    // @ts-expect-error a column that the table has not
    db.selectFrom('action_plan.action').select('title'),
  ]
}
