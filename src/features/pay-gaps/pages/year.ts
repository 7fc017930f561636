/** One reporting year: the figures that were taken, the words beside them, and what is still to do before a publisher lets them out. */
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { govukTaskList } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { asJson, findNewest, findOpenDraft, isWhatWasHandedIn, onItsWay, propose, saysTheSame, takeDownLink, type Draft } from '#features/publication/index.ts'
import { choice, date, decimalNumber, optional, text, tick, wholeNumber, type Body, type Field } from '#web/fields.ts'
import type { Publishing } from '#web/offers.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { decimal, fraction, minus, rounded } from '#statistics/rational.ts'
import { mayPublishPay, mayReadPayFigures, mayWriteNarrative } from '../access.ts'
import { planItems, whatThePlanLacks } from '../gap-plan.ts'
import { findGapPlan } from '../gap-plan-store.ts'
import { changeInWords, gapInWords } from '../in-plain-words.ts'
import { deadlineOf, regimes, reportingYear, snapshotOf, type Payroll } from '../payroll.ts'
import { findPayroll, findResults } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import type { PublicReport } from '../public-report.ts'
import { noNarrative, type Report } from '../report.ts'
import { findReport, listReports, saveReport } from '../report-store.ts'
import { whatTheServiceRefuses, type Reported } from '../statutory.ts'
import { home, paragraphs, quartersPicture, room } from './parts.ts'
import { thawComparisons } from './gaps.ts'
import { plainFigures } from './plain-figures.ts'
import { yearInWords } from './public-pay-gap.ts'

async function reportOf({ db, organisation }: Pick<House, 'db' | 'organisation'>, year: string): Promise<Report> {
  const found = /^\d{4}$/.test(year) ? await findReport(db, organisation.id, Number(year)) : null
  if (!found) throw new NotFound(`year ${year}`)
  return found
}
const crumbsTo = (report: Report) => [home, { text: `Reporting year ${reportingYear(report.snapshot)}`, href: paths.year.to({ year: String(report.year) }) }]

export const year = page({
  path: paths.year,
  async load({ year: asked }, house) {
    const report = await reportOf(house, asked)
    const [before, edition] = await Promise.all([findReport(house.db, house.organisation.id, report.year - 1), findNewest(house.db, house.organisation.id, paths.publicYear.to({ year: asked }))])
    return { report, before, edition, plan: await findGapPlan(house.db, house.organisation.id, report.year) }
  },
  access: (person) => mayReadPayFigures(person),
  view({ report, before, edition, plan }, { person }) {
    const of = { year: String(report.year) }
    const { reported, narrative } = report
    const written = narrative.explained !== '' && narrative.doing !== ''
    const refusals = whatTheServiceRefuses(reported)
    return {
      title: `Reporting year ${reportingYear(report.snapshot)}`, crumbs: [home], guide: 'publish-the-pay-gap', wide: true,
      main: html`<div class="dr-head"><div class="dr-head__words"><p class="govuk-caption-l">Gender pay gap</p><h1 class="govuk-heading-l">Reporting year ${reportingYear(report.snapshot)}</h1><p class="dr-head__lead">Snapshot of ${dayInWords(report.snapshot)}, due by ${dayInWords(deadlineOf(report.snapshot))}. ${report.source}.</p></div></div>
        ${govukTaskList({ idPrefix: 'year', items: [
          { title: { text: 'The figures' }, ...(report.payroll === null ? {} : { href: paths.figures.to({ payroll: report.payroll }) }), status: refusals.length === 0 ? { text: 'Pass the service’s rules' } : { tag: { text: 'Would be refused', classes: 'govuk-tag--red' } } },
          { title: { text: 'What you say about them' }, ...(mayWriteNarrative(person) ? { href: paths.narrative.to(of) } : {}), status: written ? { text: 'Written' } : { tag: { text: 'To do', classes: 'govuk-tag--blue' } } },
          { title: { text: 'Plan to close the gaps' }, href: paths.gapPlan.to(of), status: plan === null || plan.items.length === 0 ? { text: 'Not begun' } : whatThePlanLacks(plan).length === 0 ? { text: 'Complete' } : { tag: { text: 'Not complete', classes: 'govuk-tag--blue' } } },
          ...(regimes[report.regime].needsStatement ? [{ title: { text: 'The signed statement' }, ...(mayWriteNarrative(person) ? { href: paths.statement.to(of) } : {}), status: report.statement !== null ? { text: `Signed by ${report.statement.name}` } : { tag: { text: 'To do', classes: 'govuk-tag--blue' } } }] : []),
          { title: { text: 'Publish' }, ...(mayPublishPay(person) || mayWriteNarrative(person) ? { href: paths.publish.to(of) } : {}), hint: { text: 'A publisher approves it by name' }, status: edition && !edition.withdrawn ? { text: `Version ${edition.version} is public` } : { text: 'Not public' } },
        ] })}
        <p class="dr-said">${gapInWords(reported).headline}</p>
        ${plainFigures(reported, report, before?.reported ?? null)}
        ${reported.quarters.length === 4 && quartersPicture(reported, report)}
        ${written && html`<h2 class="govuk-heading-m">What explains it</h2>${paragraphs(narrative.explained)}<h2 class="govuk-heading-m">What we are doing</h2>${paragraphs(narrative.doing)}`}
        ${edition && !edition.withdrawn && html`<p class="govuk-body"><a class="govuk-link" href="${paths.publicYear.to(of)}">See the public page</a></p>`}`,
    }
  },
})

