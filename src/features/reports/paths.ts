import { path } from '#web/path.ts'

/** Every address of the room. Those under `/annual-reports` are public; the others are for people who work here. */
export const paths = {
  reports: path('/reports'),
  newReport: path('/reports/new'),
  report: path('/reports/:report'),
  arrange: path('/reports/:report/parts'),
  addWords: path('/reports/:report/words'),
  words: path('/reports/:report/words/:part'),
  draftWord: path('/reports/:report/draft.docx'),
  draftPdf: path('/reports/:report/draft.pdf'),
  issue: path('/reports/:report/issue'),
  issued: path('/reports/:report/issues/:number'),
  issuedWord: path('/reports/:report/issues/:number/report.docx'),
  issuedPdf: path('/reports/:report/issues/:number/report.pdf'),
  publish: path('/reports/:report/publish'),
  publicReports: path('/annual-reports'),
  publicReport: path('/annual-reports/:slug'),
  publicWord: path('/annual-reports/:slug/report.docx'),
  publicPdf: path('/annual-reports/:slug/report.pdf'),
  publicJson: path('/annual-reports/:slug/report.json'),
} as const
