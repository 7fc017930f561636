import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { mayReadRounds } from '../access.ts'
import { lookAt } from './looking.ts'
import { paths } from '../paths.ts'
import type { RoundRow } from '../round.ts'
import { listLetters, type RoundLetter } from '../round-store.ts'
import { crumbsTo, onDay, roundOrNone, things, titleOf } from './parts.ts'

interface OneLead { readonly name: string; readonly rows: readonly RoundRow[]; readonly letters: readonly RoundLetter[] }
const unanswered = ({ rows }: OneLead): number => rows.filter((row) => row.outcome === 'no answer').length
const answered = ({ rows }: OneLead): number => rows.filter((row) => row.outcome === 'answered' || row.outcome === 'closed').length

/** The same round by lead: who has answered about all, some or none of what they lead. Those who owe most come first. */
export const leads = listing({
  path: paths.leads,
  async load({ round: id }, house, asked) {
    const round = await roundOrNone(house, id)
    const [seen, letters] = [await lookAt(house.db, house.organisation.id, round, house.today), await listLetters(house.db, house.organisation.id, id)]
    const byLead = Map.groupBy(seen.rows.filter((row) => row.lead !== null), (row) => row.lead?.id ?? '')
    const all: OneLead[] = [...byLead].map(([person, rows]) => ({ name: rows[0]?.lead?.name ?? '', rows, letters: letters.filter((each) => each.person === person) }))
    all.sort((a, b) => unanswered(b) - unanswered(a) || a.name.localeCompare(b.name, 'en'))
    return { round, listed: all.slice(asked.offset, asked.offset + asked.limit) }
  },
  access: (person) => mayReadRounds(person),
  rows: (loaded) => loaded.listed,
  caption: ({ round }) => `${titleOf(round)}: lead by lead`,
  none: 'Nobody could be asked in this round.',
  columns: ({ round }) => [
    { heading: 'Lead', text: (row) => row.name, cell: (row) => html`<a class="govuk-link" href="${paths.round.to({ round: round.id })}?lead=${encodeURIComponent(row.name)}">${row.name}</a>` },
    { heading: 'Actions', kind: 'number', text: (row) => things(row.rows.length) },
    { heading: 'Answered', kind: 'number', text: (row) => things(answered(row)) },
    { heading: 'No answer', kind: 'number', text: (row) => things(unanswered(row)) },
    { heading: 'Emails', kind: 'number', text: (row) => things(row.letters.length) },
    { heading: 'Last written to', kind: 'date', text: (row) => { const last = row.letters.at(-1); return last === undefined ? 'Not in this round' : `${onDay(last.at)}, ${kindWords[last.kind]}` } },
  ],
  view: ({ round }, list) => ({
    title: 'Lead by lead', crumbs: crumbsTo(round), wide: true, guide: 'monitoring-rounds',
    main: html`<span class="govuk-caption-l">${titleOf(round)}</span><h1 class="govuk-heading-l">Lead by lead</h1><p class="govuk-body">Each lead gets one email about all that they lead. Actions that a team or a post leads are not here, because there is nobody to write to.</p>${list}`,
  }),
})

const kindWords: Record<RoundLetter['kind'], string> = { opening: 'when it opened', 'by rule': 'as a reminder', 'by hand': 'by the equality lead', question: 'with a question' }
