/** Issuing freezes a report with its figures; publishing lets an annual report out under a second name. */
import { isDeepStrictEqual } from 'node:util'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Json } from '#database/canonical.ts'
import { html } from '#html/html.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { asJson, findNewest, lookOver, moveHead, publish, withdraw } from '#features/publication/index.ts'
import { choice, optional, text, tick } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { overtakenSources } from '#web/offers.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { chapters, writtenBlocks } from '#web/written-blocks.ts'
import { mayMakeReports, mayPublishReports, mayReadReports } from '../access.ts'
import { paths } from '../paths.ts'
import { mayIssue, reportKinds, type Issue, type Report } from '../report.ts'
import { findIssue, insertIssue, listIssues } from '../report-store.ts'
import { asFile, contentOf, crumbsTo, issuedReport, issueWords, overtakenNote, restsOnWords, room, wanted } from './making.ts'

async function issueOf(at: { readonly report: string; readonly number: string }, house: House): Promise<{ readonly report: Report; readonly issue: Issue }> {
  const report = await wanted(house, at.report)
  const issue = /^[1-9]\d{0,3}$/.test(at.number) ? await findIssue(house.db, house.organisation.id, report.id, Number(at.number)) : null
  if (!issue) throw new NotFound(`issue ${at.number}`)
  return { report, issue }
}

