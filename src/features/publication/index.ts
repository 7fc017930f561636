/** The publication door: what other rooms use to make something public, and to show what is. */
import type { Room } from '#web/page.ts'
import { maySeeDesk } from './access.ts'
import { approvalPage } from './pages/approval.ts'
import { letOutAtEmbargo } from './jobs/let-out.ts'
import { apiPage, catalogue, dataFile, dataPage, openApi, openReports } from './pages/data.ts'
import { deskPages } from './pages/desk.ts'
import { approveDraft, checkDraft, draftPage, dropDraft, letOutNow } from './pages/draft.ts'
import { editDraft, newReport } from './pages/drafting.ts'
import { feed, robots, sitemap } from './pages/for-machines.ts'
import { frozen, history } from './pages/history.ts'
import { changes, home } from './pages/home.ts'
import { correctOne, onePage, withdrawOne } from './pages/one.ts'
import { publicReport, publicReports, publicReportWord } from './pages/reports.ts'
import { search } from './pages/search.ts'
import { accessibility, privacy, statementsPage } from './pages/statements.ts'
import { waitingDrafts } from './pages/waiting.ts'
import { paths } from './paths.ts'
import { publicationProof, publicationSource } from './proof-store.ts'

export type { AnsweredFinding, Draft, Finding } from './draft.ts'
export { lookOver } from './draft.ts'
export type { Edition, Hand, LetOut, Rests } from './edition.ts'
export { letOutWords, restsOnEdition } from './edition.ts'
export { asJson, findHead, findNewest, isSame, isWhatWasHandedIn, listAddresses, listNewest, listRecent, listVersions, moveHead, publish, saysTheSame, withdraw, type PublicAddress, type ToPublish } from './edition-store.ts'
export { findOpenDraft, propose, type HandedIn, type Proposal } from './draft-store.ts'
export { onItsWay, takeDownLink } from './pages/on-its-way.ts'
export { addExamplePublications } from './example.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.reportWord.pattern, title: 'A report as Word' },
] as const

export const publication: Room = {
  name: 'Publication',
  pages: [home, changes, feed, sitemap, robots, search, history, frozen, publicReports, publicReport, publicReportWord, dataPage, dataFile, catalogue, apiPage, openApi, ...deskPages, newReport, draftPage, editDraft, checkDraft, approveDraft, letOutNow, dropDraft, approvalPage, statementsPage, accessibility, privacy, onePage, correctOne, withdrawOne],
  work: [letOutAtEmbargo],
  offers: { waiting: [waitingDrafts], publicFiles: openFiles, openData: [openReports], proofs: [publicationProof], sources: [publicationSource] },
  navigation: [{ text: 'Publication', href: paths.desk.to(), mayUse: maySeeDesk }],
  publicNavigation: [{ text: 'Reports', href: paths.reports.to(), onlyUnderIt: true }],
}