export const narrative = form({
  path: paths.narrative,
  load: ({ year: asked }, house) => reportOf(house, asked),
  access: (person) => mayWriteNarrative(person),
  draft: true,
  version: (report) => String(report.version),
  fields: {
    explained: text({ missing: 'Enter what explains the gap', max: 6000, subject: 'What explains the gap' }), doing: text({ missing: 'Enter what you are doing', max: 6000, subject: 'What you are doing' }),
    changed: optional(text({ missing: '', max: 3000, subject: 'What changed' })),
  },
  starting: ({ narrative: kept }) => ({ ...kept }),
  view(report, answers) {
    const ask = questions(answers)
    return {
      title: 'What you say about the figures', crumbs: crumbsTo(report), guide: 'publish-the-pay-gap',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">What you say about the figures</h1>
        <p class="govuk-body">${gapInWords(report.reported).headline} ${gapInWords(report.reported).average}</p>
        <p class="govuk-body">Write for somebody who lives here. The words are published with these figures and frozen with them.</p>
        ${ask.form('Save', html`${ask.lines('explained', 'What explains the gap', 'Where women and men work, in which grades, at which hours. What you know, and what you do not', 8)}
          ${ask.lines('doing', 'What you are doing about it', 'What you have done since last year, and what comes next', 8)}
          ${ask.lines('changed', 'What changed since last year (optional)', undefined, 4)}`, { cancel: paths.year.to({ year: String(report.year) }) })}</div></div>`,
    }
  },
  async submit({ explained, doing, changed }, report, { db, organisation }) {
    await saveReport(db, organisation.id, { ...report, narrative: { explained, doing, changed: changed ?? '' } })
    return { goTo: paths.year.to({ year: String(report.year) }), said: 'What you say was saved.', entry: { did: 'pay-gaps.narrative-written', on: { room, id: String(report.year) }, before: { ...report.narrative }, after: { explained, doing, changed: changed ?? '' } } }
  },
})

export const statement = form({
  path: paths.statement,
  load: ({ year: asked }, house) => reportOf(house, asked),
  access: (person) => mayWriteNarrative(person),
  version: (report) => String(report.version),
  fields: { name: text({ missing: 'Enter who confirms the figures', max: 120, subject: 'The name' }), post: text({ missing: 'Enter their post', max: 120, subject: 'The post' }), on: date({ missing: 'Enter the day on which they signed', subject: 'The day' }) },
  starting: ({ statement: kept }): Body => (kept === null ? {} : { name: kept.name, post: kept.post, 'on-day': String(Temporal.PlainDate.from(kept.on).day), 'on-month': String(Temporal.PlainDate.from(kept.on).month), 'on-year': String(Temporal.PlainDate.from(kept.on).year) }),
  view(report, answers) {
    const ask = questions(answers)
    return {
      title: 'The signed statement', crumbs: crumbsTo(report), guide: 'publish-the-pay-gap',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">The signed statement</h1>
        <p class="govuk-body">A private or voluntary employer publishes, with the figures, a written statement that they are accurate, signed by a director or an equivalent person (S.I. 2017/172, regulation 14). A public authority needs none, and may give one.</p>
        ${ask.form('Save', html`${ask.line('name', 'Who confirms the figures?')}${ask.line('post', 'Their post')}${ask.date('on', 'When did they sign?')}`, { cancel: paths.year.to({ year: String(report.year) }) })}</div></div>`,
    }
  },
  async submit({ name, post, on }, report, { db, organisation, today }) {
    if (Temporal.PlainDate.compare(on, today) > 0) return { problems: { on: 'The day must be today or in the past' } }
    await saveReport(db, organisation.id, { ...report, statement: { name, post, on: on.toString() } })
    return { goTo: paths.year.to({ year: String(report.year) }), said: 'The statement was saved.', entry: { did: 'pay-gaps.statement-signed', on: { room, id: String(report.year) }, after: { name, post, on: on.toString() } } }
  },
})

