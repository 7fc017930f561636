import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayKeepClock, mayReadClock } from '../access.ts'
import { deedKinds, isDeedKind } from '../deed.ts'
import { recordDeed } from '../deed-store.ts'
import { paths } from '../paths.ts'
import { rememberedClock } from './clock.ts'
import { crumbs, deedLink, isByHand } from './parts.ts'

export const kindNames = Object.keys(deedKinds).filter(isDeedKind)
export const kindOptions = kindNames.map((value) => ({ value, text: deedKinds[value] }))

/** The register: what was done and when, newest first, each with the way to it. */
export const deeds = listing({
  path: paths.deeds,
  async load(_at, house, asked) {
    const { deeds: all } = await rememberedClock(house)
    const kind = house.query.oneOf('kind', kindNames)
    const shown = all.filter((each) => !kind || each.kind === kind).toReversed()
    return { rows: shown.slice(asked.offset, asked.offset + asked.limit), kinds: kindOptions.filter(({ value }) => all.some((each) => each.kind === value)), keeps: mayKeepClock(house.person) }
  },
  access: (person) => mayReadClock(person),
  rows: ({ rows }) => rows,
  caption: () => 'What was done, newest first',
  none: 'Nothing has been noted yet. What is published, reported or finished here is noted by itself.',
  filters: ({ kinds }) => [{ name: 'kind', label: 'What', options: kinds }],
  columns: () => [
    { heading: 'Day', kind: 'date', text: ({ on }) => dayInWords(on) },
    { heading: 'What', text: ({ kind }) => deedKinds[kind] },
    { heading: 'Which', text: ({ title }) => title, cell: (deed) => deedLink(deed) },
    { heading: 'About', text: ({ about, to, covers }) => [to?.name, ...about, covers && `${dayInWords(covers.from)} to ${dayInWords(covers.to)}`].filter((each) => each).join('; ') },
    { heading: 'Noted', text: (deed) => isByHand(deed) ? 'By hand' : 'By the work itself' },
  ],
  view: ({ keeps }, list) => ({
    title: 'What was done', wide: true, crumbs, guide: 'what-is-due',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">What was done</h1><p class="dr-head__lead">Each line was noted in the moment when the work was done. Promises and duties are ticked from here.</p></div>
      <div class="dr-head__actions">${keeps && html`<a class="govuk-button govuk-button--secondary" href="${paths.newDeed.to()}">Note something done elsewhere</a>`}</div></div>${list}`,
  }),
})

/** For what is done outside Due Regard: a charter renewed, a publication of last year. It is marked as noted by hand for ever. */
export const newDeed = form({
  path: paths.newDeed,
  load: async () => null,
  access: (person) => mayKeepClock(person),
  fields: {
    kind: choice({ from: kindNames, missing: 'Select what was done' }),
    title: text({ missing: 'Enter what it is called', max: 200, subject: 'The name' }),
    on: date({ missing: 'Enter the day on which it was done', subject: 'The day' }),
    from: optional(date({ missing: '', subject: 'The first day' })),
    to: optional(date({ missing: '', subject: 'The last day' })),
    body: optional(text({ missing: '', max: 120, subject: 'The body' })),
    about: optional(text({ missing: '', max: 120, subject: 'What it is about' })),
  },
  starting: (_loaded, { query }) => ({ kind: query.oneOf('kind', kindNames) ?? '' }),
  view(_loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'Note something done elsewhere', crumbs: [...crumbs, { text: 'What was done', href: paths.deeds.to() }], guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Note something done elsewhere</h1>
        <p class="govuk-body">What is done here notes itself. This is for what was done outside Due Regard, or before you used it. It is always shown as noted by hand, and it cannot be changed afterwards.</p>
        ${ask.form('Note it', html`${ask.select('kind', 'What was done?', kindOptions)}${ask.line('title', 'What is it called?', 'For example, Workforce equality report 2025 to 2026')}${ask.date('on', 'When was it done?')}
          ${ask.line('body', 'Which body received it, or met? (optional)')}${ask.line('about', 'What is it about, in few words? (optional)', 'For example, annual report')}
          <h2 class="govuk-heading-s">Which days does it tell of? (optional)</h2><p class="govuk-hint">A report on a quarter or a year: then a late one is not taken for the next.</p>${ask.date('from', 'First day')}${ask.date('to', 'Last day')}`, { cancel: paths.deeds.to() })}</div></div>`,
    }
  },
  async submit(values, _loaded, { db, organisation, today, now }) {
    if (Temporal.PlainDate.compare(values.on, today) > 0) return { problems: { on: 'The day must be today or in the past' } }
    if ((values.from === null) !== (values.to === null)) return { problems: values.from === null ? { from: 'Enter the first day too, or leave both empty' } : { to: 'Enter the last day too, or leave both empty' } }
    if (values.from !== null && values.to !== null && Temporal.PlainDate.compare(values.to, values.from) < 0) return { problems: { to: 'The last day must be after the first' } }
    const entry = await recordDeed(db, organisation.id, {
      kind: values.kind, room: 'duty-clock', thing: { kind: 'noted by hand', id: newId() }, on: values.on, title: values.title, href: paths.deeds.to(), ...(values.about === null ? {} : { about: [values.about] }),
      ...(values.body === null ? {} : { to: { id: values.body, name: values.body } }), ...(values.from === null || values.to === null ? {} : { covers: { from: values.from, to: values.to } }),
    }, now)
    return { goTo: paths.deeds.to(), said: 'It was noted.', entry }
  },
})

