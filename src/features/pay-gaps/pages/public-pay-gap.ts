/** What residents see: the gap in plain words, the quarters, how it was before, what is done about it, and the figures to take away. Made from editions alone. */
import { capital } from '#duty/capital.ts'
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { runChart } from '#charts/index.ts'
import { writeCsv, writeWordReport, type WrittenBlock } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { findNewest, letOutWords, listNewest, type Edition } from '#features/publication/index.ts'
import type { FrontPagePart, OpenDataOffer } from '#web/offers.ts'
import { publicPage, type Outside } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { quarterNames } from '#statistics/pay-quarters.ts'
import { changeInWords, gapInWords } from '../in-plain-words.ts'
import { regimes, reportingYear } from '../payroll.ts'
import { paths } from '../paths.ts'
import type { PublicReport } from '../public-report.ts'
import type { Reported } from '../statutory.ts'
import { comparisonsView, thawComparisons } from './gaps.ts'
import { paragraphs, quartersPicture, required, room } from './parts.ts'
import { plainFigures } from './plain-figures.ts'

const crumbs = [{ text: 'Home', href: '/' }, { text: 'Pay gaps', href: paths.publicYears.to() }]
export const contentOf = (edition: Edition): PublicReport => edition.content as unknown as PublicReport
const publishedDay = (edition: Edition): string => dayInWords(edition.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())
export const yearWords = (report: Pick<PublicReport, 'snapshot'>): string => reportingYear(Temporal.PlainDate.from(report.snapshot))

async function editionOf({ db, organisation }: Outside, year: string): Promise<Edition> {
  const edition = /^\d{4}$/.test(year) ? await findNewest(db, organisation.id, paths.publicYear.to({ year })) : null
  if (!edition) throw new NotFound('no such public year')
  return edition
}

async function standing(outside: Outside, year: string): Promise<{ readonly edition: Edition; readonly report: PublicReport }> {
  const edition = await editionOf(outside, year)
  if (edition.withdrawn) throw new NotFound('the year was taken down')
  return { edition, report: contentOf(edition) }
}

/** Every year that is public, the newest first. */
export const listYears = async (db: Outside['db'], organisation: string): Promise<readonly Edition[]> => (await listNewest(db, organisation, room)).filter((each) => /^\/pay-gap\/\d{4}$/.test(each.address)).sort((a, b) => contentOf(b).year - contentOf(a).year)

export const publicYears = publicPage({
  path: paths.publicYears,
  load: (_at, { db, organisation }) => listYears(db, organisation.id),
  show: (editions, { organisation }) => ({
    title: 'Pay gaps', crumbs: [{ text: 'Home', href: '/' }],
    main: html`<div class="dr-hero"><h1 class="dr-hero__title govuk-heading-xl">Our pay gaps</h1><p class="dr-hero__lead">What ${organisation.name} pays women and men for an hour, and what it does about the difference.</p></div>
      ${editions.length === 0 ? html`<p class="govuk-body">No year has been published here yet.</p>` : html`<ul class="dr-cards">${editions.map((edition) => {
        const report = contentOf(edition)
        return html`<li class="dr-card dr-card--link"><h2 class="dr-card__heading"><a class="govuk-link" href="${edition.address}">Gender pay gap ${yearWords(report)}</a></h2><p class="dr-card__words">${gapInWords(report.reported).headline}</p><p class="dr-card__foot">Median gap ${report.reported.medianGap}%, mean gap ${report.reported.meanGap}%. Published ${publishedDay(edition)}</p></li>`
      })}</ul>`}`,
  }),
})