/** What stands beside the figures about how they were made, in the body's own recorded choices. */
function methodOf(report: Report, payroll: Payroll | null): readonly string[] {
  const choices = payroll?.understanding?.choices
  return [
    `The figures are of everybody employed on ${dayInWords(report.snapshot)} (${regimes[report.regime].law}). Those who were paid less because of leave in the pay period count for bonus and not for hourly pay.`,
    ...(choices === undefined ? [report.source === '' ? '' : `${report.source}.`] : [
      `The pay period is ${choices.payPeriod === 'month' ? 'a month of 30.44 days' : `a ${choices.payPeriod === 'four weeks' ? 'period of four weeks' : choices.payPeriod}`}. ${choices.severalPosts === 'added together' ? 'Where one person holds several posts, their pay and hours are added together.' : 'Where one person holds several posts, each post counts by itself.'}`,
      `${choices.sexBasis}, by the government’s guidance of ${choices.guidance}.`,
      choices.nobodyPaidBonus === true ? 'Nobody was paid a bonus in the 12 months that end with that day.' : '',
    ]),
    'A gap is what men are paid less what women are paid, as a percentage of what men are paid. Hourly pay is not rounded before it is averaged.',
  ].filter((each) => each !== '')
}

/** What explains the gap, as it passed the gate; nothing where it did not. */
function explainedBy(cleared: Parameters<typeof thawComparisons>[0]): readonly string[] {
  const contents = thawComparisons(cleared)
  return isRefused(contents) || contents.explained.state !== 'shown' ? [] : [contents.explained.text]
}

async function contentOf({ db, organisation }: Pick<House, 'db' | 'organisation'>, report: Report): Promise<PublicReport> {
  const [all, payroll, results] = await Promise.all([listReports(db, organisation.id), report.payroll === null ? null : findPayroll(db, organisation.id, report.payroll), report.payroll === null ? null : findResults(db, organisation.id, report.payroll)])
  const cleared = results?.results.cleared ?? null
  return {
    year: report.year, regime: report.regime, snapshot: report.snapshot.toString(), reported: report.reported, narrative: report.narrative, statement: report.statement, method: methodOf(report, payroll),
    earlier: all.filter((each) => each.year < report.year).map((each) => ({ year: each.year, snapshot: each.snapshot.toString(), reported: each.reported })), explained: cleared === null || isRefused(cleared) ? [] : explainedBy(cleared),
    actions: (await findGapPlan(db, organisation.id, report.year))?.items.map((each) => ({ words: planItems.find(({ code }) => code === each.code)?.words ?? '', status: each.status })) ?? [],
    groups: cleared === null || isRefused(cleared) ? null : { artefact: cleared.artefact, sha256: cleared.sha256 },
  }
}

