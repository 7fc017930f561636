import { path } from '#web/path.ts'

/** Every address of the room. Those under `/publication` are for people who work here; the others are public, and never change. */
export const paths = {
  home: path('/'),
  changes: path('/changes'),
  feed: path('/feed.xml'),
  sitemap: path('/sitemap.xml'),
  robots: path('/robots.txt'),
  search: path('/search'),
  history: path('/history'),
  frozen: path('/frozen/:sha256'),
  reports: path('/reports'),
  report: path('/reports/:report'),
  reportWord: path('/reports/:report/report.docx'),
  data: path('/data'),
  dataFile: path('/data/:dataset/:file'),
  api: path('/api'),
  openApi: path('/openapi.json'),
  catalogue: path('/data.json'),
  desk: path('/publication'),
  newReport: path('/publication/new'),
  approval: path('/publication/how-many-people'),
  statements: path('/publication/statements'),
  accessibility: path('/accessibility'),
  privacy: path('/privacy'),
  draft: path('/publication/drafts/:draft'),
  editDraft: path('/publication/drafts/:draft/edit'),
  checkDraft: path('/publication/drafts/:draft/check'),
  approveDraft: path('/publication/drafts/:draft/approve'),
  letOut: path('/publication/drafts/:draft/let-out'),
  dropDraft: path('/publication/drafts/:draft/drop'),
  one: path('/publication/one'),
  correct: path('/publication/one/correct'),
  withdraw: path('/publication/one/withdraw'),
} as const

/** The page about one thing that is public, for those who work here. */
export const aboutOne = (address: string): string => `${paths.one.to()}?of=${encodeURIComponent(address)}`
export const takeDown = (address: string): string => `${paths.withdraw.to()}?of=${encodeURIComponent(address)}`
export const historyOf = (address: string): string => `${paths.history.to()}?of=${encodeURIComponent(address)}`
