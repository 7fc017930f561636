import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { mayKeepRounds, mayReadRounds } from '../access.ts'
import { lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import { changesSince, inSentences, tallyOf, worstOf, type RoundRow } from '../round.ts'
import { crumbsTo, nameOfAction, onDay, outcomeTag, roundOrNone, standTag, stateTag, things, titleOf } from './parts.ts'

/** What a director reads before a meeting: one screen, the five that need them most, and what is different from last time. */
export const summary = page({
  path: paths.summary,
  async load({ round: id }, house) {
    const round = await roundOrNone(house, id)
    return lookAt(house.db, house.organisation.id, round, house.today, { before: true })
  },
  access: (person) => mayReadRounds(person),
  view({ round, rows, before }, { today, person }) {
    const on = round.closed === null ? today : dayInLondon(round.closed.at)
    const worst = worstOf(rows, on)
    const changes = before === null ? [] : changesSince(before.rows, rows)
    const [now, then] = [tallyOf(rows), before === null ? null : tallyOf(before.rows)]
    return {
      title: `${titleOf(round)} on one page`, crumbs: crumbsTo(round), wide: true, guide: 'monitoring-rounds',
      main: html`<span class="govuk-caption-l">${round.planTitle}</span><h1 class="govuk-heading-l govuk-!-margin-bottom-2">${titleOf(round)}</h1>
        <p class="dr-head__lead">${stateTag(round)} As it ${round.closed === null ? 'stands' : 'stood'} on ${dayInWords(on)}${round.signed !== null && html`. Signed off by ${round.signed.by.name} on ${onDay(round.signed.at)}`}.</p>
        <p class="govuk-body">${inSentences(now)}</p>
        ${round.closed !== null && html`<div class="govuk-inset-text govuk-!-margin-top-0">${round.closed.account.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p>${line}</p>`)}</div>`}
        <div class="dr-beside dr-beside--even"><section aria-labelledby="worst"><h2 class="govuk-heading-m" id="worst">${worst.length === 5 ? 'The five that need you most' : 'What needs you most'}</h2>
          ${worst.length === 0 ? html`<p class="govuk-body">Nothing is past its date, at risk or without an answer.</p>` : html`<ol class="dr-worst">${worst.map(({ row, why }) => html`<li class="dr-worst__one">${nameOfAction(row)} ${standTag(row)}<span class="dr-under">${row.leadWords === '' ? 'No lead' : row.leadWords}. ${why}
            ${round.closed === null && mayKeepRounds(person) && row.lead !== null && html`<a class="govuk-link" href="${paths.askBack.to({ round: round.id, action: row.action })}">Ask a question<span class="govuk-visually-hidden"> about ${row.words}</span></a>`}</span></li>`)}</ol>`}</section>
        <section aria-labelledby="changed"><h2 class="govuk-heading-m" id="changed">What changed since last time</h2>
          ${before === null || then === null ? html`<p class="govuk-body">This is the first round of this plan, so there is nothing to compare it with.</p>` : html`
            <p class="govuk-body-s">Compared with <a class="govuk-link" href="${paths.summary.to({ round: before.round.id })}">${titleOf(before.round)}</a>, closed on ${onDay(before.round.closed!.at)}.</p>
            <table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">This round beside the last</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><td class="govuk-table__header"></td><th scope="col" class="govuk-table__header govuk-table__header--numeric">Last time</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${round.closed === null ? 'Now' : 'This time'}</th></tr></thead>
              <tbody class="govuk-table__body">${([['Live actions', then.asked, now.asked], ['Answered', then.answered, now.answered], ['Without an answer', then.silent + then.nobody, now.silent + now.nobody], ['Past their date', then.late, now.late], ['Closed', then.closed, now.closed]] as const).map(([name, was, is]) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${name}</th><td class="govuk-table__cell govuk-table__cell--numeric">${things(was)}</td><td class="govuk-table__cell govuk-table__cell--numeric">${things(is)}</td></tr>`)}</tbody></table>
            ${changes.map(({ what, rows: changed }) => html`<details class="govuk-details govuk-!-margin-bottom-2"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${what} (${things(changed.length)})</span></summary><div class="govuk-details__text"><ul class="govuk-list">${changed.map(line)}</ul></div></details>`)}`}</section></div>
        <p class="govuk-body"><a class="govuk-link" href="${paths.round.to({ round: round.id })}">Everything that was asked and answered</a></p>`,
    }
  },
})

function line(row: RoundRow): Html {
  return html`<li>${nameOfAction(row)} ${outcomeTag(row.outcome)}${row.moved !== null && html`<span class="dr-under">From ${row.moved.from} to ${row.moved.to}</span>`}</li>`
}