export const publishYear = form({
  path: paths.publish,
  async load({ year: asked }, house) {
    const report = await reportOf(house, asked)
    const address = paths.publicYear.to({ year: asked })
    const [edition, waiting] = await Promise.all([findNewest(house.db, house.organisation.id, address), findOpenDraft(house.db, house.organisation.id, address)])
    return { report, edition: edition?.withdrawn ? null : edition, waiting, content: await contentOf(house, report) }
  },
  access: (person) => mayPublishPay(person) || mayWriteNarrative(person),
  version: ({ report, edition, waiting }) => `${report.version} ${edition?.version ?? 0} ${waiting?.version ?? 0}`,
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })), groups: tick() },
  starting: ({ content }) => ({ groups: content.groups === null ? '' : 'yes' }),
  view({ report, edition, content, waiting }, answers, { person }) {
    const ask = questions(answers)
    const missing = whatIsMissing(report)
    return {
      title: 'Publish the pay gap', crumbs: crumbsTo(report), guide: 'publish-the-pay-gap',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Publish the pay gap for ${reportingYear(report.snapshot)}</h1>
        ${missing.length > 0 ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Before it can be published</p><ul class="govuk-list govuk-list--bullet">${missing.map((each) => html`<li>${each}</li>`)}</ul></div>` : html`
          ${onItsWay(waiting, person, waiting !== null && !isWhatWaits(waiting, content))}
          <p class="govuk-body">Residents will read this first:</p><p class="dr-said">${gapInWords(report.reported).headline}</p>
          <p class="govuk-body">${gapInWords(report.reported).average} ${changeInWords(report.reported, content.earlier[0]?.reported)}</p>
          <p class="govuk-body">It stays public for at least three years. ${edition !== null ? 'A correction is a new version, and says so.' : ''} You hand it in; it is looked through, and a publisher approves it.</p>
          ${ask.form(waiting === null ? 'Hand in for approval' : 'Hand it in again', html`
            ${content.groups !== null && ask.tick('groups', 'Publish the gaps by ethnicity, disability and working pattern with it', 'As they passed the check for small numbers')}
            ${ask.line('note', edition !== null ? 'A note for readers: what was corrected' : 'A note for readers (optional)')}`, { cancel: paths.year.to({ year: String(report.year) }) })}
          ${edition !== null && takeDownLink(edition.address, 'Take it down', person)}`}
        </div></div>`,
    }
  },
  async submit({ note, groups }, { report, edition, content, waiting }, { db, organisation, person, now }) {
    const missing = whatIsMissing(report)[0]
    if (missing !== undefined) return { problems: { note: missing } }
    const asked = { ...content, groups: groups ? content.groups : null }
    if (saysTheSame(edition, asked)) return { problems: { note: 'Nothing has changed since it was published' } }
    if (waiting !== null && isWhatWasHandedIn(waiting, asked)) return { problems: { note: 'This was handed in already' } }
    if (edition !== null && note === null) return { problems: { note: 'Enter what was corrected. Readers will see it' } }
    const handed = await propose(db, organisation.id, { room, thingId: String(report.year), address: paths.publicYear.to({ year: String(report.year) }), title: `Gender pay gap ${reportingYear(report.snapshot)}`, content: asJson(asked), note: note ?? '', place: 3000 - report.year }, person, now)
    return { goTo: handed.href, said: 'It was handed in. Nothing is public yet.', entry: [{ did: 'pay-gaps.report-handed-in', on: { room, id: String(report.year) }, after: { draft: handed.draft, groups: asked.groups !== null } }, handed.entry] }
  },
})

