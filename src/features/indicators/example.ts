import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import type { ExamplePeople } from '#features/people/index.ts'
import { asJson, moveHead, publish } from '#features/publication/index.ts'
import type { Measure } from '#web/offers.ts'
import { endedPeriods, figureOf, textOf, type About, type Frequency, type Indicator, type Polarity, type Target, type Unit, type Value } from './indicator.ts'
import { insertIndicator, insertValues } from './indicator-store.ts'
import { paths } from './paths.ts'
import { publicIndicator, room, type PublicFigures, type PublicIndicator } from './publishing.ts'

interface Written {
  readonly title: string; readonly definition: string; readonly numerator: string; readonly denominator: string; readonly unit: Unit; readonly about: About; readonly source: string; readonly owner: string; readonly polarity: Polarity; readonly frequency: Frequency
  readonly measure?: string; readonly breaksDownBy?: string; readonly compares?: readonly string[]; readonly serves?: string; readonly isPublic: boolean
  /** Target, threshold and forecast at the end of the plan’s last year. */
  readonly target?: readonly [value: number, threshold: number, forecast: number]
  /** Newest last: numerator and denominator, or the value alone. */
  readonly values: readonly (readonly [number, number] | number)[]
  readonly said: readonly string[]
  readonly beside?: readonly (readonly [string, number])[]
  readonly groups?: { readonly by: string; readonly names: readonly string[]; readonly of: readonly (readonly (readonly [number, number])[])[] }
}

/** Three years of Barsetshire’s indicators. All invented; `objectives` are the ids of its plan’s objectives by their codes. */
export async function addExampleIndicators(db: Database, organisation: string, body: string, people: ExamplePeople, objectives: ReadonlyMap<string, string>, measures: readonly Pick<Measure, 'name' | 'title' | 'definition'>[], now: Temporal.Instant): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const pages: PublicIndicator[] = []
  const lastDay = `${today.month >= 4 ? today.year + 2 : today.year + 1}-03-31`
  for (const each of written) {
    const serves = each.serves === undefined ? undefined : objectives.get(each.serves)
    // A step for each year of the plan, on the way from where it began to what was promised.
    const [began] = each.values.map((given) => typeof given === 'number' ? given : (100 * given[0]) / given[1])
    const step = (share: number): number => each.target === undefined || began === undefined ? 0 : Math.round(began + (each.target[0] - began) * share)
    const targets: readonly Target[] = each.target === undefined ? [] : [
      ...[1, 2, 3].map((year): Target => ({ on: Temporal.PlainDate.from(lastDay).subtract({ years: 4 - year }).toString(), value: step(year / 4), threshold: step((year - 0.6) / 4), forecast: null })), { on: lastDay, value: each.target[0], threshold: each.target[1], forecast: each.target[2] },
    ]
    const indicator: Indicator = {
      id: newId(), title: each.title, definition: each.definition, numerator: each.numerator, denominator: each.denominator, unit: each.unit, about: each.about, source: each.source, owner: { id: people.people.get(each.owner)!, name: each.owner }, polarity: each.polarity, frequency: each.frequency,
      counted: each.unit === 'number' && each.about !== 'things' ? 'period' : 'day', measure: each.measure ?? null, breaksDownBy: each.breaksDownBy ?? null, compares: each.compares ?? [], serves: serves === undefined ? null : { room: 'action-plan', thing: serves }, baseline: null, targets, isPublic: each.isPublic, version: 1,
    }
    // The newest of one that is worked out is left to be worked out.
    const periods = endedPeriods(each.frequency, today, each.values.length + 1).slice(each.measure === 'action-plan.overdue' ? 1 : 0).slice(0, each.values.length).toReversed()
    const values = each.values.flatMap((given, index): Value[] => {
      const period = periods[index]!
      const [numerator, denominator, value] = typeof given === 'number' ? [null, null, given] : [given[0], given[1], null]
      const figure = figureOf(indicator, { numerator, denominator, value })
      if ('refused' in figure) throw new Error(`${each.title}: ${figure.refused}`)
      const groups = each.groups?.of[index]
      return [{
        id: newId(), ...period, figure, commentary: each.said[index % each.said.length]!, source: each.source, replaces: null, why: '', by: each.owner, at: period.to.add({ days: 24 }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '11:20' }).toInstant(),
        beside: index === each.values.length - 1 ? (each.beside ?? []).map(([name, number]) => ({ name, value: number, text: textOf(each.unit, number), source: '', audience: 'public' as const })) : [],
        breakdown: groups === undefined || !each.groups ? null : { by: each.groups.by, groups: groups.map(([part, whole], at) => { const share = Math.round((1000 * part) / whole) / 10; return { name: each.groups!.names[at]!, numerator: part, denominator: whole, value: share, text: textOf(each.unit, share), audience: 'public' as const } }) },
      }]
    })
    const last = values.at(-3)
    // One value was corrected, and the old one stays to be seen.
    const corrected: readonly Value[] = each.title.startsWith('Assessments published') && last ? [{ ...last, id: newId(), figure: { ...last.figure, text: '64.1%', value: 64.1, numerator: 25, denominator: 39 }, replaces: last.id, why: 'Two assessments had been counted twice.', at: last.at.add({ hours: 24 * 9 }) }] : []
    const kept = [...values, ...corrected].filter((value) => Temporal.Instant.compare(value.at, now) < 0)
    await insertIndicator(db, organisation, indicator, now)
    await insertValues(db, organisation, indicator.id, kept, indicator.owner.id)
    const measure = measures.find(({ name }) => name === each.measure)
    pages.push(...[publicIndicator(indicator, kept.toSorted((a, b) => Temporal.PlainDate.compare(a.to, b.to)), measure === undefined ? '' : `${measure.title}. ${measure.definition}`)].filter((made) => made !== null))
  }
  const letOut = { by: 'person', id: people.people.get('Peter Ashdown')!, name: 'Peter Ashdown' } as const
  pages.sort((a, b) => a.indicator.title.localeCompare(b.indicator.title, 'en-GB'))
  await publish(db, organisation, { room, thingId: organisation, address: paths.publicFigures.to(), title: 'What the figures say', content: asJson({ indicators: pages.map(({ indicator }) => ({ id: indicator.id, title: indicator.title })) } satisfies PublicFigures), letOut, place: 1 }, now)
  for (const each of pages) await publish(db, organisation, { room, thingId: each.indicator.id, address: paths.publicFigure.to({ indicator: each.indicator.id }), title: each.indicator.title, content: asJson(each), letOut }, now)
  await moveHead(db, organisation)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'indicators.example-made', on: { room: 'indicators', id: organisation }, after: { indicators: written.map((each) => each.title) } })
}

