import { newId } from '#database/identity.ts'
import { nextNumber } from '#database/ledger.ts'
import { dayInWords } from '#duty/dates.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { asJson, findNewest, findOpenDraft, isWhatWasHandedIn, onItsWay, propose, saysTheSame, takeDownLink } from '#features/publication/index.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { isLive, mayChallenge, mayKeepBody, mayKeepStructure, mayPublishStructure, mayReadChallenge, mayReadStructure, readableBodies } from '../access.ts'
import type { Body } from '../body.ts'
import { listBodies, listMemberships } from '../body-store.ts'
import { answer as decideAnswer, answerKinds, answerWords, challengeStates, isUnanswered, raise, think, type Challenge } from '../challenge.ts'
import { findChallenge, insertChallenges, listChallenges, saveChallenge } from '../challenge-store.ts'
import { paths } from '../paths.ts'
import { challengeTag, challengeWords, pairInWords, publicPair } from './challenge-parts.ts'
import { findByAddress, findThing } from './meeting-parts.ts'
import { bodyLink, changedMeanwhile, crumbsTo, dayAnswer, dayOf, facts, front, loadBody, nameIn, narrowColumn, room } from './parts.ts'

interface Listed { readonly rows: readonly Challenge[]; readonly bodies: readonly Body[] }

export const challenges = listing({
  path: paths.challenges,
  async load(_at, { db, organisation, person, query }, asked): Promise<Listed> {
    const [bodies, seats] = await Promise.all([listBodies(db, organisation.id, { endedToo: true }), listMemberships(db, organisation.id, { person: person.id })])
    const readable = readableBodies(person, seats)
    const state = query.oneOf('state', challengeStates)
    const body = bodies.find((each) => each.id === query.get('body'))
    const all = await listChallenges(db, organisation.id, { ...(state ? { state } : {}), ...(body ? { body: body.id } : {}) })
    const words = query.get('words').toLowerCase()
    const rows = all.filter((each) => (readable === 'all' || each.isPublic || readable.includes(each.from) || readable.includes(each.to)) && `${each.reference} ${each.about.title} ${each.words}`.toLowerCase().includes(words))
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit), bodies }
  },
  access: (person) => mayReadStructure(person),
  rows: ({ rows }) => rows,
  caption: () => 'Challenges and answers',
  none: 'There are no challenges that you may read.',
  search: 'Words in the challenge',
  filters: ({ bodies }) => [{ name: 'body', label: 'From or to', options: bodies.map((each) => ({ value: each.id, text: each.name })) }, { name: 'state', label: 'How it stands', options: challengeStates.map((each) => ({ value: each, text: challengeWords(each) })) }],
  columns: ({ bodies }, { today }) => [
    { heading: 'Challenge', text: (row) => `${row.reference} ${row.about.title}`, cell: (row) => html`<span class="dr-ref">${row.reference}</span> <a class="govuk-link" href="${paths.challenge.to({ challenge: row.id })}">${row.about.title}</a>` },
    { heading: 'From', text: (row) => nameIn(bodies, row.from) }, { heading: 'To', text: (row) => nameIn(bodies, row.to) }, { heading: 'Day', kind: 'date', text: (row) => dayInWords(row.on) }, { heading: 'Answer by', kind: 'date', text: (row) => dayInWords(row.answerBy) },
    { heading: 'How it stands', text: (row) => isUnanswered(row, today) ? 'No answer yet: late' : challengeWords(row.state), cell: (row) => challengeTag(row, today) },
  ],
  view: (_loaded, list) => ({ title: 'Challenges', crumbs: [front], wide: true, guide: 'challenges', main: html`<h1 class="govuk-heading-l">Challenges and answers</h1><p class="govuk-body">What groups say of plans, reports and how the council works. Challenges to an impact assessment while it is being written are on the assessment’s own pages.</p>${list}` }),
})