const isWhatWaits = (waiting: Draft, content: PublicReport): boolean => [content, { ...content, groups: null }].some((each) => isWhatWasHandedIn(waiting, each))

/** What the pay room does beside the desk: shows the year as residents will read it, and notes what became of it. */
export const payPublishing: Publishing = {
  room,
  show: async (_db, _organisation, { pieces: [whole] }) => whole === undefined ? html`` : html`<h2 class="govuk-heading-l">${whole.title}</h2>${yearInWords(whole.content as unknown as PublicReport)}`,
  async wentOut(db, organisation, { thingId, pieces: [whole], now, today }) {
    const report = await findReport(db, organisation, Number(thingId))
    if (whole === undefined || whole.version === null || report === null) return []
    await saveReport(db, organisation, { ...report, publishedAt: now })
    // A correction is not a second time; gaps of other groups that come with it are.
    const withGroups = (whole.content as unknown as PublicReport).groups !== null
    const deeds = await recordDeed(db, organisation, {
      kind: 'pay gap published', room, thing: { kind: 'year', id: thingId }, on: today, title: whole.title, href: whole.address, public: true, covers: { from: report.snapshot, to: report.snapshot },
      about: withGroups ? ['gender', 'ethnicity', 'disability'] : ['gender'], ...(withGroups ? { occasion: 'with other groups' } : {}),
    }, now)
    return [{ did: 'pay-gaps.report-published', on: { room, id: thingId, version: whole.version }, after: { address: whole.address, version: whole.version, sha256: whole.sha256 ?? '' } }, ...deeds]
  },
  async tookDown(db, organisation, address) {
    const report = await findReport(db, organisation, Number(address.split('/').at(-1)))
    if (report === null) return []
    await saveReport(db, organisation, { ...report, publishedAt: null })
    return [{ did: 'pay-gaps.report-withdrawn', on: { room, id: String(report.year) } }]
  },
}

function whatIsMissing({ reported, narrative: words, statement: signed, regime }: Report): readonly string[] {
  return [
    ...whatTheServiceRefuses(reported),
    ...(words.explained === '' || words.doing === '' ? ['Write what explains the gap and what you are doing about it'] : []),
    ...(regimes[regime].needsStatement && signed === null ? ['Add the signed statement'] : []),
  ]
}

const gapField = (subject: string): Field<string> => decimalNumber({ missing: `Enter ${subject.toLowerCase()}`, subject, places: 1 })

