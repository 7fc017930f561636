import { isId } from '#database/identity.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { writeCalendar } from '#documents/write.ts'
import { html } from '#html/html.ts'
import { findPerson } from '#features/people/index.ts'
import { choice, text } from '#web/fields.ts'
import { feed, form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepClock, mayReadClock } from '../access.ts'
import { findClock } from '../clock-store.ts'
import { addFeed, findFeed, findRunningFeed, listFeeds, stopFeed } from '../feed-store.ts'
import { howItStands, type Due } from '../owed.ts'
import { paths } from '../paths.ts'
import { byWords, crumbs } from './parts.ts'

const mostCalendars = 10

/** Addresses for one’s own calendar program. Each is shown once, for whoever has it can read it. */
export const calendars = form({
  path: paths.calendars,
  load: async (_at, { db, organisation, person }) => listFeeds(db, organisation.id, person.id),
  access: (person) => mayReadClock(person),
  fields: { shows: choice({ from: ['mine', 'all'], missing: 'Select what the calendar shows' }), name: text({ missing: 'Enter where you will use it', max: 80, subject: 'Where you will use it' }) },
  view(feeds, answers) {
    const ask = questions(answers)
    return {
      title: 'Put this in your calendar', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Put this in your calendar</h1>
        <p class="govuk-body">Outlook, Google Calendar and others can show what is due and look for changes by themselves. Make an address here and give it to your calendar program: look for “subscribe” or “add from the internet”.</p>
        <p class="govuk-body">Whoever has the address can read the dates, without signing in. So it is shown once, each place gets its own, and you can stop any of them.</p>
        ${feeds.length > 0 && html`<h2 class="govuk-heading-m">Your addresses</h2><dl class="govuk-summary-list">${feeds.map((each) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${each.name}</dt><dd class="govuk-summary-list__value">${showsWords[each.shows]}, since ${dayInWords(dayInLondon(each.madeAt))}</dd><dd class="govuk-summary-list__actions"><a class="govuk-link" href="${paths.stopCalendar.to({ calendar: each.id })}">Stop<span class="govuk-visually-hidden"> ${each.name}</span></a></dd></div>`)}</dl>`}
        <h2 class="govuk-heading-m">A new address</h2>
        ${ask.form('Make an address', html`${ask.oneOf('shows', 'What should it show?', [{ value: 'mine', text: 'What I see to', hint: 'Promises that have your name, and for the equality lead what the law asks' }, { value: 'all', text: 'Everything that is due' }])}${ask.line('name', 'Where will you use it?', 'For example, Outlook at work')}`)}</div></div>`,
    }
  },
  async submit({ shows, name }, feeds, { db, organisation, person, origin, now }) {
    if (feeds.length >= mostCalendars) return { problems: { name: 'You have ten addresses. Stop one of them first' } }
    const made = await addFeed(db, organisation.id, { person: person.id, shows, name }, now)
    return { goTo: paths.calendars.to(), said: `Copy this address now. It is not shown again: ${origin}${paths.calendar.to({ secret: made.token })}`, entry: { did: 'duty-clock.calendar-made', on: { room: 'duty-clock', id: made.id }, after: { shows, name } } }
  },
})

const showsWords = { mine: 'What I see to', all: 'Everything that is due' } as const

export const stopCalendar = form({
  path: paths.stopCalendar,
  async load({ calendar: id }, { db, organisation }) {
    const found = isId(id) ? await findRunningFeed(db, organisation.id, id) : null
    if (!found) throw new NotFound(`no calendar is ${id}`)
    return found
  },
  // Their own; and an equality lead stops one whose address has got into wrong hands.
  access: (person, found) => mayReadClock(person) && (found.person === person.id || mayKeepClock(person)),
  fields: {},
  view: (found, answers) => ({
    title: `Stop: ${found.name}`, crumbs: [...crumbs, { text: 'Put this in your calendar', href: paths.calendars.to() }],
    main: html`<h1 class="govuk-heading-l">Stop “${found.name}”?</h1><p class="govuk-body">The address stops working at once, for everybody who has it. Your calendar program may go on showing what it read last.</p>${questions(answers).form('Stop it', html``, { warning: true, cancel: paths.calendars.to() })}`,
  }),
  async submit(_values, found, { db, organisation, now }) {
    await stopFeed(db, organisation.id, found.id, now)
    return { goTo: paths.calendars.to(), said: 'The address no longer works.', entry: { did: 'duty-clock.calendar-stopped', on: { room: 'duty-clock', id: found.id } } }
  },
})

/** The calendar itself. It stops with its address, and when its person leaves or may no longer read. */
export const calendar = feed({
  path: paths.calendar,
  async load({ secret }, { db, organisation, today }) {
    const found = await findFeed(db, organisation.id, secret)
    const owner = found && await findPerson(db, organisation.id, found.person)
    if (!found || !owner || owner.state !== 'active' || owner.grants.length === 0) throw new NotFound('no calendar has this address')
    const clock = await findClock(db, organisation.id, today)
    const isLead = mayKeepClock({ ...owner, organisation: organisation.id })
    const from = today.subtract({ years: 1 })
    return clock.dates.filter(({ owed, due }) => due !== null && Temporal.PlainDate.compare(from, due) <= 0 && (found.shows === 'all' || owed.owner?.id === owner.id || (isLead && owed.by === 'law')))
  },
  send: (dates, { organisation, origin, now, today }) => ({
    fileName: 'what-is-due.ics', type: 'text/calendar; charset=utf-8',
    bytes: writeCalendar({
      name: `What ${organisation.name} owes`, host: new URL(origin).hostname, now,
      days: dates.flatMap((each, index) => each.due === null ? [] : [{ id: idOf(each, dates.slice(0, index)), on: each.due, title: `${each.deed ? 'Done: ' : ''}${each.owed.title}`, words: `${byWords(each.owed)}: ${each.owed.sentence}\n${each.owed.source}\n${each.because}\n${howItStands(each, today)}`, href: `${origin}${paths.one.to({ owed: each.owed.id })}` }]),
    }),
  }),
})

/** A rolling duty has one open date, which moves: in a calendar it moves too, and is not there twice. Several dates of one day are numbered. */
function idOf({ owed, due, deed }: Due, before: readonly Due[]): string {
  const same = before.filter((each) => each.owed.id === owed.id && each.due !== null && due !== null && each.due.equals(due)).length
  return `${owed.id}-${owed.rule.kind === 'since last' && deed === null ? 'next' : due?.toString() ?? ''}${same === 0 ? '' : `-${same + 1}`}`
}
