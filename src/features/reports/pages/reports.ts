/** The reports of the body: begin one, choose and order its parts, write between them, take it away. */
import { capital } from '#duty/capital.ts'
import { dayInLondon, dayInWords, isBefore, rangeInWords } from '#duty/dates.ts'
import { financialQuarterOf, quarterInWords, type Quarter } from '#duty/quarters.ts'
import { isRefused } from '#duty/refused.ts'
import { newId } from '#database/identity.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html } from '#html/html.ts'
import { listBodies } from '#features/governance/index.ts'
import { choice, date, optional, text, wholeNumber, type Body, type Field } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { download, form, page, type Answers } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { chapters, writtenBlocks } from '#web/written-blocks.ts'
import { mayMakeReports, mayPublishReports, mayReadDrafts, mayReadReports } from '../access.ts'
import { paths } from '../paths.ts'
import { addWords, arrange, draftWords, firstParts, offeredFor, reportKinds, slugOf, write, type Report, type ReportKind } from '../report.ts'
import { findReportBySlug, insertReport, listIssues, listReports, saveReport } from '../report-store.ts'
import { asFile, crumbsTo, draftReport, home, issueWords, rememberedBlocks, room, wanted } from './making.ts'

export const reports = listing({
  path: paths.reports,
  load: async (_at, { db, organisation }) => listReports(db, organisation.id),
  access: (person) => mayReadReports(person),
  rows: (loaded) => loaded,
  columns: () => [
    { heading: 'Report', text: (report) => report.title, cell: (report) => html`<a class="govuk-link" href="${paths.report.to({ report: report.id })}">${report.title}</a>` },
    { heading: 'What it is', text: (report) => reportKinds[report.kind].name },
    { heading: 'Days that it tells of', text: (report) => rangeInWords(report.from, report.to) },
    { heading: 'For', text: (report) => report.body?.name ?? (report.kind === 'annual report' ? 'Everybody' : '') },
    { heading: 'Issued', text: (report) => report.issuedAt === null ? 'Not yet' : `${dayInWords(dayInLondon(report.issuedAt))}${report.issues > 1 ? `, issue ${tallyOfThings(report.issues).text}` : ''}` },
  ],
  none: 'No report has been made here yet.',
  caption: () => 'Reports',
  view: (_loaded, list, { person }) => ({
    title: 'Reports', guide: 'reports', wide: true,
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-xl">Reports</h1><p class="dr-head__lead">Board packs and annual reports, made from what is on record. Once issued, a report stays as it was.</p></div>
      ${mayMakeReports(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newReport.to()}">Make a report</a></div>`}</div>${list}`,
  }),
})

/** The quarters, the half-year and the year that a report would usually be of, newest first. */
function usualSpans(today: Temporal.PlainDate): readonly { readonly value: string; readonly text: string; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }[] {
  const spans: { value: string; text: string; from: Temporal.PlainDate; to: Temporal.PlainDate }[] = []
  let quarter: Quarter = financialQuarterOf(today)
  for (let count = 0; count < 3; count++) {
    quarter = financialQuarterOf(quarter.from.subtract({ days: 1 }))
    spans.push({ value: `${quarter.from.toString()} ${quarter.to.toString()}`, text: capital(quarterInWords(quarter)), from: quarter.from, to: quarter.to })
  }
  const april = new Temporal.PlainDate(today.month >= 4 ? today.year : today.year - 1, 4, 1)
  for (const from of [april.subtract({ years: 1 }), april.subtract({ years: 2 })]) {
    const to = from.add({ years: 1 }).subtract({ days: 1 })
    spans.push({ value: `${from.toString()} ${to.toString()}`, text: `The year ${rangeInWords(from, to)}`, from, to })
  }
  return spans
}

export const newReport = form({
  path: paths.newReport,
  load: async (_at, { db, organisation, today }) => ({ bodies: await listBodies(db, organisation.id), spans: usualSpans(today) }),
  access: (person) => mayMakeReports(person),
  fields: ({ bodies, spans }) => ({
    kind: choice({ from: Object.keys(reportKinds) as ReportKind[], missing: 'Select what kind of report it is' }),
    span: choice({ from: [...spans.map(({ value }) => value), 'other'], missing: 'Select which days it tells of' }),
    from: optional(date({ missing: '', subject: 'The first day' })), to: optional(date({ missing: '', subject: 'The last day' })),
    body: optional(choice({ from: bodies.map(({ id }) => id), missing: '' })),
    title: optional(text({ missing: '', max: 160, subject: 'The title' })),
  }),
  starting: ({ spans }): Body => ({ kind: 'board pack', span: spans[0]?.value ?? '' }),
  view({ bodies, spans }, answers) {
    const ask = questions(answers)
    return {
      title: 'Make a report', crumbs: [home], guide: 'reports',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Make a report</h1>
        <p class="govuk-body">It is made at once from what is on record. You can then leave parts out, put them in another order and write between them.</p>
        ${ask.form('Make the report', html`
          ${ask.oneOf('kind', 'What kind of report is it?', (Object.keys(reportKinds) as ReportKind[]).map((kind) => ({ value: kind, text: reportKinds[kind].name, hint: reportKinds[kind].tells })))}
          ${ask.oneOf('span', 'Which days does it tell of?', [...spans, { value: 'other', text: 'Other days' }].map(({ value, text: words }) => ({ value, text: words })))}
          ${ask.date('from', 'First day (where you chose other days)')}${ask.date('to', 'Last day (where you chose other days)')}
          ${bodies.length > 0 && ask.select('body', 'Which body is it for? (optional)', bodies.map(({ id, name }) => ({ value: id, text: name })), undefined, 'No body')}
          ${ask.line('title', 'Title (optional)', 'Without one it is named after what it is and its days')}`, { cancel: paths.reports.to() })}</div></div>`,
    }
  },
  async submit({ kind, span, from, to, body, title }, { bodies, spans }, { db, organisation, person, now, offers }) {
    const usual = spans.find(({ value }) => value === span) ?? null
    if (usual === null && from === null) return { problems: { from: 'Enter the first day' } }
    if (usual === null && to === null) return { problems: { to: 'Enter the last day' } }
    const days = usual ?? { from: from ?? spans[0]!.from, to: to ?? spans[0]!.to }
    if (isBefore(days.to, days.from)) return { problems: { to: 'The last day must be the same as or after the first' } }
    const slug = kind === 'annual report' ? slugOf(days.from, days.to) : null
    const other = slug === null ? null : await findReportBySlug(db, organisation.id, slug)
    if (other !== null) return { problems: { span: `“${other.title}” tells of these days already. Open it, and issue it again when something has changed` } }
    const chosen = bodies.find(({ id }) => id === body) ?? null
    const report: Report = {
      id: newId(), kind, title: title ?? `${kind === 'annual report' ? 'Equality annual report' : 'Equality report'}, ${usual === null || kind === 'annual report' ? rangeInWords(days.from, days.to) : usual.text}`, from: days.from, to: days.to, slug,
      body: chosen === null ? null : { id: chosen.id, name: chosen.name }, parts: firstParts(kind, offers.sections, newId), version: 1, begunBy: person.name,
    }
    await insertReport(db, organisation.id, report, now)
    return { goTo: paths.report.to({ report: report.id }), said: 'The report was made from what is on record.', entry: { did: 'reports.begun', on: { room, id: report.id }, after: { title: report.title, kind, from: days.from.toString(), to: days.to.toString() } } }
  },
})

export const report = page({
  path: paths.report,
  async load(at, house) {
    const found = await wanted(house, at.report)
    const isMine = mayReadDrafts(house.person)
    return { report: found, issues: await listIssues(house.db, house.organisation.id, found.id), blocks: isMine ? await rememberedBlocks(found, house) : [] }
  },
  access: (person, { issues }) => mayReadReports(person) && (mayReadDrafts(person) || issues.length > 0),
  view({ report: of, issues, blocks }, { person, today }) {
    const at = { report: of.id }
    const makes = mayMakeReports(person)
    return {
      title: of.title, crumbs: [home], guide: 'reports',
      main: html`<div class="dr-head"><div class="dr-head__words"><p class="govuk-caption-l">${reportKinds[of.kind].name}</p><h1 class="govuk-heading-l">${of.title}</h1><p class="dr-head__lead">${rangeInWords(of.from, of.to)}.${of.body !== null && ` For ${of.body.name}.`}</p></div></div>
        ${issues.length > 0 && html`<section aria-labelledby="issues"><h2 class="govuk-heading-m" id="issues">As it was issued</h2><ul class="dr-cards">${issues.map((issue) => html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${paths.issued.to({ ...at, number: String(issue.number) })}">${capital(issueWords(issue.content))}</a></h3><p class="dr-card__words">Issued by ${issue.issuedBy}.${issue.note !== '' && ` ${issue.note}`}</p></li>`)}</ul></section>`}
        ${mayPublishReports(person) && of.slug !== null && issues.length > 0 && html`<a class="govuk-button" href="${paths.publish.to(at)}">Publish</a>`}
        ${mayReadDrafts(person) && html`
          <div class="dr-note"><p class="dr-note__heading">${draftWords(today)}</p><p>Its figures are those on record today. When it is issued they are frozen with every word.</p></div>
          <div class="govuk-button-group">${makes && html`<a class="govuk-button" href="${paths.issue.to(at)}">Issue</a><a class="govuk-button govuk-button--secondary" href="${paths.arrange.to(at)}">Choose and order the parts</a>`}
            <a class="govuk-link" href="${paths.draftWord.to(at)}">Draft as Word</a><a class="govuk-link" href="${paths.draftPdf.to(at)}">Draft as PDF</a></div>
          ${makes && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Write in it</span></summary><div class="govuk-details__text"><ul class="govuk-list">${of.parts.map((part) => html`<li><a class="govuk-link" href="${paths.words.to({ ...at, part: part.id })}">${part.heading}</a>${part.words === '' ? part.section === null && html` <span class="dr-under">Nothing written yet: it is left out</span>` : html` <span class="dr-under">Has your words</span>`}</li>`)}</ul><p class="govuk-body"><a class="govuk-link" href="${paths.addWords.to(at)}">Add a part of your own</a></p></div></details>`}
          ${blocks.length === 0 ? html`<p class="govuk-body">No part is in it yet.</p>` : html`${chapters(blocks)}${writtenBlocks(blocks)}`}`}`,
    }
  },
})

export const arrangeParts = form({
  path: paths.arrange,
  async load(at, house) {
    const found = await wanted(house, at.report)
    return { report: found, more: offeredFor(found.kind, house.offers.sections).filter(({ name }) => !found.parts.some((part) => part.section === name)) }
  },
  access: (person) => mayMakeReports(person),
  version: ({ report: of }) => String(of.version),
  fields: ({ report: of, more }): Readonly<Record<string, Field<number | null>>> => Object.fromEntries([...of.parts.map(({ id, heading }) => [fieldOf(id), heading] as const), ...more.map(({ name, title }) => [fieldOf(name), title] as const)]
    .map(([name, subject]) => [name, optional(wholeNumber({ missing: '', subject: `The place of “${subject}”`, min: 1, max: 99 }))])),
  starting: ({ report: of }): Body => Object.fromEntries(of.parts.map(({ id }, place) => [fieldOf(id), String(place + 1)])),
  view({ report: of, more }, answers: Answers<Readonly<Record<string, Field<number | null>>>>, { offers }) {
    const ask = questions(answers)
    const tells = (section: string | null): string => section === null ? 'Words of your own' : offers.sections.find(({ name }) => name === section)?.tells ?? 'No longer offered'
    return {
      title: 'Choose and order the parts', crumbs: crumbsTo(of), guide: 'reports',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Choose and order the parts</h1>
        <p class="govuk-body">Give each part that should be in the report a number: the lowest comes first. A part without a number is left out; words that you wrote in it are lost with it.</p>
        ${ask.form('Save', html`<h2 class="govuk-heading-m">In the report</h2>${of.parts.map((part) => ask.number(fieldOf(part.id), part.heading, tells(part.section)))}
          ${more.length > 0 && html`<h2 class="govuk-heading-m">Left out</h2>${more.map((each) => ask.number(fieldOf(each.name), each.title, each.tells))}`}`, { cancel: paths.report.to({ report: of.id }) })}</div></div>`,
    }
  },
  async submit(values, { report: of, more }, { db, organisation }) {
    const names = [...of.parts.map(({ id }) => id), ...more.map(({ name }) => name)]
    const arranged = arrange(of, new Map(names.map((name) => [name, values[fieldOf(name)] ?? null])), more, newId)
    if (isRefused(arranged)) return { problems: { [fieldOf(names[0] ?? '')]: arranged.refused } }
    await saveReport(db, organisation.id, arranged)
    return { goTo: paths.report.to({ report: of.id }), said: 'The parts are in their new order.', entry: { did: 'reports.arranged', on: { room, id: of.id }, before: { parts: of.parts.map(({ heading }) => heading) }, after: { parts: arranged.parts.map(({ heading }) => heading) } } }
  },
})

