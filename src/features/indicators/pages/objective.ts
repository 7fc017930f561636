import type { Reading } from '#database/database.ts'
import { html, type Html } from '#html/html.ts'
import { current, periodWords, standingOf } from '../indicator.ts'
import { listIndicatorsFor, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { standingTag, targetWords } from './parts.ts'

/** For the page of what an indicator shows the success of: each with its newest value. Null where there is none. */
export async function indicatorsOf(db: Reading, organisation: string, room: string, thing: string): Promise<Html | null> {
  const found = await listIndicatorsFor(db, organisation, room, thing)
  if (found.length === 0) return null
  const values = await listValues(db, organisation, found.map((each) => each.id))
  return html`<ul class="dr-cards">${found.map((indicator) => {
    const newest = current(values.get(indicator.id) ?? []).at(-1)?.value
    return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${paths.indicator.to({ indicator: indicator.id })}">${indicator.title}</a></h3>
      <p class="dr-card__words">${newest === undefined ? 'No value yet.' : html`<strong>${newest.figure.text}</strong> in ${periodWords(newest)}${targetWords(indicator, newest) !== '' && html`. Target: ${targetWords(indicator, newest)}`}`}</p>
      <p class="dr-card__foot">${newest !== undefined && standingTag(standingOf(indicator, newest))}</p></li>`
  })}</ul>`
}
