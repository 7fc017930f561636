/** What the gate can check of a typed number of people, what it cannot, and the answer of whoever typed it. */
import { listAddresses, type PublicAddress } from '#features/publication/index.ts'
import { html, type Html } from '#html/html.ts'
import type { Reading } from '#database/database.ts'
import type { House } from '#web/page.ts'
import type { Indicator, Value } from '../indicator.ts'
import { listShared, listStanding } from '../indicator-store.ts'
import type { Standing } from '../proving.ts'

/** Rooms whose public pages have numbers of people. Each is proved by its own room, and none knows what is typed here. */
const roomsOfPeople: readonly string[] = ['equality-monitoring', 'pay-gaps', 'publication', 'reports']

async function peopleElsewhere(db: Reading, organisation: string): Promise<readonly PublicAddress[]> {
  return (await listAddresses(db, organisation)).filter(({ room, withdrawn }) => !withdrawn && roomsOfPeople.includes(room)).slice(0, 6)
}

/** What a typed number is proved beside, and what somebody has to compare it with: of a number of people, and nothing of any other. */
export async function besides({ db, organisation }: Pick<House, 'db' | 'organisation'>, indicator: Indicator, all: readonly Value[], areTypedPeople: boolean): Promise<Compared> {
  if (!areTypedPeople) return { standing: [], elsewhere: [] }
  return { standing: [...await listStanding(db, organisation.id, all), ...await listShared(db, organisation.id, indicator)], elsewhere: await peopleElsewhere(db, organisation.id) }
}

export interface Compared { readonly standing: readonly Standing[]; readonly elsewhere: readonly PublicAddress[] }

export const notCompared = 'Compare it with what else is public about these people, then tick that you have'

export function comparedQuestion(ask: { readonly tick: (name: 'compared', label: string, hint?: string) => Html }, { standing, elsewhere }: Compared): Html {
  const shared = [...new Set(standing.flatMap(({ sharedWith }) => sharedWith === undefined ? [] : [sharedWith.title]))]
  return html`<h2 class="govuk-heading-s">What is checked, and what is not</h2>
    <p class="govuk-body">Checked by the program: the numbers themselves, beside other periods of this indicator${shared.length > 0 && html`, and beside what is out of the same people in the same period: ${shared.join('; ')}`}.</p>
    <p class="govuk-body">Not checked: whether a number here, taken from one in something else that is public, tells of a few people.${elsewhere.length > 0 && ' Newest of it:'}</p>
    ${elsewhere.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${elsewhere.map((each) => html`<li><a class="govuk-link" href="${each.address}">${each.title}</a></li>`)}</ul>`}
    ${ask.tick('compared', 'I have compared it with what else is public about these people', 'No number from 1 to 9 can be worked out by taking one from another')}`
}
