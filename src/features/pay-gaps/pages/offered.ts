/** What this room offers to rooms that must not know it: gaps that an indicator can be worked out from, and parts of reports. Everything is read from published years, and stands there. */
import { capital } from '#duty/capital.ts'
import type { Reading } from '#database/database.ts'
import type { Figure } from '#disclosure/shown.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { quarterNames } from '#statistics/pay-quarters.ts'
import { restsOnEdition } from '#features/publication/index.ts'
import type { KindOfThing, Measure, Measured, Offers, ReportSection, Rests, Span } from '#web/offers.ts'
import { mayReadPayFigures } from '../access.ts'
import { listAudits } from '../audit-store.ts'
import { changeInWords, gapInWords } from '../in-plain-words.ts'
import { deadlineOf, reportingYear } from '../payroll.ts'
import { paths } from '../paths.ts'
import type { PublicReport } from '../public-report.ts'
import { findReport, listReports } from '../report-store.ts'
import { thawComparisons } from './gaps.ts'
import { percentWords, required } from './parts.ts'
import { contentOf, listYears, yearWords } from './public-pay-gap.ts'

/** Years that anybody can read, the newest first, of snapshots up to this day. */
async function publishedYears(db: Reading, organisation: string, until: Temporal.PlainDate): Promise<readonly PublicReport[]> {
  return (await listYears(db, organisation)).map(contentOf).filter((each) => Temporal.PlainDate.compare(Temporal.PlainDate.from(each.snapshot), until) <= 0)
}

const publicHref = (report: PublicReport): string => paths.publicYear.to({ year: String(report.year) })

function ofYear(name: string, title: string, definition: string, figureOf: (report: PublicReport) => Figure | { readonly missing: string }): Measure {
  return {
    name, title, definition: `${definition} Of the newest published year whose snapshot day is in the days asked for or before them.`, unit: 'percent',
    async work(db: Reading, organisation: string, span: Span): Promise<Measured> {
      const [report] = await publishedYears(db, organisation, span.to)
      if (report === undefined) return { missing: `No pay gap of a day up to ${dayInWords(span.to)} has been published.`, href: paths.home.to() }
      const value = figureOf(report)
      return 'missing' in value ? { ...value, href: publicHref(report) } : { value, on: Temporal.PlainDate.from(report.snapshot), source: `Pay gaps ${yearWords(report)}, as published`, href: publicHref(report) }
    },
  }
}

/** A gap that passed the gate and was published with its year. */
function groupGap(id: string, which: 'mean' | 'median', who: string) {
  return (report: PublicReport): Figure | { readonly missing: string } => {
    const contents = report.groups === null ? null : thawComparisons(report.groups)
    if (contents === null || isRefused(contents)) return { missing: `The pay gaps for ${yearWords(report)} were published without gaps ${who}.` }
    return contents.comparisons.find((each) => each.id === id)?.[which] ?? { missing: `The payroll extract for ${yearWords(report)} does not say enough to work out gaps ${who}.` }
  }
}

const gender = (which: 'meanGap' | 'medianGap', number: number) => (report: PublicReport): Figure => required(report.reported[which], { regime: report.regime, snapshot: Temporal.PlainDate.from(report.snapshot), number, what: which === 'meanGap' ? 'Mean gender gap in hourly pay' : 'Median gender gap in hourly pay' })

const measures: readonly Measure[] = [
  ofYear('pay-gaps.mean-gender-gap', 'Mean gender pay gap', 'What men are paid for an hour on average less what women are, as a percentage of what men are, by the regulations.', gender('meanGap', 8)),
  ofYear('pay-gaps.median-gender-gap', 'Median gender pay gap', 'What the man in the middle is paid for an hour less what the woman in the middle is, as a percentage of what the man is, by the regulations.', gender('medianGap', 9)),
  ...([['ethnicity', 'ethnicity: binary', 'White people compared with all other ethnic groups together, by the proposal of March 2026.', 'by ethnicity'], ['disability', 'disability', 'People who say that they are not disabled compared with those who say that they are.', 'by disability']] as const).flatMap(([name, id, says, who]) =>
    (['mean', 'median'] as const).map((which) => ofYear(`pay-gaps.${which}-${name}-gap`, `${capital(which)} ${name} pay gap`, `${capital(which)} hourly pay: ${says} As it passed the check for small numbers.`, groupGap(id, which, who)))),
]

const told = (text: string): readonly WrittenBlock[] => text.split('\n').filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', text: line }))

/** Said to a board alone: what is not published yet. */
async function waiting(db: Reading, organisation: string, asked: Parameters<ReportSection['make']>[2], newest: PublicReport | undefined): Promise<readonly WrittenBlock[]> {
  const next = asked.for === 'board' ? (await listReports(db, organisation)).find((each) => each.publishedAt === null && each.payroll !== null && each.year > (newest?.year ?? 0)) : undefined
  return next === undefined ? [] : told(`The figures for ${reportingYear(next.snapshot)} are worked out and not published yet. They are due by ${dayInWords(deadlineOf(next.snapshot))}.`)
}

/** The years that were read: what the law asks for is published, and stands there with its versions. */
async function restsOnYears(db: Reading, organisation: string, until: Temporal.PlainDate, most: number): Promise<readonly Rests[]> {
  return (await listYears(db, organisation)).filter((each) => Temporal.PlainDate.compare(Temporal.PlainDate.from(contentOf(each).snapshot), until) <= 0).slice(0, most).map(restsOnEdition)
}

