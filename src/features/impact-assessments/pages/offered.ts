/** What other rooms may build from assessments without knowing this room: measures for indicators, parts of reports, what a link means. */
import type { Reading } from '#database/database.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { listDepartments } from '#features/people/index.ts'
import { listAddresses, listVersions, restsOnEdition } from '#features/publication/index.ts'
import type { KindOfThing, Measure, Measured, ReportSection, RestingDocument, Rests, Span } from '#web/offers.ts'
import { mayReadAssessment } from '../access.ts'
import type { Assessment } from '../assessment.ts'
import { findAssessment, findContent, listDated, listRestingOn, listRests } from '../assessment-store.ts'
import { paths } from '../paths.ts'
import { ratesOf, stateOf } from '../programme.ts'
import { listProgramme } from '../programme-store.ts'
import { listPublicEntries } from '../public-store.ts'
import { levelWords, levels } from '../relevance.ts'
import { countRegister } from '../undertaking-store.ts'
import { outcomeWords, ratingWords } from './assessment-parts.ts'
import { impactAnchor, impactTitle } from './in-words.ts'
import { nameOf, things } from './parts.ts'

/** A promise of the house: no Act sets it. */
const daysToPublish = 28

const atMost = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) <= 0
const inTime = ({ signed, publishedOn }: Assessment): boolean => signed !== null && publishedOn !== null && atMost(signed.on, publishedOn) && atMost(publishedOn, signed.on.add({ days: daysToPublish }))
/** Those whose time to be published ran out in these days. */
const dueForPublication = (db: Reading, organisation: string, { from, to }: Span) => listDated(db, organisation, 'signed_on', { from: from.subtract({ days: daysToPublish }), to: to.subtract({ days: daysToPublish }) })

function share(part: number, of: number, what: string, missing: string, span: Span, href: string): Measured {
  return of === 0 ? { missing: `${missing} ${rangeInWords(span.from, span.to)}.`, href } : { value: tallyOfThings(Math.round(100 * part / of), `per cent of ${what}`), of: tallyOfThings(of, what), on: span.to, source: 'The register of impact assessments', href }
}

export const measures: readonly Measure[] = [
  {
    name: 'impact-assessments.published-in-time', title: 'Impact assessments published within 28 days', unit: 'percent',
    definition: 'Of the assessments whose 28 days from being signed ran out in these days, the share that had been published by then. The 28 days are a promise of the house.',
    async work(db, organisation, span) {
      const due = await dueForPublication(db, organisation, span)
      return share(due.filter(inTime).length, due.length, 'assessments', 'No assessment was to be published in', span, paths.all.to())
    },
  },
  ...([['finished', 'Programme of impact assessments: finished', 'finished'], ['published', 'Programme of impact assessments: published', 'published']] as const).map(([name, title, word]): Measure => ({
    name: `impact-assessments.programme-${name}`, title, unit: 'percent', definition: `Of the assessments that the programme had planned to be finished in these days, the share that is ${word}. Those taken out of the programme are left out.`,
    async work(db, organisation, span) {
      const rates = ratesOf(await listProgramme(db, organisation), span, span.to)
      return share(name === 'finished' ? rates.done : rates.published, rates.planned, 'planned assessments', 'No assessment was to be finished in', span, `${paths.programme.to()}#rates`)
    },
  })),
  {
    name: 'impact-assessments.signed-before-decision', title: 'Decisions with an impact assessment signed before', unit: 'percent', definition: 'Of the decisions recorded with an assessment that were taken in these days, the share whose assessment was signed before the decision.',
    async work(db, organisation, span) {
      const decided = await listDated(db, organisation, 'decided_on', span)
      return share(decided.filter((each) => each.decision?.assessedAfter === false).length, decided.length, 'decisions', 'No decision was recorded in', span, paths.all.to())
    },
  },
]

