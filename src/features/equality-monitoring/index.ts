/** Equality monitoring's front door: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadBoardFigures } from './access.ts'
import { askForExampleMonitoring, makeExampleMonitoring, publishExampleRelease } from './jobs/make-example.ts'
import { deleteRows } from './jobs/delete-rows.ts'
import { deleteRowsNow } from './jobs/delete-rows-now.ts'
import { mergeExtract } from './jobs/merge-extract.ts'
import { makeRelease } from './jobs/make-release.ts'
import { readExtract } from './jobs/read-extract.ts'
import { ask } from './pages/ask.ts'
import { basis } from './pages/basis.ts'
import { columnsPage } from './pages/columns.ts'
import { datasetPage, deleteRowsPage, throwAwayExtract } from './pages/dataset.ts'
import { datasets } from './pages/datasets.ts'
import { actionForTarget, editTarget, endTarget, newTarget } from './pages/keep-targets.ts'
import { monitoring } from './pages/monitoring.ts'
import { namesPage } from './pages/names.ts'
import { correctAnswerPage, erasePersonPage, findPersonPage, giveNoticePage, heldFiles, heldOn, takeNoticeBackPage } from './pages/person.ts'
import { measures, sections, sources as figureSources } from './pages/offered.ts'
import { process, processes } from './pages/processes.ts'
import { profile, profileQuestion } from './pages/profile.ts'
import { profileFiles } from './pages/profile-files.ts'
import { onFrontPage, openWorkforce, publicBasis, publicFiles, publicQuestion, publicWorkforce, publicYear } from './pages/public-workforce.ts'
import { qualityFile, qualityPage } from './pages/quality.ts'
import { newRelease } from './pages/releases-new.ts'
import { letOutRelease, previewRelease, release, releases, withdrawReleasePage } from './pages/releases.ts'
import { report, reportFile } from './pages/report.ts'
import { monitoringSettings } from './pages/settings.ts'
import { editSource, endSource, newSource, source, sources } from './pages/sources.ts'
import { editOtherBody, newOtherBody, otherBodies, takeAwayOtherBody } from './pages/other-bodies.ts'
import { target, targets } from './pages/targets.ts'
import { pasteExtract, uploadExtract } from './pages/upload.ts'
import { sureWordsPage, wordsPage } from './pages/words.ts'
import { waitingFigures } from './pages/waiting.ts'
import { paths } from './paths.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.publicFile.csv.pattern, title: 'The workforce figures of a year as CSV' },
  { address: paths.publicFile.json.pattern, title: 'The workforce figures of a year as JSON' },
  { address: paths.publicFile.ods.pattern, title: 'The workforce figures of a year as a spreadsheet' },
  { address: paths.publicFile.docx.pattern, title: 'The workforce report of a year as Word' },
] as const

export const equalityMonitoring: Room = {
  name: 'Equality monitoring',
  // One line for each group of pages, so that two people can add theirs.
  pages: [
    monitoring, monitoringSettings,
    ...sources, newSource, source, editSource, endSource,
    ...datasets, uploadExtract, pasteExtract, datasetPage, columnsPage, sureWordsPage, wordsPage, namesPage, qualityPage, qualityFile, throwAwayExtract, deleteRowsPage,
    findPersonPage, giveNoticePage, heldOn, ...heldFiles, correctAnswerPage, erasePersonPage, takeNoticeBackPage,
    profile, profileQuestion, ...profileFiles, processes, process, report, reportFile, basis,
    ...releases, newRelease, release, previewRelease, letOutRelease, withdrawReleasePage,
    ...targets, newTarget, target, editTarget, endTarget, actionForTarget, ask,
    ...otherBodies, newOtherBody, editOtherBody, takeAwayOtherBody,
    publicWorkforce, publicYear, publicBasis, publicQuestion, ...publicFiles,
  ],
  work: [readExtract, mergeExtract, deleteRows, deleteRowsNow, makeExampleMonitoring, makeRelease, publishExampleRelease],
  navigation: [{ text: 'Monitoring', href: paths.monitoring.to(), mayUse: mayReadBoardFigures }],
  offers: { waiting: [waitingFigures], measures, sections, sources: figureSources, frontPage: [onFrontPage], publicFiles: openFiles, openData: [openWorkforce] },
  publicNavigation: [{ text: 'Who works here', href: paths.publicWorkforce.to() }],
}

export { askForExampleMonitoring }
export { addExampleMonitoring } from './example.ts'
export { targetsFor, type TargetStanding } from './target-store.ts'
export { evidenceFor, evidenceTaken, newerThan, type Evidence, type EvidenceAsked, type Newer } from './pages/evidence.ts'
