import { html } from '#html/html.ts'
import { choice, date, tick } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepClock } from '../access.ts'
import { findEmployer, saveEmployer } from '../clock-store.ts'
import { nations, sizes } from '../employer.ts'
import { paths } from '../paths.ts'
import { crumbs } from './parts.ts'

/** What the body is decides what the law asks of it: where it is, and how many it employs. */
export const settings = form({
  path: paths.settings,
  load: async (_at, { db, organisation }) => findEmployer(db, organisation.id),
  access: (person) => mayKeepClock(person),
  version: (employer) => String(employer?.version ?? 0),
  fields: {
    nation: choice({ from: nations, missing: 'Select where your body is' }), size: choice({ from: sizes, missing: 'Select how many people it employs' }),
    since: date({ missing: 'Enter the day from which the clock is kept', subject: 'The day' }), promisesMove: tick(),
  },
  starting: (employer, { today }) => {
    const since = employer?.since ?? today
    return { nation: employer?.nation ?? '', size: employer?.size ?? '', promisesMove: employer?.promisesMove ? 'yes' : '', 'since-day': String(since.day), 'since-month': String(since.month), 'since-year': String(since.year) }
  },
  view(_employer, answers) {
    const ask = questions(answers)
    return {
      title: 'What we are', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">What we are</h1><p class="govuk-body">The regulations ask different things of different bodies. From these answers we know which duties you have.</p>
        ${ask.form('Save', html`${ask.oneOf('nation', 'Where is your body?', nations.map((each) => ({ value: each, text: each })))}
          ${ask.oneOf('size', 'How many people does it employ?', sizes.map((each) => ({ value: each, text: each })), 'Apprentices count, and people with a contract to do work themselves. Staff of maintained schools count with their governing body')}
          ${ask.date('since', 'From which day is the clock kept?', 'Dates before it are not asked about')}
          ${ask.tick('promisesMove', 'Our own promises move from a Saturday or Sunday to the Monday', 'A date of the law never moves')}`, { cancel: paths.clock.to() })}</div></div>`,
    }
  },
  async submit(values, employer, { db, organisation }) {
    await saveEmployer(db, organisation.id, values)
    const told = (each: Pick<typeof values, 'nation' | 'size' | 'since' | 'promisesMove'>) => ({ nation: each.nation, size: each.size, since: each.since.toString(), promisesMove: each.promisesMove })
    return { goTo: paths.clock.to(), said: 'Saved. The duties of a body like yours are on the clock.', entry: { did: 'duty-clock.body-described', on: { room: 'duty-clock', id: organisation.id }, ...(employer ? { before: told(employer) } : {}), after: told(values) } }
  },
})