/** Which assessments took their evidence from what is public at an address: from the figures of any of its versions. */
export async function restingOn(db: Reading, organisation: string, source: Pick<Rests, 'kind' | 'id'>): Promise<readonly RestingDocument[]> {
  if (source.kind === 'indicators.indicator') return restingOnIndicator(db, organisation, source.id)
  if (source.kind !== 'publication') return []
  const versions = (await listVersions(db, organisation, source.id)).filter(({ room, withdrawn }) => room === 'equality-monitoring' && !withdrawn)
  const resting = await listRestingOn(db, organisation, 'equality-monitoring', versions.map(({ thingId }) => thingId))
  return resting.flatMap(({ id, reference, title, taken }) => {
    const on = versions.find(({ thingId }) => thingId === taken)
    return on ? [{ title: `${reference}, ${title}`, href: paths.assessment.to({ assessment: id }), on: { version: String(on.version), sha256: on.sha256 } }] : []
  })
}

/** Every assessment whose evidence or predictions rest on an indicator, each once. */
async function restingOnIndicator(db: Reading, organisation: string, indicator: string): Promise<readonly RestingDocument[]> {
  const rests = await listRests(db, organisation, { room: 'indicators', asked: indicator })
  return [...Map.groupBy(rests, ({ assessment }) => assessment.id).values()].flatMap(([first]) => first === undefined ? [] : [{ title: `${first.assessment.reference}, ${first.assessment.title}`, href: paths.assessment.to({ assessment: first.assessment.id }), on: { version: `figures to ${dayInWords(Temporal.PlainDate.from(first.taken))}`, sha256: first.numbers } }])
}

export const sections: readonly ReportSection[] = [
  {
    name: 'impact-assessments.done-and-published', title: 'Impact assessments done and published', tells: 'Each assessment that was signed or published in these days, with its outcome and the decision.', readers: ['board', 'public'],
    async restsOn(db, organisation, { from, to, for: readers }) {
      if (readers === 'board') return []
      const published = new Set((await listPublicEntries(db, organisation, { between: { from, to }, limit: 1000, offset: 0 })).map(({ assessment }) => paths.publicOne.to({ assessment })))
      return (await listAddresses(db, organisation)).filter(({ address, withdrawn }) => published.has(address) && !withdrawn).map(restsOnEdition)
    },
    async make(db, organisation, { from, to, for: readers }): Promise<readonly WrittenBlock[]> {
      const title = `From ${dayInWords(from)} to ${dayInWords(to)}`
      if (readers === 'public') {
        const entries = await listPublicEntries(db, organisation, { between: { from, to }, limit: 1000, offset: 0 })
        return entries.length === 0 ? [] : [{ kind: 'table', table: { title: `Published ${title.charAt(0).toLowerCase()}${title.slice(1)}`, headings: ['Number', 'What was proposed', 'Department', 'Outcome', 'Published'].map((text) => ({ text })), rows: entries.map((each) => [each.reference, each.title, each.department, outcomeWords[each.outcome] ?? '', dayInWords(Temporal.PlainDate.from(each.publishedOn))]) } }]
      }
      const [signed, departments] = [await listDated(db, organisation, 'signed_on', { from, to }), await listDepartments(db, organisation, { closedToo: true })]
      return signed.length === 0 ? [] : [{ kind: 'table', table: {
        title: `Signed ${title.charAt(0).toLowerCase()}${title.slice(1)}`, headings: ['Number', 'What was proposed', 'Department', 'Signed', 'Published', 'Decision'].map((text) => ({ text })),
        rows: signed.map((each) => [each.reference, each.title, nameOf(departments, each.department), each.signed === null ? '' : dayInWords(each.signed.on), each.publishedOn === null ? 'Not yet' : dayInWords(each.publishedOn), each.decision === null ? 'Nothing yet' : `${each.decision.decided}${each.decision.assessedAfter ? ' (the assessment was completed after the decision)' : ''}`]),
      } }]
    },
  },
  {
    name: 'impact-assessments.register', title: 'The register of policies and services', tells: 'How many policies and services there are, and how relevant they are to equality, by the body’s own method.', readers: ['board'],
    async make(db, organisation): Promise<readonly WrittenBlock[]> {
      const counts = await countRegister(db, organisation)
      const all = counts.reduce((sum, each) => sum + each.count, 0)
      const rows = [...levels.map((level) => ({ name: levelWords[level], count: counts.find((each) => each.level === level)?.count ?? 0 })), { name: 'Not assessed yet', count: counts.find((each) => each.level === null)?.count ?? 0 }]
      return all === 0 ? [] : [{ kind: 'table', table: { title: 'Policies and services by relevance', notes: ['By a method of our own. No law sets one.'], headings: [{ text: 'Relevance' }, { text: 'Policies and services', kind: 'number' }], rows: [...rows.map((each) => [each.name, things(each.count)]), ['All', things(all)]] } }]
    },
  },
  {
    name: 'impact-assessments.rates', title: 'Completion and publication of impact assessments', tells: 'Of what the programme had planned for these days: finished, published, late and joined from outside, department by department.', readers: ['board'],
    async make(db, organisation, { from, to, today }): Promise<readonly WrittenBlock[]> {
      const [all, departments, due] = [await listProgramme(db, organisation), await listDepartments(db, organisation, { closedToo: true }), await dueForPublication(db, organisation, { from, to })]
      const rows = [...new Set(all.map((item) => item.department))].map((department) => ({ name: nameOf(departments, department), rates: ratesOf(all.filter((item) => item.department === department), { from, to }, today) })).filter(({ rates }) => rates.planned > 0).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      const late = all.filter((item) => stateOf(item, today) === 'late')
      const cells = (name: string, rates: ReturnType<typeof ratesOf>) => [name, ...[rates.planned, rates.done, rates.published, rates.late, rates.outside].map(things)]
      return [
        ...(rows.length === 0 ? [] : [{ kind: 'table' as const, table: { title: 'Assessments that were to be finished', headings: [{ text: 'Department' }, ...['To be finished', 'Finished', 'Published', 'Late', 'Joined from outside'].map((text) => ({ text, kind: 'number' as const }))], rows: [...rows.map(({ name, rates }) => cells(name, rates)), cells('All', ratesOf(all, { from, to }, today))] } }]),
        ...(due.length === 0 ? [] : [{ kind: 'paragraph' as const, text: `${things(due.filter(inTime).length)} of ${things(due.length)} assessments whose 28 days ran out were published within 28 days of being signed.` }]),
        ...(late.length === 0 ? [] : [{ kind: 'paragraph' as const, text: `Late today: ${late.slice(0, 30).map((item) => item.name).join('; ')}${late.length > 30 ? ` and ${things(late.length - 30)} more` : ''}.` }]),
      ]
    },
  },
]

