import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { findNewest, listAddresses, moveHead, publish } from './edition-store.ts'
import { restsOnEdition } from './edition.ts'
import { readReport, nameOf, type Report } from './report.ts'
import { paths } from './paths.ts'
import { propose } from './draft-store.ts'

interface ExampleReport { readonly kind: Report['kind']; readonly title: string; readonly from: string; readonly to: string; readonly on: string; readonly summary: string; readonly words: string; readonly rests?: string; readonly corrected?: { readonly on: string; readonly note: string; readonly from: string; readonly to: string } }

/** Three years of what the example county told its residents: a year’s report each July, one of them corrected since, and the figures that the law asks for. The newest is left out where the room of reports makes and publishes it. */
export async function addExamplePublications(db: Database, organisation: string, shortName: string, { people }: { readonly people: ReadonlyMap<string, string> }, now: Temporal.Instant, newestYear: 'typed' | 'made from the records' = 'typed'): Promise<void> {
  if (shortName !== 'barsetshire') return
  const hand = (name: string) => ({ id: people.get(name) ?? '', name })
  const [priya, peter] = [hand('Priya Nair'), hand('Peter Ashdown')]
  const addresses = await listAddresses(db, organisation)
  const annual = reports.filter(({ kind }) => kind === 'annual report')
  for (const each of reports) {
    const on = Temporal.PlainDate.from(each.on).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant()
    if (Temporal.Instant.compare(on, now) > 0 || (newestYear === 'made from the records' && each === annual.at(-1))) continue
    const blocks = readReport(each.words)
    if ('refused' in blocks) throw new Error(`${each.title}: ${blocks.refused}`)
    const report: Report = { schema: 'report/1', kind: each.kind, from: each.from, to: each.to, summary: each.summary, blocks }
    const address = paths.report.to({ report: nameOf(each.title) })
    const rests = addresses.filter((one) => each.rests !== undefined && one.address.startsWith(each.rests) && Temporal.Instant.compare(one.publishedAt, on) <= 0)
    const what = { room: 'publication', thingId: nameOf(each.title), address, title: each.title, letOut: { by: 'person', ...peter } as const, preparedBy: priya, openHistory: true, restsOn: rests.map(restsOnEdition) }
    await publish(db, organisation, { ...what, content: report as unknown as Json }, on)
    await moveHead(db, organisation)
    if (each.corrected) {
      const { from, to, note, on: day } = each.corrected
      const after = JSON.parse(JSON.stringify(report).replaceAll(from, to)) as Json
      await publish(db, organisation, { ...what, content: after, note }, Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '11:00' }).toInstant())
      await moveHead(db, organisation)
    }
  }
  // What waits on the desk: a statement that somebody has to look through.
  const waiting = readReport(`## What we know\n\nOf the employees who came back from parental leave, two people told us that they were not asked about part-time work.\n\n## What we will do\n\nEvery manager is asked by the end of March. Questions go to priya.nair@barsetshire.example.`)
  const first = await findNewest(db, organisation, paths.report.to({ report: nameOf(annual.at(newestYear === 'typed' ? -1 : -2)!.title) }))
  const { entry } = await propose(db, organisation, {
    room: 'publication', thingId: 'coming-back-from-parental-leave', address: '/reports/coming-back-from-parental-leave', title: 'Coming back from parental leave', openHistory: true, restsOn: first ? [restsOnEdition(first)] : [],
    content: { schema: 'report/1', kind: 'statement', from: null, to: null, summary: 'What people told us about coming back to work, and what will change.', blocks: waiting } as unknown as Json,
  }, hand('Siobhan Delaney'), now)
  await append(db, { organisation, person: hand('Siobhan Delaney').id, request: 'example', now }, entry)
}