/** A name that may stand in an address: sections have a dot in theirs. */
const fieldOf = (name: string): string => `place-${name.replaceAll('.', '-')}`

const wordFields = { heading: text({ missing: 'Enter a heading', max: 160, subject: 'The heading' }), words: optional(text({ missing: '', max: 20_000, subject: 'What you write' })) }

export const words = form({
  path: paths.words,
  async load(at, house) {
    const found = await wanted(house, at.report)
    const part = found.parts.find(({ id }) => id === at.part)
    return part ? { report: found, part } : { report: found, part: null }
  },
  access: (person, { part }) => mayMakeReports(person) && part !== null,
  draft: true,
  version: ({ report: of }) => String(of.version),
  fields: wordFields,
  starting: ({ part }): Body => ({ heading: part?.heading ?? '', words: part?.words ?? '' }),
  view: ({ report: of, part }, answers) => wordsForm(`Write in “${part?.heading ?? ''}”`, part?.section === null ? 'This part is yours alone.' : 'Your words stand before what is made from the records, and stay when its figures are made again.', of, answers),
  async submit({ heading, words: written }, { report: of, part }, { db, organisation }) {
    const changed = write(of, part?.id ?? '', heading, written ?? '')
    if (isRefused(changed)) return { problems: { words: changed.refused } }
    await saveReport(db, organisation.id, changed)
    return { goTo: paths.report.to({ report: of.id }), said: 'Your words were saved.', entry: { did: 'reports.written', on: { room, id: of.id }, before: { heading: part?.heading ?? '', words: part?.words ?? '' }, after: { heading, words: written ?? '' } } }
  },
})