export const issueReport = form({
  path: paths.issue,
  async load(at, house) {
    const report = await wanted(house, at.report)
    return { report, last: (await listIssues(house.db, house.organisation.id, report.id))[0] ?? null }
  },
  access: (person) => mayMakeReports(person),
  version: ({ report, last }) => `${String(report.version)} ${String(last?.number ?? 0)}`,
  fields: { note: optional(text({ missing: '', max: 500, subject: 'The note' })), sure: tick() },
  view({ report, last }, answers) {
    const ask = questions(answers)
    return {
      title: 'Issue the report', crumbs: crumbsTo(report), guide: 'reports',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Issue the report</h1>
        <p class="govuk-body">Its words and figures are made once more from what is on record now, and frozen${report.body !== null && ` as what ${report.body.name} had before it`}. Nobody can change an issue: a correction is another issue, and says so.</p>
        ${ask.form(last === null ? 'Issue' : 'Issue again', html`${last !== null && ask.line('note', 'What changed since it was issued?', 'Its readers will see this')}
          ${ask.tick('sure', 'I have read it', 'Your name stands with it')}`, { cancel: paths.report.to({ report: report.id }) })}</div></div>`,
    }
  },
  async submit({ note, sure }, { report, last }, house) {
    if (!sure) return { problems: { sure: 'Read the report, then tick that you have' } }
    const { db, organisation, person, now, today } = house
    const content = await contentOf(report, { issuedOn: today.toString(), issuedBy: person.name, note: note ?? '' }, house)
    const may = mayIssue(last, content.blocks, isDeepStrictEqual(last?.content.blocks, content.blocks) && last?.content.title === report.title, note ?? '')
    if (isRefused(may)) return { problems: last === null || note !== null ? { sure: may.refused } : { note: may.refused } }
    const { sha256 } = await insertIssue(db, organisation.id, report.id, { ...content, number: may.number }, person, now)
    const href = paths.issued.to({ report: report.id, number: String(may.number) })
    const deed = await recordDeed(db, organisation.id, {
      kind: 'report issued', room, thing: { kind: 'report', id: report.id }, on: today, title: report.title, href, covers: { from: report.from, to: report.to }, about: [report.kind], occasion: String(may.number), ...(report.body === null ? {} : { to: report.body }),
    }, now)
    await askForCheckpoint(db, organisation.id)
    return { goTo: href, said: 'The report was issued. It stays as it is now.', entry: [{ did: 'reports.issued', on: { room, id: report.id, version: may.number }, after: { title: report.title, number: may.number, sha256, to: report.body?.name ?? '', note: note ?? '' } }, ...deed] }
  },
})

export const issued = page({
  path: paths.issued,
  async load(at, house) {
    const found = await issueOf(at, house)
    return { ...found, overtaken: await overtakenSources(house.offers.sources, house.db, house.organisation.id, found.issue.content.restsOn ?? []) }
  },
  access: (person) => mayReadReports(person),
  view({ report, issue, overtaken }) {
    const at = { report: report.id, number: String(issue.number) }
    const { content } = issue
    return {
      title: `${content.title}, ${issueWords(content)}`, crumbs: crumbsTo(report), guide: 'reports',
      main: html`<div class="dr-head"><div class="dr-head__words"><p class="govuk-caption-l">${reportKinds[content.kind].name}, ${issueWords(content)}</p><h1 class="govuk-heading-l">${content.title}</h1><p class="dr-head__lead">${rangeInWords(Temporal.PlainDate.from(content.from), Temporal.PlainDate.from(content.to))}.${content.goesTo !== '' && ` For ${content.goesTo}.`} Issued by ${content.issuedBy}.</p></div></div>
        ${content.note !== '' && html`<div class="dr-note"><p class="dr-note__heading">What changed</p><p>${content.note}</p></div>`}
        ${overtakenNote(overtaken)}
        <p class="govuk-body"><a class="govuk-link" href="${paths.issuedWord.to(at)}">Word</a> <a class="govuk-link" href="${paths.issuedPdf.to(at)}">PDF copy</a></p>
        ${chapters(content.blocks)}${writtenBlocks(content.blocks)}
        ${content.restsOn !== undefined && restsOnWords(content.restsOn, overtaken, content.asOfEntry)}
        <p class="govuk-body-s dr-long">It is frozen as it was issued. Its hash is ${issue.sha256}, which stands in the ledger.</p>`,
    }
  },
})

const issuedFile = (path: typeof paths.issuedWord | typeof paths.issuedPdf, ending: 'docx' | 'pdf') => download({
  path, load: (at, house) => issueOf(at, house), access: (person) => mayReadReports(person),
  // Made once, however many of a board fetch it before the meeting.
  send: ({ issue }, house) => house.rememberFrozen(`issue as ${ending}`, issue.sha256, () => asFile(issuedReport(issue.content), ending, ` issue ${String(issue.number)}`)),
})
export const issuedFiles = [issuedFile(paths.issuedWord, 'docx'), issuedFile(paths.issuedPdf, 'pdf')]

export const publishReport = form({
  path: paths.publish,
  async load(at, house) {
    const report = await wanted(house, at.report)
    if (report.slug === null) throw new NotFound('a board pack is not published')
    const last = (await listIssues(house.db, house.organisation.id, report.id))[0] ?? null
    // What officers had typed when it was issued, whatever they typed since: tables and sentences of the rooms have passed the gate.
    const typed = last?.content.typed ?? last?.content.blocks ?? []
    return { report, slug: report.slug, last, findings: last === null ? [] : lookOver({ title: last.content.title, note: last.note, content: asJson(typed) }), edition: await findNewest(house.db, house.organisation.id, paths.publicReport.to({ slug: report.slug })) }
  },
  access: (person) => mayPublishReports(person),
  version: ({ last, edition }) => `${String(last?.number ?? 0)} ${String(edition?.version ?? 0)}`,
  fields: { decision: choice({ from: ['publish', 'withdraw'], missing: 'Select what should happen' }), note: optional(text({ missing: '', max: 500, subject: 'The note' })), stays: optional(text({ missing: '', max: 500, subject: 'Why the words may stay' })) },
  view({ report, last, edition, findings }, answers, { person }) {
    const ask = questions(answers)
    const isOut = edition !== null && !edition.withdrawn
    return {
      title: 'Publish the report', crumbs: crumbsTo(report), guide: 'reports',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Publish the report</h1>
        ${last === null ? html`<p class="govuk-body">It has to be issued before it can be published.</p>` : last.issuedById === person.id ? html`<p class="govuk-body">You issued this report. Another publisher lets it out, so that two people have read it.</p>` : html`
          <p class="govuk-body">What becomes public is ${issueWords(last.content)}, word for word, issued by ${last.issuedBy}. <a class="govuk-link" href="${paths.issued.to({ report: report.id, number: String(last.number) })}">Read it first</a>.</p>
          ${ask.form('Save', html`${ask.oneOf('decision', 'What should happen?', [{ value: 'publish', text: isOut ? 'Publish this issue in place of the one that is public' : 'Publish it', hint: 'Your name stands with it' }, ...(isOut ? [{ value: 'withdraw', text: 'Take it down', hint: 'The page goes on saying that something was here' }] : [])])}
            ${findings.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Words that could point at a person</p><ul class="govuk-list govuk-list--bullet">${findings.map(({ kind, words }) => html`<li>${words} <span class="dr-under">${kind}</span></li>`)}</ul></div>${ask.lines('stays', 'Why may everybody read them?', 'If they may not, have them taken out and the report issued again', 3)}`}
            ${isOut && ask.line('note', 'A note for readers: what was corrected, or why it is taken down')}`, { cancel: paths.report.to({ report: report.id }) })}`}</div></div>`,
    }
  },
  async submit({ decision, note, stays }, { report, slug, last, edition, findings }, { db, organisation, person, now, today }) {
    if (last === null) return { problems: { decision: 'It has to be issued before it can be published' } }
    if (last.issuedById === person.id) return { problems: { decision: 'Another person than the one who issued it publishes it' } }
    const isOut = edition !== null && !edition.withdrawn
    if (isOut && note === null) return { problems: { note: decision === 'withdraw' ? 'Enter why it is taken down. Readers will see it' : 'Enter what was corrected. Readers will see it' } }
    const [address, by] = [paths.publicReport.to({ slug }), { by: 'person', id: person.id, name: person.name } as const]
    if (decision === 'withdraw') {
      if (!isOut || note === null) return { problems: { decision: 'This report is not public' } }
      await withdraw(db, organisation.id, address, by, note, now)
      await moveHead(db, organisation.id)
      await askForCheckpoint(db, organisation.id)
      return { goTo: paths.report.to({ report: report.id }), said: 'The report was taken down.', entry: { did: 'reports.withdrawn', on: { room, id: report.id }, detail: { note } } }
    }
    if (findings.length > 0 && stays === null) return { problems: { stays: 'Enter why everybody may read these words, or have them taken out' } }
    const answers = findings.map(({ kind, words }) => ({ kind, words, because: stays ?? '', by: person.name }))
    const made = await publish(db, organisation.id, {
      room, thingId: report.id, address, title: last.content.title, content: JSON.parse(last.bytes) as Json, letOut: by, preparedBy: { id: last.issuedById, name: last.issuedBy }, answers, restsOn: last.content.restsOn ?? [], openHistory: true, note: note ?? '', place: 3000 - report.to.year,
    }, now)
    if (made === null) return { problems: { decision: 'Nothing has changed since it was published' } }
    const deed = await recordDeed(db, organisation.id, { kind: 'report published', room, thing: { kind: 'report', id: report.id }, on: today, title: last.content.title, href: address, public: true, covers: { from: report.from, to: report.to }, about: [report.kind], occasion: String(made.version) }, now)
    await moveHead(db, organisation.id)
    await askForCheckpoint(db, organisation.id)
    return { goTo: paths.report.to({ report: report.id }), said: `The report is public since ${dayInWords(today)}, under your name.`, entry: [{ did: 'reports.published', on: { room, id: report.id, version: made.version }, after: { address, version: made.version, sha256: made.sha256, issue: last.number } }, ...deed] }
  },
})