export const publicYear = publicPage({
  path: paths.publicYear,
  load: ({ year }, outside) => editionOf(outside, year),
  show(edition, { organisation }) {
    if (edition.withdrawn) return { title: edition.title, crumbs, main: html`<h1 class="govuk-heading-l">${edition.title}</h1><p class="govuk-body-l">This page was taken down on ${publishedDay(edition)}.</p><p class="govuk-body">${edition.note}</p>` }
    const report = contentOf(edition)
    const of = { year: String(report.year) }
    return {
      title: `Gender pay gap ${yearWords(report)}`, crumbs,
      alternatives: [{ type: 'text/csv', href: paths.publicCsv.to(of), title: 'The figures as CSV' }, { type: 'application/json', href: paths.publicJson.to(of), title: 'The figures as JSON' }],
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}, ${yearWords(report)}</p><h1 class="dr-hero__title govuk-heading-xl">Our gender pay gap</h1>
          <p class="dr-hero__lead">${gapInWords(report.reported).headline}</p></div>
        ${yearInWords(report)}
        <h2 class="govuk-heading-m">Take the figures away</h2>
        <ul class="govuk-list"><li><a class="govuk-link" href="${paths.publicCsv.to(of)}">All figures as CSV</a></li><li><a class="govuk-link" href="${paths.publicJson.to(of)}">The same as JSON</a></li><li><a class="govuk-link" href="${paths.publicWord.to(of)}">This report as a Word document</a></li></ul>
        <p class="govuk-body-s dr-dated">Version ${String(edition.version)}, published ${publishedDay(edition)}. ${letOutWords(edition.letOut)}.${edition.note !== '' && html` ${edition.note}`}</p>`,
    }
  },
})

/** The year in words, pictures and tables: as residents read it, and as a publisher sees it before. */
export function yearInWords(report: PublicReport): Html {
  const [snapshot, words] = [Temporal.PlainDate.from(report.snapshot), gapInWords(report.reported)]
  return html`<p class="govuk-body-l">${words.average} ${changeInWords(report.reported, report.earlier[0]?.reported)}</p>
    <p class="govuk-body-l">This is not the same as unequal pay for the same job, which is against the law. It says how women and men are spread over better and worse paid work.</p>
    ${plainFigures(report.reported, { regime: report.regime, snapshot }, report.earlier.find((each) => each.year === report.year - 1)?.reported ?? null)}
    <h2 class="govuk-heading-l">Where women and men are</h2>
    <p class="govuk-body">We put everybody in order of hourly pay and divide them into four equal groups. With no difference between women and men, each group would look like the whole workforce.</p>
    ${quartersPicture(report.reported, { regime: report.regime, snapshot })}
    ${trend(report)}
    <h2 class="govuk-heading-l">What explains it</h2>${report.explained.map((each) => html`<p class="govuk-body">${each}</p>`)}${paragraphs(report.narrative.explained)}
    ${report.narrative.changed !== '' && html`<h3 class="govuk-heading-m">What changed</h3>${paragraphs(report.narrative.changed)}`}
    <h2 class="govuk-heading-l">What we are doing</h2>${paragraphs(report.narrative.doing)}
    ${report.actions.length > 0 && html`<ul class="dr-tasks">${report.actions.map((action) => html`<li class="dr-task"><div class="dr-task__what">${action.words}</div><div>${action.status}</div></li>`)}</ul>`}
    ${others(report)}
    <h2 class="govuk-heading-l">Bonus pay</h2><p class="govuk-body">${words.bonus}</p>
    <h2 class="govuk-heading-l">How we worked it out</h2>${report.method.map((each) => html`<p class="govuk-body">${each}</p>`)}
    ${report.statement !== null && html`<div class="dr-note"><p class="dr-note__heading">Confirmed as accurate</p><p>${report.statement.name}, ${report.statement.post}, ${dayInWords(Temporal.PlainDate.from(report.statement.on))}</p></div>`}`
}

function others({ groups }: PublicReport): Html | false {
  const contents = groups === null ? null : thawComparisons(groups)
  return contents !== null && !isRefused(contents) && html`<h2 class="govuk-heading-l">Ethnicity, disability and part-time work</h2><p class="govuk-body">The same sums for other groups. It should not be assumed that a gap means discrimination, and groups that are small say little.</p>
    ${comparisonsView(contents, ['ethnicity proposed 2026', 'ethnicity guidance 2023', 'disability proposed 2026', 'part time'])}`
}

function trend(report: PublicReport): Html | false {
  const years = [...report.earlier, { year: report.year, snapshot: report.snapshot, reported: report.reported }].sort((a, b) => a.year - b.year)
  const point = (which: 'meanGap' | 'medianGap', number: number) => years.map((each) => ({ label: String(each.year), value: required(each.reported[which], { regime: report.regime, snapshot: Temporal.PlainDate.from(each.snapshot), number, what: 'Gap in hourly pay' }) }))
  return years.length > 1 && html`<h2 class="govuk-heading-l">How it was before</h2>
    <div class="dr-pair">${runChart({ id: 'median-trend', title: 'Median gap in hourly pay, by year of the snapshot', of: 'Median gap', points: point('medianGap', 9), median: false })}
    ${runChart({ id: 'mean-trend', title: 'Mean gap in hourly pay, by year of the snapshot', of: 'Mean gap', points: point('meanGap', 8), median: false })}</div>`
}

/** One row a year, a column a figure: the names are those of the government's own file where it has them. */
const columns: readonly { readonly name: string; readonly means: string; readonly of: (year: { readonly year: number; readonly snapshot: string; readonly reported: Reported }) => string }[] = [
  { name: 'year', means: 'Reporting year', of: (each) => reportingYear(Temporal.PlainDate.from(each.snapshot)) }, { name: 'snapshot', means: 'Snapshot day', of: (each) => each.snapshot },
  { name: 'DiffMeanHourlyPercent', means: 'Mean gap in hourly pay, in per cent of what men are paid', of: ({ reported }) => reported.meanGap }, { name: 'DiffMedianHourlyPercent', means: 'Median gap in hourly pay, in per cent of what men are paid', of: ({ reported }) => reported.medianGap }, { name: 'DiffMeanBonusPercent', means: 'Mean gap in bonus pay, in per cent', of: ({ reported }) => reported.meanBonusGap }, { name: 'DiffMedianBonusPercent', means: 'Median gap in bonus pay, in per cent', of: ({ reported }) => reported.medianBonusGap },
  { name: 'MaleBonusPercent', means: 'Men who were paid a bonus, in per cent', of: ({ reported }) => reported.comparatorBonus }, { name: 'FemaleBonusPercent', means: 'Women who were paid a bonus, in per cent', of: ({ reported }) => reported.groupBonus },
  ...(['Lower', 'LowerMiddle', 'UpperMiddle', 'Top'] as const).flatMap((quarter, place) => [
    { name: `Male${quarter}Quartile`, means: `Men in the ${quarterNames[place] ?? ''} quarter by hourly pay, in per cent`, of: ({ reported }: { readonly reported: Reported }) => reported.quarters[place]?.comparator ?? '' }, { name: `Female${quarter}Quartile`, means: `Women in the ${quarterNames[place] ?? ''} quarter by hourly pay, in per cent`, of: ({ reported }: { readonly reported: Reported }) => reported.quarters[place]?.group ?? '' },
  ]),
]
const yearsOf = (report: PublicReport) => [{ year: report.year, snapshot: report.snapshot, reported: report.reported }, ...report.earlier]

export const publicCsv = publicPage({
  path: paths.publicCsv,
  load: ({ year }, outside) => standing(outside, year),
  show: ({ report }) => ({ fileName: `gender-pay-gap-${report.year}.csv`, type: 'text/csv; charset=utf-8', bytes: writeCsv({ title: 'Gender pay gap', headings: columns.map((each) => ({ text: each.name })), rows: yearsOf(report).map((each) => columns.map((column) => column.of(each))) }) }),
})

export const publicJson = publicPage({
  path: paths.publicJson,
  load: ({ year }, outside) => standing(outside, year),
  show: ({ edition, report }, { organisation }) => ({
    fileName: '', type: 'application/json; charset=utf-8',
    bytes: JSON.stringify({
      publisher: organisation.name, law: regimes[report.regime].law, version: edition.version, publishedAt: edition.publishedAt.toString(), sha256: edition.sha256, licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      years: yearsOf(report).map((each) => Object.fromEntries(columns.map((column) => [column.name, column.of(each)]))), narrative: report.narrative, method: report.method, statement: report.statement,
    }, null, 1),
  }),
})

export const publicWord = publicPage({
  path: paths.publicWord,
  async load({ year }, outside) {
    const { report } = await standing(outside, year)
    return { report, bytes: await writeWordReport({ title: `Gender pay gap ${yearWords(report)}: ${outside.organisation.name}`, blocks: wordBlocks(report) }) }
  },
  show: ({ report, bytes }) => ({ fileName: `gender-pay-gap-${report.year}.docx`, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes }),
})

/** The report as a committee reads it. */
function wordBlocks(report: PublicReport): readonly WrittenBlock[] {
  const words = gapInWords(report.reported)
  const heading = (text: string): WrittenBlock => ({ kind: 'heading', level: 2, text })
  const told = (text: string): readonly WrittenBlock[] => text.split('\n').filter((line) => line.trim() !== '').map((line) => ({ kind: 'paragraph', text: line }))
  const percent = (figure: string): string => (figure === '' ? 'None' : `${figure}%`)
  const { reported } = report
  return [
    ...told(`${words.headline} ${words.average} ${changeInWords(reported, report.earlier[0]?.reported)}`), ...told('This is not the same as unequal pay for the same job. It says how women and men are spread over better and worse paid work.'),
    { kind: 'table', table: { title: 'The six figures', headings: [{ text: 'Figure' }, ...yearsOf(report).map((each) => ({ text: yearWords(each), kind: 'number' as const }))], rows: ([
      ['Mean gap in hourly pay', 'meanGap'], ['Median gap in hourly pay', 'medianGap'], ['Women who were paid a bonus', 'groupBonus'], ['Men who were paid a bonus', 'comparatorBonus'], ['Mean gap in bonus pay', 'meanBonusGap'], ['Median gap in bonus pay', 'medianBonusGap'],
    ] as const).map(([name, which]) => [name, ...yearsOf(report).map((each) => percent(each.reported[which]))]) } },
    { kind: 'table', table: { title: 'Women and men in each quarter of the workforce, by hourly pay', headings: [{ text: 'Quarter' }, { text: 'Women', kind: 'number' }, { text: 'Men', kind: 'number' }], rows: reported.quarters.map((quarter, place) => [capital(quarterNames[place] ?? ''), percent(quarter.group), percent(quarter.comparator)]).toReversed() } },
    heading('What explains it'), ...report.explained.flatMap(told), ...told(report.narrative.explained), ...(report.narrative.changed === '' ? [] : [heading('What changed'), ...told(report.narrative.changed)]),
    heading('What we are doing'), ...told(report.narrative.doing), ...report.actions.flatMap((action) => told(`${action.words} (${action.status})`)), heading('How we worked it out'), ...report.method.flatMap(told),
    ...(report.statement === null ? [] : [heading('Confirmed as accurate'), ...told(`${report.statement.name}, ${report.statement.post}, ${dayInWords(Temporal.PlainDate.from(report.statement.on))}`)]),
  ]
}

export const onFrontPage: FrontPagePart = {
  name: 'pay-gaps.gap', part: 'people',
  async make(db, organisation) {
    const [edition] = await listYears(db, organisation)
    if (!edition) return null
    const { reported } = contentOf(edition)
    return {
      title: 'What people are paid', href: edition.address, words: gapInWords(reported).headline,
      figures: [{ value: `${reported.medianGap}%`, label: 'median gap', note: 'between women and men, an hour' }, { value: `${reported.meanGap}%`, label: 'mean gap', note: yearWords(contentOf(edition)) }], more: 'See our pay gaps',
    }
  },
}

export const openYears: OpenDataOffer = {
  name: 'pay-gaps.years',
  list: async (db, organisation) => (await listYears(db, organisation)).map((edition) => {
    const report = contentOf(edition)
    return {
      name: `pay-gap-${report.year}`, title: edition.title, description: `The six figures that ${regimes[report.regime].law} asks for, this year’s and those before it as they were reported.`, href: edition.address, version: String(edition.version), publishedAt: edition.publishedAt,
      tables: async () => [{
        name: 'gender-pay-gap', title: edition.title, description: 'One row is one reporting year. The names of the columns are those of the government’s own file.', source: edition.title, key: ['snapshot'],
        columns: columns.map(({ name, means }) => ({ name, title: means, means, kind: name === 'year' ? 'text' as const : name === 'snapshot' ? 'day' as const : 'number' as const, ...(name === 'snapshot' ? { required: true } : {}) })),
        rows: yearsOf(report).map((each) => columns.map((column) => column.of(each))),
      }],
    }
  }),
}