const reports: readonly ExampleReport[] = [
  {
    kind: 'annual report', title: 'Annual equality report 2023 to 2024', from: '2023-04-01', to: '2024-03-31', on: '2024-07-30', rests: '/pay-gap/2023',
    summary: 'The first year of “Fair by design”. We set six objectives, told residents what we promised, and began to count what we had only guessed.',
    words: `## What the law asks of us

The equality duty asks us to have due regard to three aims: to put an end to discrimination, to advance equality of opportunity, and to foster good relations. This report says what we did for each.

## Putting an end to discrimination

Every vacancy since October is shortlisted without names or dates of birth. Recruiting managers are trained before they chair a panel.

Table: Recruiting managers trained
| Year | Managers | Trained in per cent |
| 2022 to 2023 | 412 | 31 |
| 2023 to 2024 | 418 | 38 |
Source: Workforce Development records, 31 March 2024

## Advancing equality of opportunity

Nine of our 31 large services could say who used them. A common set of questions was agreed with the departmental equality groups.

## Fostering good relations

Four reporting centres for hate incidents opened in libraries. More reports are what we hoped for: they do not tell whether there were more incidents.

## What we did not do

- The review of acting-up allowances did not begin
- Two objectives had no measure until January

## The year ahead

We will ask every employee to declare or update their equality information, and publish ethnicity and disability pay gaps beside the gender pay gap.`,
  },
  {
    kind: 'annual report', title: 'Annual equality report 2024 to 2025', from: '2024-04-01', to: '2025-03-31', on: '2025-07-29', rests: '/pay-gap/2024',
    summary: 'The second year. More people told us who they are, three pay gaps were published on one page, and two promises were late.',
    words: `## What the law asks of us

This report tells what we did for the three aims of the equality duty, and what became of last year’s promises.

## Last year’s promises

Table: What became of last year’s promises
| Promise | What became of it |
| Ask every employee to declare | Late: begins in July 2025, on phones too |
| Publish ethnicity and disability pay gaps | Done, 21 March 2025 |
| Begin the review of acting-up allowances | Late: begins in autumn 2025 |
Source: Equality action plan, 31 March 2025

## Knowing who works here

Declaring is voluntary, and nobody has to say why they do not. A few more did than the year before. Everybody is asked from July, on phones too, and the next report says what came of it.

Table: Employees who declared
| Question | 31 March 2024 in per cent | 31 March 2025 in per cent |
| Ethnic group | 59.0 | 59.7 |
| Disability | 50.2 | 52.3 |
| Religion or belief | 35.6 | 36.1 |
| Sexual orientation | 35.4 | 36.1 |
Source: Workforce profile, 31 March 2025

## Knowing who uses our services

Fourteen of 31 large services now ask the same questions, look at the answers and changed something.

## The year ahead

Home-to-school transport and home care are assessed again with the new figures, before anything is decided.`,
    corrected: { on: '2025-09-16', from: '52.3', to: '51.3', note: 'The share of employees who declared whether they are disabled was printed as 52.3%. It was 51.3%: one department had been counted twice.' },
  },
  {
    kind: 'annual report', title: 'Annual equality report 2025 to 2026', from: '2025-04-01', to: '2026-03-31', on: '2026-07-28', rests: '/pay-gap/2025',
    summary: 'The third year. Assessments come before decisions more often, the median pay gap fell a little, and what is late is said as plainly as what is done.',
    words: `## What the law asks of us

The equality duty has three aims. Each part of this report says which of them it is about.

## Deciding with our eyes open

Impact assessments were published for every budget proposal that touched a service. Most were signed before the decision. Those that came after it say so, for ever.

Table: Assessments and decisions
| Year | Assessments published | Signed before the decision |
| 2023 to 2024 | 11 | 64% |
| 2024 to 2025 | 17 | 76% |
| 2025 to 2026 | 24 | 88% |
Source: Register of impact assessments, 31 March 2026

## Pay

A pay gap is not unequal pay for the same job. It shows that women and men are not spread evenly over better and worse paid work.

Table: Gap in hourly pay between women and men
| Snapshot | Mean in per cent | Median in per cent |
| 31 March 2023 | 11.2 | 11.3 |
| 31 March 2024 | 10.8 | 10.9 |
| 31 March 2025 | 10.3 | 10.4 |
Source: Gender pay gap reports

## Hearing from people

Consultations were offered in Easy Read and in the four languages most asked for. We heard from fewer young people than live here, and say what we will do about it.

## What is late

- Training for everybody who chairs a panel: two courses were cancelled
- Equality questions in the last three large services

## The year ahead

The strategy ends in 2028. We begin to ask residents what the next one should say.`,
  },
  {
    kind: 'equality information', title: 'Equality information January 2026', from: '2025-01-01', to: '2025-12-31', on: '2026-01-29',
    summary: 'What the specific duties ask us to publish each year about the people who work here and the people who use our services, in one place.',
    words: `## The people who work here

The workforce report has every figure, with what is withheld so that nobody can be known by it.

## The people who use our services

Table: Large services that ask equality questions
| Year | Services | In per cent of 31 |
| 2023 | 12 | 38.7 |
| 2024 | 14 | 45.2 |
| 2025 | 21 | 67.7 |
Source: Equality action plan, action 3.1

## Where the figures are

Who lives here, who works here and what they are paid each have a page, and every table can be downloaded.`,
  },
]
