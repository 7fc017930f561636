/** What the equality lead does while a round is open: writes to those who have not answered, asks back, closes. Then somebody else signs. */
import { newId } from '#database/identity.ts'
import type { Json } from '#database/canonical.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { findAction, listActionsOfStrategy, mailLead } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findPerson, listPeople } from '#features/people/index.ts'
import { choices, optional, text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepRounds, maySignRound } from '../access.ts'
import { canBeAsked, lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import { closeRound, inSentences, periodInWords, signRound, tallyOf } from '../round.ts'
import { insertLetters, insertQuestion, listLetters, listQuestions, saveClosed, saveSigned, sealOf, type RoundRecord } from '../round-store.ts'
import { writeToLeads } from './writing.ts'
import { crumbsTo, many, onDay, outcomeTag, roundOrNone, saidIn, titleOf } from './parts.ts'

const changedMeanwhile = 'Somebody else changed this round just now. Open it again to see what is different'

export const chase = form({
  path: paths.chase,
  async load({ round: id }, house) {
    const { db, organisation, today } = house
    const round = await roundOrNone(house, id)
    if (round.closed !== null) throw new NotFound('a closed round chases nobody')
    const [seen, actions, people, letters] = [await lookAt(db, organisation.id, round, today), await listActionsOfStrategy(db, organisation.id, round.strategy), await listPeople(db, organisation.id), await listLetters(db, organisation.id, id)]
    const silent = seen.rows.filter((row) => row.outcome === 'no answer' && row.lead !== null)
    const leads = [...Map.groupBy(silent, (row) => row.lead?.id ?? '')].map(([lead, rows]) => ({ id: lead, name: rows[0]?.lead?.name ?? '', rows, last: letters.filter((each) => each.person === lead).at(-1) ?? null }))
    const writtenToday = (each: (typeof leads)[number]): boolean => each.last !== null && dayInLondon(each.last.at).equals(today)
    return { round, fresh: leads.filter((each) => !writtenToday(each)).map((each) => each.id), leads: leads.sort((a, b) => b.rows.length - a.rows.length || a.name.localeCompare(b.name, 'en')), actions, people: people.filter(canBeAsked) }
  },
  access: (person) => mayKeepRounds(person),
  fields: ({ leads }) => ({ leads: choices({ from: leads.map((each) => each.id), missing: 'Select who to write to' }), note: optional(text({ missing: '', max: 1000, subject: 'The note' })) }),
  // Nobody is written to twice on one day without being chosen for it.
  starting: ({ fresh }) => ({ leads: fresh }),
  view({ round, fresh, leads }, answers) {
    const ask = questions(answers)
    return {
      title: 'Write to those who have not answered', crumbs: crumbsTo(round), guide: 'monitoring-rounds',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${titleOf(round)}</span><h1 class="govuk-heading-l">Write to those who have not answered</h1>
        ${leads.length === 0 ? html`<p class="govuk-body">Everybody who could be asked has answered.</p>` : html`<p class="govuk-body">Each gets one email about what they have not answered, with a new link for each action.</p>
          ${ask.form('Send the emails', html`${ask.anyOf('leads', 'Who should get it?', leads.map((each) => ({ value: each.id, text: each.name, hint: `${many(each.rows.length, 'action')} without an answer. ${each.last === null ? 'Not written to in this round' : fresh.includes(each.id) ? `Last written to on ${onDay(each.last.at)}` : 'Written to today already'}` })))}
            ${ask.lines('note', 'A note (optional)', undefined, 3)}`, { cancel: paths.round.to({ round: round.id }) })}`}</div></div>`,
    }
  },
  async submit({ leads: chosen, note }, { round, leads, actions, people }, house) {
    const about = new Set(leads.filter((each) => chosen.includes(each.id)).flatMap((each) => each.rows.map((row) => row.action)))
    const letters = await writeToLeads(house.db, { ...house, round, people, actions: actions.filter((each) => about.has(each.id)), kind: 'by hand', by: house.person.name, note: note ?? '', occasion: house.request.id })
    return {
      goTo: paths.round.to({ round: round.id }), said: `${letters.length === 1 ? '1 lead was' : `${letters.length} leads were`} written to.`,
      entry: { did: 'monitoring-rounds.leads-chased', on: { room: 'monitoring-rounds', id: round.id }, detail: { leads: letters.map((each) => each.person), actions: [...about], note: note ?? '' } },
    }
  },
})

export const askBack = form({
  path: paths.askBack,
  async load({ round: id, action }, house) {
    const { db, organisation, today } = house
    const round = await roundOrNone(house, id)
    const row = round.closed === null ? (await lookAt(db, organisation.id, round, today)).rows.find((each) => each.action === action) : undefined
    const [found, lead] = row?.lead ? [await findAction(db, organisation.id, action), await findPerson(db, organisation.id, row.lead.id)] : [null, null]
    if (!row || !found || !lead || !canBeAsked(lead)) throw new NotFound('nobody to ask')
    return { round, row, action: found, lead }
  },
  access: (person) => mayKeepRounds(person),
  fields: { words: text({ missing: 'Enter your question', max: 1000, subject: 'Your question' }) },
  view({ round, row, lead }, answers) {
    const ask = questions(answers)
    return {
      title: `Ask ${lead.name} a question`, crumbs: crumbsTo(round), guide: 'monitoring-rounds',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${row.reference !== '' && html`${row.reference} `}${row.words}</span><h1 class="govuk-heading-l">Ask ${lead.name} a question</h1>
        <p class="govuk-body">${outcomeTag(row.outcome)}</p><div class="govuk-inset-text">${saidIn(row)}</div>
        ${ask.form('Send the question', ask.lines('words', 'What do you want to know?', 'It goes in one email. The link in it opens one page, where the answer is written', 4), { cancel: paths.round.to({ round: round.id }) })}</div></div>`,
    }
  },
  async submit({ words }, { round, action, lead }, house) {
    const { db, organisation, person, now, request } = house
    await mailLead(db, { ...house, to: lead, actions: [action], askedBy: person.name, question: words, dedupe: `round question ${request.id}`, subject: `A question about ${action.reference === '' ? 'your action' : `action ${action.reference}`}`, opening: [`${person.name} asks, in the monitoring round for ${periodInWords(round.period)}:`, words] })
    await insertQuestion(db, organisation.id, round.id, { id: newId(), action: action.id, person: lead.id, name: lead.name, words, at: now, by: person.name })
    await insertLetters(db, organisation.id, round.id, [{ id: newId(), person: lead.id, name: lead.name, kind: 'question', actions: [action.id], at: now, by: person.name }])
    return { goTo: paths.round.to({ round: round.id }), said: `${lead.name} was asked.`, entry: { did: 'monitoring-rounds.question-asked', on: { room: 'monitoring-rounds', id: round.id }, detail: { action: action.id, to: lead.id, words } } }
  },
})

export const closePage = form({
  path: paths.close,
  async load({ round: id }, house) {
    const round = await roundOrNone(house, id)
    if (round.closed !== null) throw new NotFound('the round is closed')
    const seen = await lookAt(house.db, house.organisation.id, round, house.today)
    return { round, rows: seen.rows, tally: tallyOf(seen.rows), questions: await listQuestions(house.db, house.organisation.id, id), letters: await listLetters(house.db, house.organisation.id, id) }
  },
  access: (person) => mayKeepRounds(person),
  draft: true,
  version: ({ round }) => String(round.version),
  fields: { account: text({ missing: 'Enter what the round shows', max: 4000, subject: 'What the round shows' }) },
  view({ round, tally }, answers, { today }) {
    const ask = questions(answers)
    const early = Temporal.PlainDate.compare(today, round.answersBy) < 0
    return {
      title: 'Close the round', crumbs: crumbsTo(round), guide: 'monitoring-rounds',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${titleOf(round)}</span><h1 class="govuk-heading-l">Close the round</h1>
        <p class="govuk-body">${inSentences(tally)}</p>
        ${early && tally.silent > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Answers are due by ${dayInWords(round.answersBy)}</p><p class="govuk-body">Leads were given until then. What they have not answered will be kept as “no answer”.</p></div>`}
        <p class="govuk-body">Closing keeps every action as it stands now. An answer that comes later stands beside the record and does not change it. Somebody else then signs the round off.</p>
        ${ask.form('Close the round', ask.lines('account', 'What does the round show?', 'In a few sentences, for the director and the board. Say what has changed for people, what is stuck, and what you ask for', 8), { cancel: paths.round.to({ round: round.id }) })}</div></div>`,
    }
  },
  async submit({ account }, { round, rows, tally, questions: asked, letters }, { db, organisation, person, now, today }) {
    const refused = closeRound(round, account)
    if (refused) return { problems: { account: refused.refused } }
    const record: RoundRecord = {
      of: 'monitoring round, edition 1', rows: JSON.parse(JSON.stringify(rows)), letters: letters.length, questions: asked.map((each) => ({ action: each.action, words: each.words, by: each.by, to: each.name, at: each.at.toString() })),
      about: { organisation: organisation.name, plan: round.planTitle, period: periodInWords(round.period), openedAt: round.opened.at.toString(), openedBy: round.opened.by.name, answersBy: round.answersBy.toString(), closedAt: now.toString(), closedBy: person.name, account },
    }
    const sha256 = sealOf(record)
    if (!await saveClosed(db, organisation.id, round, { at: now, by: { id: person.id, name: person.name }, account, tally, sha256 }, record)) return { problems: { account: changedMeanwhile } }
    const deed = await recordDeed(db, organisation.id, { kind: 'round closed', room: 'monitoring-rounds', thing: { kind: 'round', id: round.id }, on: today, title: `${titleOf(round)}: ${round.planTitle}`, href: paths.round.to({ round: round.id }), covers: { from: round.period.from, to: round.period.to } }, now)
    return {
      goTo: paths.round.to({ round: round.id }), said: 'The round is closed and kept as it was.',
      entry: [{ did: 'monitoring-rounds.round-closed', on: { room: 'monitoring-rounds', id: round.id, version: round.version + 1 }, after: { sha256, account, tally: { ...tally } as unknown as Json } }, ...deed],
    }
  },
})

export const sign = form({
  path: paths.sign,
  async load({ round: id }, house) {
    const round = await roundOrNone(house, id)
    if (round.closed === null || round.signed !== null) throw new NotFound('nothing to sign')
    return { round, closed: round.closed }
  },
  access: (person, { round }) => maySignRound(person, round),
  version: ({ round }) => String(round.version),
  fields: { words: optional(text({ missing: '', max: 2000, subject: 'What you want to say' })) },
  view({ round, closed }, answers, { person }) {
    const ask = questions(answers)
    return {
      title: 'Sign off the round', crumbs: crumbsTo(round), guide: 'monitoring-rounds',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${titleOf(round)}</span><h1 class="govuk-heading-l">Sign off the round</h1>
        <p class="govuk-body">${inSentences(closed.tally)}</p><div class="govuk-inset-text">${closed.account.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p>${line}</p>`)}</div>
        <p class="govuk-body">${closed.by.name} closed it on ${onDay(closed.at)}. <a class="govuk-link" href="${paths.summary.to({ round: round.id })}">Read it on one page</a> before you sign. Your name and today’s date stand under it.</p>
        ${ask.form(`Sign off as ${person.name}`, ask.lines('words', 'Anything that you want to say (optional)', undefined, 3), { cancel: paths.round.to({ round: round.id }) })}</div></div>`,
    }
  },
  async submit({ words }, { round, closed }, { db, organisation, person, now }) {
    const refused = signRound(round, person)
    if (refused) return { problems: { words: refused.refused } }
    if (!await saveSigned(db, organisation.id, round, { at: now, by: { id: person.id, name: person.name }, words: words ?? '' })) return { problems: { words: changedMeanwhile } }
    return { goTo: paths.round.to({ round: round.id }), said: 'You have signed off the round.', entry: { did: 'monitoring-rounds.round-signed-off', on: { room: 'monitoring-rounds', id: round.id, version: round.version + 1 }, detail: { sha256: closed.sha256, words: words ?? '' } } }
  },
})