const written: readonly Written[] = [
  {
    title: 'Employees who have declared whether they are disabled', definition: 'Employees who answered the question on disability, of all employees on the last day of the quarter. Those who prefer not to say have not answered it. Rounded to the nearest 10 people.', numerator: 'employees who answered', denominator: 'employees on the last day', unit: 'percent', about: 'people', source: 'Published workforce report', owner: 'Samira Hussain', polarity: 'higher', frequency: 'quarter', serves: 'EO1', isPublic: true,
    target: [80, 70, 76], values: [[3210, 6400], [3220, 6410], [3270, 6420], [3270, 6420], [3290, 6420], [3300, 6420], [3300, 6430], [3600, 6450], [3950, 6460], [4100, 6460], [4200, 6460], [4250, 6460]],
    said: ['The short form on phones brings answers in from frontline teams.', 'Depots without email are the gap. Visits begin in the autumn.', 'New starters answer in their first week. It is those with long service who have never been asked.'], beside: [['Northbarset District Council', 71.2]],
    groups: { by: 'sex', names: ['Women', 'Men'], of: [[[2300, 4570], [910, 1830]], [[2310, 4570], [910, 1840]], [[2340, 4570], [930, 1850]], [[2340, 4560], [930, 1860]], [[2350, 4560], [940, 1860]], [[2370, 4580], [930, 1840]], [[2370, 4580], [930, 1850]], [[2590, 4600], [1010, 1850]], [[2860, 4620], [1090, 1840]], [[2970, 4620], [1130, 1840]], [[3040, 4610], [1160, 1850]], [[3080, 4620], [1170, 1840]]] },
  },
  {
    title: 'Assessments published', definition: 'Impact assessments that are published, of those that were signed off in the programme so far.', numerator: 'assessments that are published', denominator: 'assessments signed off', unit: 'percent', about: 'things', source: 'Register of assessments', owner: 'Priya Nair', polarity: 'higher', frequency: 'half-year', serves: 'EO5', isPublic: true,
    target: [95, 85, 88], values: [[9, 17], [13, 23], [18, 30], [27, 39], [33, 45], [39, 52]], said: ['Two departments publish late because nobody there is asked to.', 'Publication is now part of signing off.', 'Children and Families have cleared what was waiting.'],
  },
  {
    title: 'Reports of hate incidents', definition: 'Incidents and crimes motivated by hostility that were reported to the council’s centres, by whomever. A report is not an incident: most are never reported.', numerator: 'reports', denominator: '', unit: 'number', about: 'people', source: 'Published figures of the reporting centres', owner: 'Yusuf Karim', polarity: 'context', frequency: 'quarter', serves: 'EO4', isPublic: true,
    values: [41, 44, 39, 52, 58, 55, 63, 71, 69, 78, 84, 88], said: ['The new centres explain most of the rise.', 'People who report say that they heard of the centres at school or at work.', 'More reports are what we hoped for. Whether there are more incidents we cannot tell from them.'],
  },
  {
    title: 'Median gender pay gap', definition: 'How much lower the median hourly pay of women is than that of men, in per cent of men’s, on 31 March.', numerator: 'median gender pay gap in per cent', denominator: '', unit: 'percent', about: 'things', source: 'Statutory publication', owner: 'Grace Okafor', polarity: 'lower', frequency: 'year', serves: 'EO2', isPublic: true,
    target: [8, 9, 8.6], values: [11.3, 10.9, 10.4], said: ['Most of the gap is that more women work in the lower grades.', 'Senior part-year roles begin to be taken up.', 'The gap in the upper quarter has narrowed.'],
  },
  {
    title: 'Actions past their date', definition: 'Actions of live plans whose date had passed on the last day of the quarter and that were not closed by then.', numerator: 'actions', denominator: '', unit: 'number', about: 'things', source: 'The action plan', owner: 'Priya Nair', polarity: 'lower', frequency: 'quarter', measure: 'action-plan.overdue', isPublic: true,
    target: [2, 4, 4], values: [2, 3, 3, 2, 3, 4, 4, 5], said: ['Two of them wait for other people’s works.', 'New dates were agreed for half.', 'No lead has asked to move a date. They will be asked in the round.'],
  },
  {
    title: 'Actions answered in the monitoring round', definition: 'Actions that had an answer when the last monitoring round of the quarter closed, of those that it asked about.', numerator: 'actions with an answer', denominator: '', unit: 'percent', about: 'things', source: 'Monitoring rounds', owner: 'Priya Nair', polarity: 'higher', frequency: 'quarter', measure: 'monitoring-rounds.answered', isPublic: false,
    target: [90, 75, 80], values: [58, 65, 73, 81, 73, 68, 74], said: ['Leads without a plan of their own answer late or not at all.', 'A reminder the day after brings in as many answers as the first letter.'],
  },
]
