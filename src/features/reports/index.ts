/** The room of reports: what a board is given and residents read, made from what every room offers. */
import type { Room } from '#web/page.ts'
import { mayReadReports } from './access.ts'
import { askForExampleReports, makeExampleReports } from './jobs/make-example.ts'
import { issued, issuedFiles, issueReport, publishReport } from './pages/issues.ts'
import { publicFiles, publicReport, publicReports } from './pages/public-reports.ts'
import { addPart, arrangeParts, drafts, newReport, report, reports as list, words } from './pages/reports.ts'
import { paths } from './paths.ts'
import { findReport, findReportProof, listIssues, listIssuesRestingOn, whyNoReportProof } from './report-store.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.publicWord.pattern, title: 'An annual report as Word' },
  { address: paths.publicPdf.pattern, title: 'An annual report as a tagged PDF' },
  { address: paths.publicJson.pattern, title: 'An annual report as JSON, as it was frozen' },
] as const

export const reports: Room = {
  name: 'Reports',
  pages: [...list, newReport, report, arrangeParts, addPart, words, ...drafts, issueReport, issued, ...issuedFiles, publishReport, publicReports, ...publicFiles, publicReport],
  offers: {
    publicFiles: openFiles,
    things: [{
      kind: 'reports.report',
      async find(db, organisation, id, reader) {
        const found = reader !== null && mayReadReports(reader) ? await findReport(db, organisation, id) : null
        if (found === null || (await listIssues(db, organisation, id)).length === 0) return null
        return { title: found.title, href: paths.report.to({ report: id }) }
      },
    }],
    proofs: [{
      kind: 'report', asks: 'the last part of its address, as 2025-to-2026, or its id; what its readers had on a day is 2025-to-2026@2026-09-01, and one issue of it @1', find: findReportProof, whyNone: whyNoReportProof,
      async restingOn(db, organisation, source) {
        return (await listIssuesRestingOn(db, organisation, source)).map(({ report: id, title, number, on }) => ({ title: `${title}, issue ${String(number)}`, href: paths.issued.to({ report: id, number: String(number) }), on }))
      },
    }],
  },
  work: [makeExampleReports],
  navigation: [{ text: 'Reports', href: paths.reports.to(), mayUse: mayReadReports }],
}

export { askForExampleReports }