export const addPart = form({
  path: paths.addWords,
  load: (at, house) => wanted(house, at.report),
  access: (person) => mayMakeReports(person),
  draft: true,
  fields: wordFields,
  view: (of, answers) => wordsForm('Add a part of your own', 'It comes last. You can then give it another place.', of, answers),
  async submit({ heading, words: written }, of, { db, organisation }) {
    await saveReport(db, organisation.id, addWords(of, newId(), heading, written ?? ''))
    return { goTo: paths.report.to({ report: of.id }), said: 'The part was added.', entry: { did: 'reports.written', on: { room, id: of.id }, after: { heading, words: written ?? '' } } }
  },
})

function wordsForm(title: string, lead: string, of: Report, answers: Answers<typeof wordFields>) {
  const ask = questions(answers)
  return {
    title, crumbs: crumbsTo(of), guide: 'reports',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${lead}</p>
      ${ask.form('Save', html`${ask.line('heading', 'Heading')}${ask.lines('words', 'What you write (optional)', 'Each line is a paragraph. A number of people that you type here is not checked for small groups: take it from the figures below it', 12)}`, { cancel: paths.report.to({ report: of.id }) })}</div></div>`,
  }
}

const draftFile = (path: typeof paths.draftWord | typeof paths.draftPdf, ending: 'docx' | 'pdf') => download({
  path,
  async load(at, house) {
    const found = await wanted(house, at.report)
    return { report: found, blocks: mayReadDrafts(house.person) ? await rememberedBlocks(found, house) : [] }
  },
  access: (person) => mayReadDrafts(person),
  send: ({ report: of, blocks }, house) => house.remember(`report ${of.id} ${String(of.version)} ${house.today.toString()} as ${ending}`, () => asFile(draftReport(of, blocks, house), ending, ' draft')),
})
export const drafts = [draftFile(paths.draftWord, 'docx'), draftFile(paths.draftPdf, 'pdf')]