const sections: readonly ReportSection[] = [
  {
    name: 'pay-gaps.published-figures', title: 'Our pay gaps', tells: 'The gender pay gap as it was published, year by year, in plain words and as a table; gaps of other groups where they were published.', readers: ['board', 'public'],
    restsOn: (db, organisation, { to }) => restsOnYears(db, organisation, to, 5),
    async make(db, organisation, asked) {
      const [newest, ...earlier] = await publishedYears(db, organisation, asked.to)
      const notYet = await waiting(db, organisation, asked, newest)
      if (newest === undefined) return notYet
      const words = gapInWords(newest.reported)
      const years = [newest, ...earlier].slice(0, 5)
      const contents = newest.groups === null ? null : thawComparisons(newest.groups)
      const others = contents === null || isRefused(contents) ? [] : contents.comparisons.filter((each) => ['ethnicity: binary', 'disability', 'working pattern'].includes(each.id)).flatMap((each) => (each.sentence.state === 'shown' ? [each.sentence.text] : []))
      return [
        ...told(`${words.headline} ${words.average} ${changeInWords(newest.reported, newest.earlier[0]?.reported)}`), ...told('This is not the same as unequal pay for the same job. It says how women and men are spread over better and worse paid work.'),
        { kind: 'table', table: { title: 'The gender pay gap, year by year', notes: [`Snapshot of ${dayInWords(Temporal.PlainDate.from(newest.snapshot))} and of the years before, as published.`], headings: [{ text: 'Year' }, { text: 'Mean gap', kind: 'number' }, { text: 'Median gap', kind: 'number' }, { text: 'Mean bonus gap', kind: 'number' }, { text: 'Women in the upper quarter', kind: 'number' }],
          rows: years.map((each) => [yearWords(each), percentWords(each.reported.meanGap), percentWords(each.reported.medianGap), percentWords(each.reported.meanBonusGap), percentWords(each.reported.quarters[3]?.group ?? '')]) } },
        { kind: 'table', table: { title: 'Women and men in each quarter of the workforce, by hourly pay', headings: [{ text: 'Quarter' }, { text: 'Women', kind: 'number' }, { text: 'Men', kind: 'number' }], rows: newest.reported.quarters.map((quarter, place) => [capital(quarterNames[place] ?? ''), percentWords(quarter.group), percentWords(quarter.comparator)]).toReversed() } },
        ...others.flatMap(told), ...notYet,
      ]
    },
  },
  {
    name: 'pay-gaps.what-explains-it', title: 'What explains the pay gap', tells: 'What was published beside the newest figures: where the gap comes from, and what changed.', readers: ['board', 'public'],
    restsOn: (db, organisation, { to }) => restsOnYears(db, organisation, to, 1),
    async make(db, organisation, asked) {
      const [newest] = await publishedYears(db, organisation, asked.to)
      if (newest === undefined) return []
      return [...newest.explained.flatMap(told), ...told(newest.narrative.explained), ...(newest.narrative.changed === '' ? [] : [{ kind: 'heading', level: 3, text: 'What changed' } as const, ...told(newest.narrative.changed)])]
    },
  },
  {
    name: 'pay-gaps.what-is-done', title: 'What is done about the pay gap', tells: 'What was published about closing the gap, and the actions of the plan with their status.', readers: ['board', 'public'],
    restsOn: (db, organisation, { to }) => restsOnYears(db, organisation, to, 1),
    async make(db, organisation, asked) {
      const [newest] = await publishedYears(db, organisation, asked.to)
      if (newest === undefined) return []
      return [...told(newest.narrative.doing), ...(newest.actions.length === 0 ? [] : [{ kind: 'table', table: { title: 'The plan to close the gaps', headings: [{ text: 'Action' }, { text: 'Status' }], rows: newest.actions.map((each) => [each.words, each.status]) } } as const])]
    },
  },
  {
    name: 'pay-gaps.equal-pay-audit', title: 'Equal pay audit', tells: 'The summary of an equal pay audit that was finished in these days, and when the next is due. Nothing else of an audit leaves it.', readers: ['board'],
    async make(db, organisation, { from, to }) {
      const finished = (await listAudits(db, organisation)).filter((each) => Temporal.PlainDate.compare(from, each.finishedOn) <= 0 && Temporal.PlainDate.compare(each.finishedOn, to) <= 0)
      return finished.flatMap((each) => [...told(`The audit of ${dayInWords(each.snapshot)} was finished on ${dayInWords(each.finishedOn)}. The next is due by ${dayInWords(each.finishedOn.add({ years: 3 }))}.`), ...told(each.summary), ...told(`Who and what was audited: ${each.scope}`)])
    },
  },
]

const things: readonly KindOfThing[] = [{
  kind: 'pay-gaps.year',
  async find(db, organisation, id, reader) {
    if (!/^\d{4}$/.test(id)) return null
    if (reader !== null && mayReadPayFigures(reader)) {
      const report = await findReport(db, organisation, Number(id))
      return report === null ? null : { title: `Gender pay gap ${reportingYear(report.snapshot)}`, href: paths.year.to({ year: id }) }
    }
    const published = (await publishedYears(db, organisation, Temporal.PlainDate.from('9999-12-31'))).find((each) => String(each.year) === id)
    return published === undefined ? null : { title: `Gender pay gap ${yearWords(published)}`, href: publicHref(published) }
  },
}]

export const offered: Offers = { measures, sections, things }