/** A year that was published before Due Regard came: its figures as they were reported. */
export const earlierYear = form({
  path: paths.earlier,
  load: async (_at, { db, organisation }) => listReports(db, organisation.id),
  access: (person) => mayWriteNarrative(person),
  fields: (_loaded, { today }) => ({
    regime: choice({ from: ['public', 'private'], missing: 'Select the regulations' }), snapshotYear: wholeNumber({ missing: 'Enter the year of the snapshot', subject: 'The year', min: 2017, max: today.year }),
    meanGap: gapField('The mean gap'), medianGap: gapField('The median gap'), meanBonusGap: optional(gapField('The mean bonus gap')), medianBonusGap: optional(gapField('The median bonus gap')),
    comparatorBonus: gapField('The percentage of men who were paid a bonus'), groupBonus: gapField('The percentage of women who were paid a bonus'),
    lower: gapField('The percentage of women in the lower quarter'), lowerMiddle: gapField('The percentage of women in the lower middle quarter'), upperMiddle: gapField('The percentage of women in the upper middle quarter'), upper: gapField('The percentage of women in the upper quarter'),
    source: text({ missing: 'Enter where the figures are published', max: 300, subject: 'This' }),
  }),
  starting: (kept): Body => ({ regime: kept[0]?.regime ?? 'public', comparatorBonus: '0', groupBonus: '0' }),
  view(_kept, answers) {
    const ask = questions(answers)
    const percent = (name: Parameters<typeof ask.line>[0], label: string, hint?: string) => ask.line(name, label, hint, { classes: 'govuk-input--width-5', inputmode: 'decimal' })
    return {
      title: 'Add an earlier year', crumbs: [home], guide: 'publish-the-pay-gap',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add what you published for an earlier year</h1>
        <p class="govuk-body">Type the figures as you reported them. They stand in your history and on your public pages, with where they come from.</p>
        ${ask.form('Add this year', html`
          ${ask.oneOf('regime', 'Under which regulations?', [{ value: 'public', text: 'Public authority (snapshot 31 March)' }, { value: 'private', text: 'Private or voluntary employer (snapshot 5 April)' }])}
          ${ask.number('snapshotYear', 'Year of the snapshot', 'Figures for 2023 to 2024 have a snapshot in 2023')}
          ${percent('meanGap', 'Mean gap in hourly pay, %', 'Negative where women are paid more')}${percent('medianGap', 'Median gap in hourly pay, %')}
          ${percent('upper', 'Women in the upper quarter, %')}${percent('upperMiddle', 'Women in the upper middle quarter, %')}${percent('lowerMiddle', 'Women in the lower middle quarter, %')}${percent('lower', 'Women in the lower quarter, %')}
          ${percent('groupBonus', 'Women who were paid a bonus, %')}${percent('comparatorBonus', 'Men who were paid a bonus, %')}${percent('meanBonusGap', 'Mean gap in bonus pay, % (where there is one)')}${percent('medianBonusGap', 'Median gap in bonus pay, % (where there is one)')}
          ${ask.line('source', 'Where are they published?', 'For example, Gender pay gap service, 28 March 2024')}`, { cancel: paths.home.to() })}</div></div>`,
    }
  },
  async submit(values, kept, { db, organisation }) {
    const snapshot = snapshotOf(values.regime, values.snapshotYear)
    if (kept.some((each) => each.year === values.snapshotYear)) return { problems: { snapshotYear: 'This year is here already' } }
    const reported = reportedFrom(values)
    const refused = whatTheServiceRefuses(reported)[0]
    if (refused !== undefined) return { problems: { [/bonus/i.test(refused) ? 'comparatorBonus' : /quarter/i.test(refused) ? 'upper' : /median/.test(refused) ? 'medianGap' : 'meanGap']: refused } }
    await saveReport(db, organisation.id, { year: values.snapshotYear, regime: values.regime, snapshot, payroll: null, reported, narrative: noNarrative, statement: null, source: values.source, publishedAt: null })
    return { goTo: paths.year.to({ year: String(values.snapshotYear) }), said: `The figures for ${reportingYear(snapshot)} were added.`, entry: { did: 'pay-gaps.earlier-year-added', on: { room, id: String(values.snapshotYear) }, after: { reported: asJson(reported), source: values.source } } }
  },
})

function reportedFrom(values: { readonly [name in 'meanGap' | 'medianGap' | 'comparatorBonus' | 'groupBonus' | 'lower' | 'lowerMiddle' | 'upperMiddle' | 'upper']: string } & { readonly meanBonusGap: string | null; readonly medianBonusGap: string | null }): Reported {
  const place = (figure: string): string => rounded(decimal(figure), 1)
  const rest = (group: string): string => rounded(minus(fraction(100), decimal(group)), 1)
  return {
    meanGap: place(values.meanGap), medianGap: place(values.medianGap), meanBonusGap: values.meanBonusGap === null ? '' : place(values.meanBonusGap), medianBonusGap: values.medianBonusGap === null ? '' : place(values.medianBonusGap),
    comparatorBonus: place(values.comparatorBonus), groupBonus: place(values.groupBonus),
    quarters: ([values.lower, values.lowerMiddle, values.upperMiddle, values.upper]).map((group) => ({ comparator: rest(group), group: place(group) })),
  }
}
