import { isId, newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { govukErrorSummary } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { listPeople } from '#features/people/index.ts'
import { always, choice, choices, date, one, oneOf, optional, text, tick, type Body } from '#web/fields.ts'
import { form, type Answers, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepClock } from '../access.ts'
import { isDeedKind } from '../deed.ts'
import { datesOf, isKeptElsewhere, ruleInWords, shownInWords, type Owed, type Rule, type Shows } from '../owed.ts'
import { paths } from '../paths.ts'
import { changesDates, type Promised } from '../promise.ts'
import { addPromise, findPromise, listPromises, savePromise } from '../promise-store.ts'
import { partsOfPromise, ruleOf } from '../promise-words.ts'
import { suggestions } from '../suggestions.ts'
import { kindNames, kindOptions } from './deeds.ts'
import { crumbs, crumbsOf } from './parts.ts'

type People = readonly { readonly id: string; readonly name: string }[]

const fieldsFor = (people: People) => ({
  sentence: text({ missing: 'Enter the promise as it is written', max: 1000, subject: 'The promise' }),
  title: text({ missing: 'Enter a short name for it', max: 200, subject: 'The short name' }),
  source: text({ missing: 'Enter where it is written', max: 300, subject: 'Where it is written' }),
  when: text({ missing: 'Enter when it is owed', max: 200, subject: 'When it is owed' }),
  meant: optional(text({ missing: '', max: 300, subject: 'What the words mean' })),
  kind: choice({ from: kindNames, missing: 'Select what shows that it was done' }),
  to: optional(text({ missing: '', max: 120, subject: 'The body' })),
  about: optional(text({ missing: '', max: 120, subject: 'What it is about' })),
  since: date({ missing: 'Enter the day that it counts from', subject: 'The day that it counts from' }),
  last: optional(date({ missing: '', subject: 'The last time' })),
  owner: optional(oneOf({ from: people, missing: '' })),
  isPublic: tick(),
})
type PromiseFields = ReturnType<typeof fieldsFor>

async function staff({ db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<People> {
  return (await listPeople(db, organisation.id)).filter((each) => each.state === 'active' || each.state === 'invited')
}

/** A promise in the words of the strategy: first the sentence, then what was read in it. */
export const newPromise = form({
  path: paths.newPromise,
  async load(_at, house) {
    const sentence = house.query.get('words').slice(0, 1000)
    const parts = sentence.trim() === '' ? [] : partsOfPromise(sentence)
    const at = /^\d$/.test(house.query.get('part')) ? Number(house.query.get('part')) : 0
    return { sentence, parts, at, part: parts[at] ?? null, source: house.query.get('source').slice(0, 300), people: await staff(house) }
  },
  access: (person) => mayKeepClock(person),
  fields: ({ people }) => fieldsFor(people),
  starting: ({ part, sentence, source }, { today, person }) => ({
    sentence, source, title: part?.words ?? '', when: part?.when ?? '', kind: part?.shows?.kind ?? '', to: part?.shows?.to ?? '', about: part?.shows?.about ?? '', owner: person.id, isPublic: 'yes', ...dayBoxes('since', today),
  }),
  view({ part, parts, at, sentence, source, people }, answers, house) {
    // Typed in the first step and sent to nobody: the words are in the address until the promise is added.
    if (part === null && Object.keys(answers.problems).length === 0) return { title: 'Add a promise', crumbs, guide: 'what-is-due', main: firstStep(source, house.request.search.includes('words=')) }
    return {
      title: 'Add a promise', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add a promise</h1>
        ${part !== null && html`<p class="govuk-body">This is what we read in <span class="dr-written">${sentence}</span>${parts.length > 1 && html` It holds ${String(parts.length)} promises. This is number ${String(at + 1)}.`} Change what is not right.</p>`}
        ${asked(answers, house, people, 'Add this promise', paths.clock.to())}</div></div>`,
    }
  },
  async submit(values, { sentence, parts, at, source }, house) {
    const read = decide(values)
    if ('problems' in read) return read
    const promise: Promised = { id: newId(), ...read.promise, endedBecause: '', until: null, template: null, follows: null, madeBy: house.person.name, version: 1 }
    await addPromise(house.db, house.organisation.id, promise, house.now)
    const next = parts[at + 1]
    return {
      goTo: next ? `${paths.newPromise.to()}?words=${encodeURIComponent(sentence)}&source=${encodeURIComponent(source === '' ? values.source : source)}&part=${at + 1}` : paths.one.to({ owed: promise.id }),
      said: next ? 'The promise is on the clock. Here is the other one in the same sentence.' : 'The promise is on the clock.', entry: { did: 'duty-clock.promise-added', on: { room: 'duty-clock', id: promise.id }, after: told(promise) },
    }
  },
})

/** `wasEmpty`: sent with nothing in it. */
function firstStep(source: string, wasEmpty: boolean): Html {
  return html`${wasEmpty && govukErrorSummary({ titleText: 'There is a problem', errorList: [{ text: nothingTyped, href: '#words' }] })}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add a promise</h1>
    <form method="get" action="${paths.newPromise.to()}" novalidate>
      <div class="govuk-form-group${wasEmpty && html` govuk-form-group--error`}"><label class="govuk-label govuk-label--s" for="words">The promise, as your strategy or plan says it</label>
        <div class="govuk-hint" id="words-hint">For example: “Annual report to the Board by the end of June, public by the end of July”, or “within six weeks of the end of each quarter”</div>
        ${wasEmpty && html`<p class="govuk-error-message" id="words-error"><span class="govuk-visually-hidden">Error:</span> ${nothingTyped}</p>`}<textarea class="govuk-textarea${wasEmpty && html` govuk-textarea--error`}" id="words" name="words" rows="4" aria-describedby="words-hint${wasEmpty && html` words-error`}" required></textarea></div>
      <div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="source">Where it is written</label><div class="govuk-hint" id="source-hint">For example, Equality strategy 2024 to 2028, page 12</div><input class="govuk-input" id="source" name="source" type="text" value="${source}" aria-describedby="source-hint"></div>
      <button class="govuk-button" type="submit">Read it</button>
    </form>
    <p class="govuk-body"><a class="govuk-link" href="${paths.suggestions.to()}">Choose from promises that other bodies make</a></p></div></div>`
}

const nothingTyped = 'Enter the promise as your strategy or plan says it'

/** Everything about the promise, with what its words mean and the dates that come of them. */
function asked(answers: Answers<PromiseFields>, house: House, people: People, button: string, cancel: string): Html {
  const ask = questions(answers)
  const meaning = meaningOf(answers.body, house, answers.problems.when !== undefined)
  return ask.form(button, html`
    ${ask.lines('sentence', 'The promise, as it is written', undefined, 3)}${ask.line('title', 'A short name for it')}${ask.line('source', 'Where it is written', 'For example, Equality strategy 2024 to 2028, page 12')}
    ${ask.line('when', 'When is it owed?', 'In the words of the plan: “by the end of June each year”, “every three years”, “within 28 days of being signed off”')}
    ${meaning}
    ${ask.select('kind', 'What shows that it was done?', kindOptions, 'When such work is done here, the promise is ticked by itself')}
    ${ask.line('to', 'To which body? (optional)', 'Only where a report to a certain body counts')}
    ${ask.line('about', 'About what? (optional)', 'Only where not every such thing counts: for example, annual report')}
    ${ask.date('since', 'From which day does it count?', 'Dates before it are not asked about')}
    ${ask.date('last', 'When was it last done before that? (optional)', 'For promises like “every three years”')}
    ${ask.select('owner', 'Who sees to it?', people.map((each) => ({ value: each.id, text: each.name })), 'They are reminded, and it is in their calendar', 'Nobody yet')}
    ${ask.tick('isPublic', 'Anybody may see it', 'On the page of what we must publish, and when we did')}`, { cancel })
}

/** What the words are understood to mean: the question where they can be read in two ways, the next dates where not. */
function meaningOf(body: Body, { today }: Pick<House, 'today'>, wasRefused: boolean): Html | false {
  const when = one(body, 'when')
  if (when === '') return false
  const chosen = showsIn(body)
  const shows = chosen ?? { kind: 'report issued' as const }
  const read = ruleOf(when, shows, { answers: answersIn(when, shows, one(body, 'meant')) })
  // What is wrong beside the field is said there.
  if ('refused' in read) return !wasRefused && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">These words do not say when</p><p class="govuk-body">${read.refused}</p></div>`
  if ('ask' in read) {
    return html`<fieldset class="govuk-fieldset govuk-form-group"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${read.ask.question}</legend>
      <div class="govuk-radios">${read.ask.options.map(({ label }, index) => html`<div class="govuk-radios__item"><input class="govuk-radios__input" id="meant-${String(index)}" name="meant" type="radio" value="${label}"><label class="govuk-label govuk-radios__label" for="meant-${String(index)}">${label}</label></div>`)}</div></fieldset>`
  }
  const next = datesOf(owedFor(read.rule, shows, today), [], today, today.add({ years: 4 })).flatMap(({ due }) => due ? [dayInWords(due)] : []).slice(0, 3)
  return html`<div class="dr-note dr-note--on-track"><p class="dr-note__heading">We read: ${ruleInWords(read.rule)}</p>${next.length > 0 && html`<p class="govuk-body">Next: ${next.join(', ')}.</p>`}<p class="govuk-body">${chosen === null ? 'The words do not say what shows that it was done: select it below.' : html`Shown by: ${shownInWords([chosen])}.`}</p></div>${one(body, 'meant') !== '' && html`<input type="hidden" name="meant" value="${one(body, 'meant')}">`}`
}

const owedFor = (rule: Rule, shows: Shows, since: Temporal.PlainDate): Owed => ({ id: 'new', by: 'promise', title: '', sentence: '', source: '', link: null, rule, shownBy: [shows], since, until: null, lastBefore: null, owner: null, public: false, moves: false })

function showsIn(body: Body): Shows | null {
  const [kind, to, about] = [one(body, 'kind'), one(body, 'to'), one(body, 'about')]
  return isDeedKind(kind) ? { kind, ...(about === '' ? {} : { about }), ...(to === '' ? {} : { to }) } : null
}

/** The answer belongs to the question that these words ask. */
function answersIn(when: string, shows: Shows, meant: string): Readonly<Record<string, string>> {
  const read = ruleOf(when, shows)
  return 'ask' in read && meant !== '' ? { [read.ask.question]: meant } : {}
}

interface Given { readonly sentence: string; readonly title: string; readonly source: string; readonly when: string; readonly meant: string | null; readonly kind: Shows['kind']; readonly to: string | null; readonly about: string | null; readonly since: Temporal.PlainDate; readonly last: Temporal.PlainDate | null; readonly owner: { readonly id: string } | null; readonly isPublic: boolean }

function decide(given: Given): { readonly promise: Pick<Promised, 'title' | 'sentence' | 'source' | 'written' | 'rule' | 'shownBy' | 'since' | 'lastBefore' | 'owner' | 'public'> } | { readonly problems: { readonly when?: string; readonly last?: string } } {
  const shows: Shows = { kind: given.kind, ...(given.about === null ? {} : { about: given.about }), ...(given.to === null ? {} : { to: given.to }) }
  const read = ruleOf(given.when, shows, { answers: answersIn(given.when, shows, given.meant ?? '') })
  if ('refused' in read) return { problems: { when: read.refused } }
  if ('ask' in read) return { problems: { when: `${read.ask.question} Select what it means` } }
  if (given.last !== null && Temporal.PlainDate.compare(given.last, given.since) > 0) return { problems: { last: 'The last time before must not be after the day that the promise counts from' } }
  return { promise: { title: given.title, sentence: given.sentence, source: given.source, written: given.when, rule: read.rule, shownBy: [shows], since: given.since, lastBefore: given.last, owner: given.owner?.id ?? null, public: given.isPublic } }
}

const dayBoxes = (name: string, day: Temporal.PlainDate | null): Body => day === null ? {} : { [`${name}-day`]: String(day.day), [`${name}-month`]: String(day.month), [`${name}-year`]: String(day.year) }
const keptElsewhere = 'Its dates are kept where it comes from, and are changed there'
const told = (promise: Promised) => ({ title: promise.title, sentence: promise.sentence, written: promise.written, rule: ruleInWords(promise.rule), shownBy: shownInWords(promise.shownBy), since: promise.since.toString(), owner: promise.owner, public: promise.public })

async function findOwn(db: House['db'], organisation: string, id: string): Promise<Promised> {
  const promise = isId(id) ? await findPromise(db, organisation, id) : null
  if (!promise) throw new NotFound(`no promise is ${id}`)
  return promise
}

/** Other words are written over the old ones. Another date, or another sign of its being done, ends the promise and puts another in its place. */
export const changePromise = form({
  path: paths.change,
  load: async ({ owed }, house) => ({ promise: await findOwn(house.db, house.organisation.id, owed), people: await staff(house) }),
  access: (person) => mayKeepClock(person),
  version: ({ promise }) => String(promise.version),
  fields: ({ people }) => fieldsFor(people),
  starting: ({ promise }) => ({
    sentence: promise.sentence, title: promise.title, source: promise.source, when: promise.written, kind: promise.shownBy[0]?.kind ?? '', to: promise.shownBy[0]?.to ?? '', about: promise.shownBy[0]?.about ?? '', owner: promise.owner ?? '',
    isPublic: promise.public ? 'yes' : '', ...dayBoxes('since', promise.since), ...dayBoxes('last', promise.lastBefore),
  }),
  view({ promise, people }, answers, house) {
    return {
      title: `Change: ${promise.title}`, crumbs: crumbsOf(promise), guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${promise.title}</span><h1 class="govuk-heading-l">Change this promise</h1>
        ${promise.until !== null && html`<p class="govuk-body">This promise has ended and cannot be changed.</p>`}
        <p class="govuk-body">Where you change when it is owed, or what shows that it was done, the promise as it was ends yesterday and keeps what became of it. The new one counts from today.</p>
        ${promise.until === null && asked(answers, house, people, 'Save', paths.one.to({ owed: promise.id }))}</div></div>`,
    }
  },
  async submit(values, { promise }, { db, organisation, person, today, now }) {
    if (promise.until !== null) return { problems: { title: 'This promise has ended and cannot be changed' } }
    if (isKeptElsewhere(promise)) return { problems: { title: keptElsewhere } }
    // The words as they were are understood as they were, whatever was answered then.
    const read = decide(values)
    const shows: Shows = { kind: values.kind, ...(values.about === null ? {} : { about: values.about }), ...(values.to === null ? {} : { to: values.to }) }
    const sameWords = values.when === promise.written && JSON.stringify([shows]) === JSON.stringify(promise.shownBy)
    if ('problems' in read && !sameWords) return read
    const rest = { title: values.title, sentence: values.sentence, source: values.source, owner: values.owner?.id ?? null, public: values.isPublic }
    if (sameWords || ('promise' in read && !changesDates(promise, read.promise))) {
      const next: Promised = { ...promise, ...rest, written: values.when, since: values.since, lastBefore: values.last }
      if (!await savePromise(db, organisation.id, next)) return { problems: { title: 'Somebody else has changed this promise. Load the page again' } }
      return { goTo: paths.one.to({ owed: promise.id }), said: 'The promise was changed.', entry: { did: 'duty-clock.promise-changed', on: { room: 'duty-clock', id: promise.id, version: next.version + 1 }, before: told(promise), after: told(next) } }
    }
    if (!('promise' in read)) return read
    const until = today.subtract({ days: 1 })
    const next: Promised = { id: newId(), ...read.promise, ...rest, since: today, endedBecause: '', until: null, template: promise.template, follows: promise.id, madeBy: person.name, version: 1 }
    if (!await savePromise(db, organisation.id, { ...promise, until, endedBecause: 'Its dates were changed' })) return { problems: { title: 'Somebody else has changed this promise. Load the page again' } }
    await addPromise(db, organisation.id, next, now)
    return {
      goTo: paths.one.to({ owed: next.id }), said: 'The promise was changed from today on. What became of it before stays as it was.',
      entry: [{ did: 'duty-clock.promise-ended', on: { room: 'duty-clock', id: promise.id, version: promise.version + 1 }, after: { until: until.toString(), because: 'Its dates were changed' } }, { did: 'duty-clock.promise-added', on: { room: 'duty-clock', id: next.id }, after: told(next), detail: { follows: promise.id } }],
    }
  },
})

export const endPromise = form({
  path: paths.end,
  load: async ({ owed }, { db, organisation }) => findOwn(db, organisation.id, owed),
  access: (person) => mayKeepClock(person),
  version: (promise) => String(promise.version),
  fields: { on: date({ missing: 'Enter the last day on which it is owed', subject: 'The last day' }), because: text({ missing: 'Enter why it ends', max: 500, subject: 'Why it ends' }) },
  starting: (_promise, { today }) => dayBoxes('on', today),
  view(promise, answers) {
    const ask = questions(answers)
    return {
      title: `End: ${promise.title}`, crumbs: crumbsOf(promise), guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${promise.title}</span><h1 class="govuk-heading-l">End this promise</h1>
        <p class="govuk-body">Dates after the last day are no longer owed. Those before it stay, with what became of them.</p>
        ${ask.form('End it', html`${ask.date('on', 'What is the last day on which it is owed?')}${ask.lines('because', 'Why does it end?', undefined, 3)}`, { warning: true, cancel: paths.one.to({ owed: promise.id }) })}</div></div>`,
    }
  },
  async submit({ on, because }, promise, { db, organisation }) {
    if (promise.until !== null) return { problems: { because: 'This promise has ended already' } }
    if (isKeptElsewhere(promise)) return { problems: { because: keptElsewhere } }
    if (Temporal.PlainDate.compare(on, promise.since) < 0) return { problems: { on: `The last day must not be before ${dayInWords(promise.since)}, when the promise began` } }
    if (!await savePromise(db, organisation.id, { ...promise, until: on, endedBecause: because })) return { problems: { because: 'Somebody else has changed this promise. Load the page again' } }
    return { goTo: paths.one.to({ owed: promise.id }), said: 'The promise ends.', entry: { did: 'duty-clock.promise-ended', on: { room: 'duty-clock', id: promise.id, version: promise.version + 1 }, after: { until: on.toString(), because } } }
  },
})

/** What other bodies promise: ticked, and on the clock at once. */
export const suggestionsPage = form({
  path: paths.suggestions,
  async load(_at, { db, organisation }) {
    const taken = new Set((await listPromises(db, organisation.id)).filter((each) => each.until === null).map((each) => each.template))
    return suggestions.filter((each) => !taken.has(each.id))
  },
  access: (person) => mayKeepClock(person),
  fields: (left) => ({ chosen: left.length === 0 ? always('none') : choices({ from: left.map((each) => each.id), missing: 'Select at least one promise' }), source: text({ missing: 'Enter where your body says so', max: 300, subject: 'Where it says so' }) }),
  view(left, answers) {
    const ask = questions(answers)
    const groups = [...new Set(left.map((each) => each.group))]
    return {
      title: 'Promises that other bodies make', crumbs, guide: 'what-is-due',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Promises that other bodies make</h1>
        <p class="govuk-body">These are common in equality strategies. Choose those that your body has made. You can change each one afterwards: its words, its date, who sees to it.</p>
        ${left.length === 0 ? html`<p class="govuk-body">All of them are on your clock.</p>` : ask.form('Add to the clock', html`
          <div class="govuk-form-group${answers.problems.chosen !== undefined && html` govuk-form-group--error`}">${answers.problems.chosen !== undefined && html`<p class="govuk-error-message" id="chosen-error"><span class="govuk-visually-hidden">Error:</span> ${answers.problems.chosen}</p>`}
          ${groups.map((group, at) => html`<fieldset class="govuk-fieldset govuk-!-margin-bottom-6"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${group}</legend><div class="govuk-checkboxes govuk-checkboxes--small">${left.filter((each) => each.group === group).map((each, index) => { const id = at === 0 && index === 0 ? 'chosen' : `chosen-${each.id}`; return html`<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="${id}" name="chosen" type="checkbox" value="${each.id}"${chosenIn(answers.body).includes(each.id) && html` checked`}><label class="govuk-label govuk-checkboxes__label" for="${id}">${each.words}</label></div>` })}</div></fieldset>`)}</div>
          ${ask.line('source', 'Where does your body say so?', 'For example, Equality strategy 2024 to 2028')}`, { cancel: paths.clock.to() })}</div></div>`,
    }
  },
  async submit({ chosen, source }, left, { db, organisation, person, today, now }) {
    const entries = []
    for (const each of left.filter(({ id }) => typeof chosen !== 'string' && chosen.includes(id))) {
      const read = ruleOf(each.when, each.shows)
      if (!('rule' in read)) throw new Error(`The suggestion ${each.id} is not read`)
      const promise: Promised = { id: newId(), title: each.title, sentence: each.words, source, written: each.when, rule: read.rule, shownBy: [each.shows], since: today, until: null, endedBecause: '', lastBefore: null, owner: person.id, public: each.public, template: each.id, follows: null, madeBy: person.name, version: 1 }
      await addPromise(db, organisation.id, promise, now)
      entries.push({ did: 'duty-clock.promise-added' as const, on: { room: 'duty-clock', id: promise.id }, after: told(promise) })
    }
    if (entries.length === 0) return { problems: { source: 'There is nothing left to add' } }
    return { goTo: paths.clock.to(), said: entries.length === 1 ? 'The promise is on the clock.' : 'The promises are on the clock.', entry: entries }
  },
})

const chosenIn = (body: Body): readonly string[] => { const sent = body['chosen']; return sent === undefined ? [] : typeof sent === 'string' ? [sent] : sent }