export const newChallenge = form({
  path: paths.newChallenge,
  load: async ({ body }, house) => ({ ...await loadBody(body, house), bodies: await listBodies(house.db, house.organisation.id) }),
  access: (person, { body, members, today }) => isLive(body) && mayChallenge(person, members, today),
  draft: true,
  fields: ({ bodies }) => ({
    to: choice({ from: bodies.map((each) => each.id), missing: 'Select who should answer' }), title: text({ missing: 'Enter what it is about', max: 200, subject: 'What it is about' }), address: optional(text({ missing: '', max: 500, subject: 'The address' })),
    words: text({ missing: 'Enter what the group says', max: 6000, subject: 'What the group says' }), asksFor: optional(text({ missing: '', max: 2000, subject: 'What it asks for' })), answerBy: date({ missing: 'Enter the day by which the group asks for an answer', subject: 'The day' }),
  }),
  starting: ({ bodies, today }) => ({ to: bodies.find((each) => each.type === 'board')?.id ?? '', ...dayAnswer('answerBy', today.add({ weeks: 6 })) }),
  view({ body, bodies }, answers) {
    const ask = questions(answers)
    return {
      title: `A challenge from ${body.name}`, crumbs: crumbsTo(body), guide: 'challenges',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Record a challenge from ${body.name}</h1><p class="govuk-body">Write what the group agreed to say. Name no member of it: challenges come from the group as a whole.</p>${ask.form('Send it', html`
        ${ask.select('to', 'Who should answer?', bodies.filter((each) => each.id !== body.id).map((each) => ({ value: each.id, text: each.name })))}${ask.line('title', 'What is it about?', 'For example, “The plan’s actions on bus stops”')}${ask.line('address', 'Where is that here? (optional)', 'Copy the address of its page: a plan, a report, an assessment, a decision', { spellcheck: false })}
        ${ask.lines('words', 'What does the group say?', undefined, 6)}${ask.lines('asksFor', 'What does it ask for? (optional)', undefined, 3)}${ask.date('answerBy', 'By when does it ask for an answer?')}`, { cancel: paths.body.to({ body: body.id }) })}`),
    }
  },
  async submit(values, { body }, house) {
    const { db, organisation, person, now, today } = house
    const thing = values.address === null ? null : await findByAddress(house, values.address)
    if (values.address !== null && thing === null) return { problems: { address: 'The address must be that of something here that you can open: copy it from the browser' } }
    const id = newId()
    const raised = raise({ id, reference: `CH/${String(today.year)}/${String(await nextNumber(db, organisation.id, `governance.challenge ${String(today.year)}`))}`, from: body.id, to: values.to, about: { kind: thing?.kind ?? '', id: thing?.id ?? '', title: values.title }, words: values.words, asksFor: values.asksFor ?? '', on: today, answerBy: values.answerBy, by: person.name })
    if ('refused' in raised) return { problems: { [raised.refused.startsWith('The day') ? 'answerBy' : 'to']: raised.refused } }
    await insertChallenges(db, organisation.id, [raised], now)
    return { goTo: paths.challenge.to({ challenge: id }), said: `${raised.reference} was sent. It stands on the agenda of whoever has to answer.`, entry: { did: 'governance.challenge-raised', on: { room, id, version: 1 }, after: { reference: raised.reference, from: raised.from, to: raised.to, about: raised.about, words: raised.words, asksFor: raised.asksFor, answerBy: raised.answerBy.toString() } } }
  },
})

async function loadChallenge(id: string, house: House) {
  const found = await findChallenge(house.db, house.organisation.id, id)
  if (!found) throw new NotFound(`challenge ${id}`)
  const [from, to] = await Promise.all([loadBody(found.from, house), loadBody(found.to, house)])
  return { challenge: found, from, to, today: house.today }
}

const crumbs = [front, { text: 'Challenges', href: paths.challenges.to() }]
const heading = (challenge: Challenge, words: string): Html => html`<span class="govuk-caption-l">${challenge.reference} · ${challenge.about.title}</span><h1 class="govuk-heading-l">${words}</h1>`
const back = (challenge: Challenge): string => paths.challenge.to({ challenge: challenge.id })

export const challenge = page({
  path: paths.challenge,
  load: async ({ challenge: id }, house) => {
    const loaded = await loadChallenge(id, house)
    return { ...loaded, thing: await findThing(house, loaded.challenge.about.kind === '' ? null : loaded.challenge.about) }
  },
  access: (person, { challenge: found, from, to }) => mayReadChallenge(person, found, [...from.members, ...to.members]),
  view({ challenge: found, from, to, thing, today }, { person }) {
    const [answers, thinks] = [mayKeepBody(person, to.members, today), mayChallenge(person, from.members, today)]
    return {
      title: `${found.reference}: ${found.about.title}`, crumbs, guide: 'challenges',
      main: html`<span class="govuk-caption-l">${found.reference}</span><h1 class="govuk-heading-l">${found.about.title}</h1>
        ${facts([['How it stands', challengeTag(found, today)], ['From', bodyLink(from.body)], ['To', bodyLink(to.body)], ['Answer by', dayInWords(found.answerBy)], ['About', thing !== null && html`<a class="govuk-link" href="${thing.href}">${thing.title}</a>`], ['Public page', found.isPublic && html`<a class="govuk-link" href="${paths.publicChallenge.to({ challenge: found.id })}">Shown</a>`]])}
        ${pairInWords({ ...publicPair(found, from.body.name, to.body.name) })}
        <p class="govuk-body">Recorded by ${found.by}${found.answer !== null && `, answered by ${found.answer.by}`}.</p>
        <div class="govuk-button-group">${answers && found.state === 'waiting' && html`<a class="govuk-button" href="${paths.answerChallenge.to({ challenge: found.id })}">Answer it</a>`}
          ${thinks && found.state !== 'waiting' && html`<a class="govuk-button govuk-button--secondary" href="${paths.viewChallenge.to({ challenge: found.id })}">Say what the group thinks of the answer</a>`}
          ${(mayPublishStructure(person) || mayKeepStructure(person)) && html`<a class="govuk-link" href="${paths.publishChallenge.to({ challenge: found.id })}">${found.isPublic ? 'Publication' : 'Publish it'}</a>`}</div>`,
    }
  },
})

export const answerChallenge = form({
  path: paths.answerChallenge,
  load: ({ challenge: id }, house) => loadChallenge(id, house),
  access: (person, { challenge: found, to, today }) => found.state === 'waiting' && mayKeepBody(person, to.members, today),
  draft: true,
  version: ({ challenge: found }) => String(found.version),
  fields: { kind: choice({ from: answerKinds, missing: 'Select what the answer is' }), words: text({ missing: 'Enter the answer', max: 6000, subject: 'The answer' }) },
  view({ challenge: found, from, to }, answers) {
    const ask = questions(answers)
    return {
      title: `Answer ${found.reference}`, crumbs, guide: 'challenges',
      main: narrowColumn(html`${heading(found, `The answer of ${to.body.name}`)}${pairInWords(publicPair(found, from.body.name, to.body.name))}${ask.form('Send the answer', html`${ask.oneOf('kind', 'The body…', answerKinds.map((each) => ({ value: each, text: answerWords[each] })))}
        ${ask.lines('words', 'The answer', 'What will change and by when; or why nothing will. Once sent, it stays as it is', 6)}`, { cancel: back(found) })}`),
    }
  },
  async submit({ kind, words }, { challenge: found, from, to }, { db, organisation, person, now, today }) {
    const answered = decideAnswer(found, { kind, words, on: today, by: person.name })
    if ('refused' in answered) return { problems: { words: answered.refused } }
    if (!await saveChallenge(db, organisation.id, answered)) return { problems: { words: changedMeanwhile } }
    const deeds = await recordDeed(db, organisation.id, { kind: 'challenge answered', room, thing: { kind: 'challenge', id: found.id }, on: today, title: `${found.reference}: ${found.about.title}`, href: back(found), to: { id: from.body.id, name: from.body.name } }, now)
    return { goTo: back(found), said: `The answer was sent to ${from.body.name}.`, entry: [{ did: 'governance.challenge-answered', on: { room, id: found.id, version: answered.version }, after: { kind, words, by: to.body.id } }, ...deeds] }
  },
})

export const viewChallenge = form({
  path: paths.viewChallenge,
  load: ({ challenge: id }, house) => loadChallenge(id, house),
  access: (person, { challenge: found, from, today }) => found.state !== 'waiting' && mayChallenge(person, from.members, today),
  version: ({ challenge: found }) => String(found.version),
  fields: { settled: choice({ from: ['yes', 'no'], missing: 'Select whether the answer settles it' }), words: text({ missing: 'Enter what the group thinks', max: 3000, subject: 'What the group thinks' }) },
  view({ challenge: found, from, to }, answers) {
    const ask = questions(answers)
    return { title: `What ${from.body.name} thinks of the answer`, crumbs, guide: 'challenges', main: narrowColumn(html`${heading(found, 'What does the group think of the answer?')}${pairInWords(publicPair(found, from.body.name, to.body.name))}${ask.form('Save', html`${ask.oneOf('settled', 'Does the answer settle it?', [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }], undefined, { inline: true })}${ask.lines('words', 'What does the group say?', undefined, 4)}`, { cancel: back(found) })}`) }
  },
  async submit({ settled, words }, { challenge: found }, { db, organisation, today }) {
    const thought = think(found, { words, on: today }, settled === 'yes')
    if ('refused' in thought) return { problems: { words: thought.refused } }
    if (!await saveChallenge(db, organisation.id, thought)) return { problems: { words: changedMeanwhile } }
    return { goTo: back(found), said: 'Saved.', entry: { did: 'governance.challenge-viewed', on: { room, id: found.id, version: thought.version }, after: { settled: settled === 'yes', words } } }
  },
})

/** Both sides or neither: a challenge without its answer is public only once the day for the answer has passed. Somebody hands it in, and the publication desk does the rest. */
export const publishChallenge = form({
  path: paths.publishChallenge,
  async load({ challenge: id }, house) {
    const loaded = await loadChallenge(id, house)
    const address = paths.publicChallenge.to({ challenge: id })
    const [edition, waiting] = await Promise.all([findNewest(house.db, house.organisation.id, address), findOpenDraft(house.db, house.organisation.id, address)])
    const pair = publicPair(loaded.challenge, loaded.from.body.name, loaded.to.body.name)
    return { ...loaded, address, pair, edition: edition?.withdrawn === false ? edition : null, same: saysTheSame(edition, pair), waiting, moved: waiting !== null && !isWhatWasHandedIn(waiting, pair) }
  },
  access: (person) => mayPublishStructure(person) || mayKeepStructure(person),
  version: ({ challenge: found, waiting }) => `${found.version} ${waiting?.version ?? 0}`,
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })) },
  view({ challenge: found, pair, address, edition, same, waiting, moved, today }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: `Publication of ${found.reference}`, crumbs, guide: 'challenges',
      main: narrowColumn(html`${heading(found, edition === null ? 'What would be public' : 'Publication')}
        ${edition !== null && html`<p class="govuk-body">It is public, as version ${String(edition.version)} of ${dayOf(edition.publishedAt)}. <a class="govuk-link" href="${address}">See it</a></p>`}
        ${onItsWay(waiting, person, moved)}${pairInWords(pair)}
        ${isTooEarly(found, today) ? html`<p class="govuk-body">The pair is published together. An answer is asked for by ${dayInWords(found.answerBy)}; after that the challenge can be published without one.</p>`
          : same ? html`<p class="govuk-body">Nothing is waiting. The public page says what is recorded here.</p>`
            : (waiting === null || moved) && ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', ask.line('note', edition === null ? 'A note for readers (optional)' : 'A note for readers: what changed, or why'))}
        ${edition !== null && takeDownLink(address, 'Take it down', person)}`),
    }
  },
  async submit({ note }, { challenge: found, pair, address, edition, same, waiting, moved, today }, { db, organisation, person, now }) {
    if (isTooEarly(found, today)) return { problems: { note: 'Wait for the answer, or for the day on which it is due' } }
    if (same) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && !moved) return { problems: { note: 'This was handed in already' } }
    if (edition !== null && note === null) return { problems: { note: 'Enter what changed, or why. Readers will see it' } }
    const handed = await propose(db, organisation.id, { room, thingId: found.id, address, title: found.about.title, content: asJson(pair), note: note ?? '' }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'governance.challenge-handed-in', on: { room, id: found.id, version: found.version }, after: { draft: handed.draft } }, handed.entry] }
  },
})

const isTooEarly = (challenge: Challenge, today: Temporal.PlainDate): boolean => challenge.state === 'waiting' && !isUnanswered(challenge, today)
