import { path } from '#web/path.ts'

/** Every address of the room. Those under `/annual-reports` are public; the others are for people who work here. */
export const paths = {
  reports: path('/packs'),
  newReport: path('/packs/new'),
  report: path('/packs/:report'),
  arrange: path('/packs/:report/parts'),
  addWords: path('/packs/:report/words'),
  words: path('/packs/:report/words/:part'),
  draftWord: path('/packs/:report/draft.docx'),
  draftPdf: path('/packs/:report/draft.pdf'),
  issue: path('/packs/:report/issue'),
  issued: path('/packs/:report/issues/:number'),
  issuedWord: path('/packs/:report/issues/:number/report.docx'),
  issuedPdf: path('/packs/:report/issues/:number/report.pdf'),
  publish: path('/packs/:report/publish'),
  publicReports: path('/annual-reports'),
  publicReport: path('/annual-reports/:slug'),
  publicWord: path('/annual-reports/:slug/report.docx'),
  publicPdf: path('/annual-reports/:slug/report.pdf'),
  publicJson: path('/annual-reports/:slug/report.json'),
} as const
