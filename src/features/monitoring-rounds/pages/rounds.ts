import { runChart } from '#charts/index.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html } from '#html/html.ts'
import { listStrategies } from '#features/action-plan/index.ts'
import { listing } from '#web/listing.ts'
import { mayKeepRounds, mayReadRounds } from '../access.ts'
import { lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import { tallyOf } from '../round.ts'
import { listRounds } from '../round-store.ts'
import { many, onDay, stateTag, stateWords, things, titleOf } from './parts.ts'

/** All rounds, newest first; above them what is open now, and what could be opened. */
export const rounds = listing({
  path: paths.rounds,
  async load(_at, { db, organisation, today, person }, asked) {
    const [all, strategies] = await Promise.all([listRounds(db, organisation.id), listStrategies(db, organisation.id)])
    const open = await Promise.all(all.filter((each) => each.closed === null).map(async (round) => ({ round, tally: tallyOf((await lookAt(db, organisation.id, round, today)).rows) })))
    const plans = strategies.filter((each) => each.status === 'live')
    return { all, rows: all.slice(asked.offset, asked.offset + asked.limit), open, toOpen: mayKeepRounds(person) ? plans.filter((plan) => !open.some(({ round }) => round.strategy === plan.id)) : [], plans }
  },
  access: (person) => mayReadRounds(person),
  rows: (loaded) => loaded.rows,
  caption: () => 'Monitoring rounds',
  none: 'No round has been opened yet.',
  columns: ({ all }) => { const several = new Set(all.map((each) => each.strategy)).size > 1; return [
    { heading: 'Round', text: (row) => titleOf(row), cell: (row) => html`<a class="govuk-link" href="${paths.round.to({ round: row.id })}">${titleOf(row)}</a>${several && html`<span class="dr-under">${row.planTitle}</span>`}` },
    { heading: 'State', text: stateWords, cell: stateTag },
    { heading: 'Actions', kind: 'number', text: (row) => row.closed === null ? '' : things(row.closed.tally.asked) },
    { heading: 'Answered', kind: 'number', text: (row) => row.closed === null ? '' : things(row.closed.tally.answered) },
    { heading: 'No answer', kind: 'number', text: (row) => row.closed === null ? '' : things(row.closed.tally.silent + row.closed.tally.nobody) },
    { heading: 'Past their date', kind: 'number', text: (row) => row.closed === null ? '' : things(row.closed.tally.late) },
    { heading: 'Closed on', kind: 'date', text: (row) => row.closed === null ? `Answers due ${dayInWords(row.answersBy)}` : onDay(row.closed.at) },
    { heading: 'Signed off by', text: (row) => row.signed?.by.name ?? (row.closed === null ? '' : 'Not yet') },
  ] },
  view({ all, open, toOpen, plans }, list, { today }) {
    const closed = all.filter((each) => each.closed !== null).toReversed()
    const longest = plans.map((plan) => ({ plan, rounds: closed.filter((each) => each.strategy === plan.id) })).filter((each) => each.rounds.length >= 3)
    return {
      title: 'Monitoring rounds', wide: true, guide: 'monitoring-rounds',
      main: html`<h1 class="govuk-heading-l">Monitoring rounds</h1>
        <p class="govuk-body">A round asks everybody who leads something in a plan where it is, and keeps what they answered.</p>
        ${(open.length > 0 || toOpen.length > 0) && html`<ul class="dr-cards">
          ${open.map(({ round, tally }) => html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${paths.round.to({ round: round.id })}">${titleOf(round)}</a></h2>
            <p class="dr-card__words">${things(tally.answered)} of ${many(tally.asked, 'action')} answered. ${dueIn(round.answersBy, today)}</p><p class="dr-card__foot">Open since ${onDay(round.opened.at)} · ${round.planTitle}</p></li>`)}
          ${toOpen.map((plan) => html`<li class="dr-card"><h2 class="dr-card__heading">${plan.title}</h2><p class="dr-card__words">No round is open.</p>
            <div class="dr-card__foot"><a class="govuk-button govuk-!-margin-bottom-0" href="${paths.openRound.to({ strategy: plan.id })}">Open a round</a></div></li>`)}</ul>`}
        ${longest.map(({ plan, rounds: of }) => html`<h2 class="govuk-heading-m">Actions without an answer, round by round</h2>${runChart({
          id: `silent-${plan.id}`, title: `${plan.title}: actions without an answer when each round closed`, of: 'Actions without an answer', median: false,
          points: of.map((each) => ({ label: `${stateDay(each.closed!.at)}`, value: tallyOfThings(each.closed!.tally.silent + each.closed!.tally.nobody, 'actions') })),
        })}`)}
        <h2 class="govuk-heading-m">All rounds</h2>${list}`,
    }
  },
})

const stateDay = (at: Temporal.Instant): string => dayInLondon(at).toLocaleString('en-GB', { month: 'short', year: 'numeric' })

export function dueIn(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(day, { largestUnit: 'days' }).days
  return days === 0 ? 'Answers are due today.' : days > 0 ? `Answers are due ${days === 1 ? 'tomorrow' : `in ${days} days`}.` : `Answers were due ${days === -1 ? 'yesterday' : `${-days} days ago`}.`
}