export const assessmentThing: KindOfThing = {
  kind: 'impact-assessments.assessment',
  async find(db, organisation, id, reader) {
    const found = await findAssessment(db, organisation, id)
    if (found === null) return null
    if (reader !== null && mayReadAssessment(reader, found)) return { title: `${found.reference} ${found.title}`, href: paths.assessment.to({ assessment: found.id }) }
    return found.publishedOn === null ? null : { title: `${found.reference} ${found.title}`, href: paths.publicOne.to({ assessment: found.id }) }
  },
}

/** One impact of an assessment: `ID/disability/advance`, or `ID/carers/all`. What an action of the plan was made to answer. */
export const impactThing: KindOfThing = {
  kind: 'impact-assessments.impact',
  async find(db, organisation, id, reader) {
    const [assessment = '', group = '', aim = ''] = id.split('/')
    const found = aim === '' ? null : await findAssessment(db, organisation, assessment)
    if (found === null) return null
    const reads = reader !== null && mayReadAssessment(reader, found)
    if (!reads && found.publishedOn === null) return null
    const { content } = await findContent(db, organisation, assessment)
    const impact = content.impact.find((each) => each.group === group)
    const cell = impact?.cells.find((each) => (each.aim ?? 'all') === aim)
    if (impact === undefined || cell === undefined) return null
    return { title: `${impactTitle({ group: impact.group, aim: cell.aim }, content)}: ${ratingWords[cell.rating].toLowerCase()}${cell.rating === 'negative' && impact.severity !== '' ? ` (${impact.severity})` : ''} (${found.reference})`, href: `${reads ? paths.read.to({ assessment }) : paths.publicOne.to({ assessment })}#${impactAnchor(group)}` }
  },
}
