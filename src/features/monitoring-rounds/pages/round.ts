import { stackedBar } from '#charts/index.ts'
import { dayInWords, momentInWords } from '#duty/dates.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import { actionPlanPaths } from '#features/action-plan/index.ts'
import { listing } from '#web/listing.ts'
import { download } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepRounds, mayReadRounds, maySignRound } from '../access.ts'
import { lookAt, type RoundSeen } from './looking.ts'
import { paths } from '../paths.ts'
import { inSentences, isLate, isSilent, outcomes, tallyOf, type RoundRow } from '../round.ts'
import { findRecord, listLetters, writtenRecord, type RoundLetter } from '../round-store.ts'
import { figureOf, isoDay, many, nameOfAction, onDay, outcomeTag, outcomeWords, roundOrNone, saidIn, standTag, stateTag, titleOf } from './parts.ts'
import { dueIn } from './rounds.ts'

const ratingWords = { overdue: 'Overdue', 'at risk': 'At risk', 'on track': 'On track', 'not started': 'Not started', achieved: 'Achieved', 'not achieved': 'Not achieved', withdrawn: 'Withdrawn' } as const

/** A round: who has answered, what they said, and where nobody did. Live while it is open; as it was kept once it has closed. */
export const round = listing({
  path: paths.round,
  async load({ round: id }, house, asked) {
    const { db, organisation, today, query } = house
    const round = await roundOrNone(house, id)
    const [seen, letters] = [await lookAt(db, organisation.id, round, today), await listLetters(db, organisation.id, id)]
    const outcome = query.oneOf('outcome', [...outcomes, 'silent', 'late', 'moved', 'question'])
    const lead = query.get('lead')
    const matching = seen.rows.filter((row) => (outcome === null || fits(row, outcome)) && (lead === '' || row.leadWords === lead))
    return { ...seen, tally: seen.round.closed?.tally ?? tallyOf(seen.rows), letters, listed: matching.slice(asked.offset, asked.offset + asked.limit) }
  },
  access: (person) => mayReadRounds(person),
  rows: (loaded) => loaded.listed,
  caption: ({ round }) => `${titleOf(round)}: what was asked and answered`,
  none: 'This round asked about nothing.',
  filters: ({ rows }) => [
    { name: 'outcome', label: 'Answer', options: [...outcomes.filter((each) => rows.some((row) => row.outcome === each)).map((each) => ({ value: each, text: outcomeWords[each] })), { value: 'silent', text: 'No answer, or nobody to ask' }, { value: 'late', text: 'Past its date' }, { value: 'moved', text: 'Date moved' }, { value: 'question', text: 'Asked back' }] },
    { name: 'lead', label: 'Lead', options: [...new Set(rows.map((row) => row.leadWords).filter((each) => each !== ''))].sort((a, b) => a.localeCompare(b, 'en')).map((each) => ({ value: each, text: each })) },
  ],
  columns: ({ round }, { person }) => [
    { heading: 'Action', text: (row) => `${row.reference === '' ? '' : `${row.reference} `}${row.words}`, cell: nameOfAction },
    { heading: 'Lead', text: (row) => row.leadWords === '' ? 'No lead' : row.leadWords },
    { heading: 'Answer', text: (row) => outcomeWords[row.outcome], cell: (row) => outcomeTag(row.outcome) },
    { heading: 'What was said', text: saidIn, cell: (row) => saidCell(row, round.closed === null && mayKeepRounds(person) ? paths.askBack.to({ round: round.id, action: row.action }) : null) },
    { heading: 'Due', kind: 'date', text: (row) => isoDay(row.after?.dueOn ?? row.before.dueOn, 'No date'), cell: dueCell },
    { heading: round.closed === null ? 'How it stands' : 'How it stood', text: (row) => row.after === null ? '' : ratingWords[row.after.rating], cell: (row) => html`${standTag(row)}` },
  ],
  view: (loaded, list, { person, request, today, query }) => {
    const { round, tally, rows, addenda } = loaded
    const keeps = mayKeepRounds(person)
    const listed = (outcome: string): string => `${request.path}?outcome=${outcome.replaceAll(' ', '+')}`
    return {
      title: titleOf(round), crumbs: [{ text: 'Monitoring rounds', href: paths.rounds.to() }], wide: true, guide: 'monitoring-rounds',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l"><a class="govuk-link" href="${actionPlanPaths.plan.to({ strategy: round.strategy })}">${round.planTitle}</a></span><h1 class="govuk-heading-l">${titleOf(round)}</h1>
          <p class="dr-head__lead">${stateTag(round)} ${round.closed === null ? html`Opened on ${onDay(round.opened.at)} by ${round.opened.by.name}. ${dueIn(round.answersBy, today)}` : html`Closed on ${onDay(round.closed.at)} by ${round.closed.by.name}.`}</p></div>
          <div class="dr-head__actions">${round.closed === null && keeps && html`<a class="govuk-button" href="${paths.close.to({ round: round.id })}">Close the round</a>${tally.silent > 0 && html`<a class="govuk-button govuk-button--secondary" href="${paths.chase.to({ round: round.id })}">Send reminders</a>`}`}
            ${maySignRound(person, round) && html`<a class="govuk-button" href="${paths.sign.to({ round: round.id })}">Sign off</a>`}
</div></div>
        <ul class="govuk-list dr-links"><li><a class="govuk-link" href="${paths.summary.to({ round: round.id })}">On one page</a></li><li><a class="govuk-link" href="${paths.leads.to({ round: round.id })}">Lead by lead</a></li></ul>
        <dl class="dr-figures">${figureOf(tally.asked, 'actions', { href: request.path })}${figureOf(tally.answered, 'answered', { href: listed('answered'), state: 'on-track' })}${figureOf(tally.silent, 'without an answer', { href: listed('no answer'), ...(tally.silent > 0 ? { state: 'not-started' } : {}) })}
          ${tally.nobody > 0 && figureOf(tally.nobody, 'with nobody to ask', { href: listed('nobody to ask') })}${figureOf(tally.late, 'past their date', { href: listed('late'), ...(tally.late > 0 ? { state: 'late' } : {}) })}${figureOf(tally.moved, 'with a moved date', { href: listed('moved') })}${tally.questions > 0 && figureOf(tally.questions, 'asked back and waiting', { href: listed('question'), state: 'asked' })}</dl>
        ${query.without('page').length === 0 && html`${answersPicture(rows)}${lettersNote(loaded, loaded.letters)}${closedNote(loaded)}${addendaList(addenda)}`}
        <h2 class="govuk-heading-m">${round.closed === null ? 'Action by action' : 'Action by action, as it was kept'}</h2>${list}`,
    }
  },
})

function fits(row: RoundRow, outcome: string): boolean {
  return outcome === 'silent' ? isSilent(row) : outcome === 'late' ? isLate(row) : outcome === 'moved' ? row.moved !== null : outcome === 'question' ? row.question !== null : outcome === 'answered' ? row.outcome === 'answered' || row.outcome === 'closed' : row.outcome === outcome
}

function saidCell(row: RoundRow, askBack: string | null): Html {
  const said = saidIn(row)
  const last = row.answers.at(-1)
  return html`${said.length > 240 ? html`${said.slice(0, said.lastIndexOf(' ', 220))}…` : said}${last !== undefined && html`<span class="dr-under">${onDay(Temporal.Instant.from(last.at))}, ${last.by}</span>`}
    ${row.question !== null && html`<span class="dr-under"><strong>${row.question.by} asked back:</strong> ${row.question.words} ${!row.question.answered && '(not answered yet)'}</span>`}
    ${askBack !== null && row.outcome !== 'left the plan' && row.outcome !== 'nobody to ask' && row.lead !== null && html`<span class="dr-under"><a class="govuk-link" href="${askBack}">Ask a question<span class="govuk-visually-hidden"> about ${row.reference === '' ? row.words : row.reference}</span></a></span>`}`
}

function dueCell(row: RoundRow): Html {
  const due = row.after?.dueOn ?? row.before.dueOn
  return html`<span class="dr-dated">${isoDay(due, 'No date')}</span>${row.moved !== null && html`<span class="dr-under">was ${row.moved.from}</span>`}`
}

function answersPicture(rows: readonly RoundRow[]): Html {
  const tones = { answered: 'on-track', closed: 'done', 'no answer': 'not-started', 'nobody to ask': 'other', 'left the plan': 'stopped' } as const
  const order = ['closed', 'answered', 'no answer', 'nobody to ask', 'left the plan'] as const
  const parts = order.map((outcome) => ({ outcome, count: rows.filter((row) => row.outcome === outcome).length })).filter(({ count }) => count > 0)
  return html`${parts.length > 0 && stackedBar({ id: 'answers', title: 'Actions by answer', parts: parts.map(({ outcome, count }) => ({ label: outcomeWords[outcome], value: tallyOfThings(count, 'actions'), tone: tones[outcome] })) })}`
}

function lettersNote({ round }: RoundSeen, letters: readonly RoundLetter[]): Html {
  const after = letters.filter((each) => each.kind !== 'opening')
  const rule = round.reminders === 'none' ? 'Nobody is reminded by itself.' : round.reminders === 'around' ? `Those who have not answered are reminded on ${dayInWords(round.answersBy.subtract({ days: 3 }))} and ${dayInWords(round.answersBy.add({ days: 1 }))}.` : `Those who have not answered are reminded on ${dayInWords(round.answersBy.subtract({ days: 3 }))}, on ${dayInWords(round.answersBy.add({ days: 1 }))} and every week after that.`
  return html`<p class="govuk-body">${many(letters.length - after.length, 'email')} asked at the opening${after.length > 0 && html`, and ${many(after.length, 'email')} since`}. ${round.closed === null && rule} Answers ${round.closed === null ? 'are' : 'were'} due by ${dayInWords(round.answersBy)}.</p>`
}

function closedNote({ round, rows }: RoundSeen): Html | false {
  return round.closed !== null && html`<h2 class="govuk-heading-m">What the round shows</h2>
    <p class="govuk-body">${inSentences(tallyOf(rows))}</p>${round.closed.account.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p class="govuk-body">${line}</p>`)}
    <p class="govuk-body-s">${round.signed === null ? 'It has not been signed off yet.' : html`Signed off by ${round.signed.by.name} on ${onDay(round.signed.at)}${round.signed.words !== '' && html`: “${round.signed.words}”`}.`}
      Kept as it was at ${momentInWords(round.closed.at)}. <a class="govuk-link" href="${paths.record.to({ round: round.id })}">The record</a> has the fingerprint <code class="dr-hash">${round.closed.sha256}</code>, which is in the ledger.</p>`
}

function addendaList(addenda: RoundSeen['addenda']): Html | false {
  return addenda.length > 0 && html`<h2 class="govuk-heading-m">Answers that came after it closed</h2><p class="govuk-body">They stand beside the record, which they do not change.</p><ul class="dr-tasks">${addenda.map(({ row, answers }) => html`<li class="dr-task"><div class="dr-task__what">${nameOfAction(row)}
    <p class="govuk-body-s govuk-!-margin-bottom-0">${saidIn({ ...row, answers })}</p></div><div class="dr-task__do">${onDay(Temporal.Instant.from(answers.at(-1)!.at))}, ${answers.at(-1)!.by}</div></li>`)}</ul>`
}

/** What was kept, byte for byte what its fingerprint was made of. */
export const record = download({
  path: paths.record,
  async load({ round: id }, house) {
    const found = await roundOrNone(house, id)
    const kept = await findRecord(house.db, house.organisation.id, id)
    if (!kept) throw new NotFound('an open round has no record yet')
    return { found, kept }
  },
  access: (person) => mayReadRounds(person),
  send: async ({ found, kept }) => ({ fileName: `monitoring-round-${found.period.from.toString()}.json`, type: 'application/json', bytes: writtenRecord(kept) }),
})
