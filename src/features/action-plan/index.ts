/** The action plan's front door: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadPlan } from './access.ts'
import { readGivenDocument } from './jobs/read-document.ts'
import { remindLeads } from './jobs/remind-leads.ts'
import { action } from './pages/action.ts'
import { answer, answered } from './pages/answer.ts'
import { askLead, askLeads } from './pages/ask.ts'
import { addEvidencePage, closeAction, dateDone, editAction, evidenceFile, handOverPage, moveDatePage, openAgainPage, understandDate } from './pages/change-action.ts'
import { acceptImport, throwAwayImport, undoImport } from './pages/import-accept.ts'
import { importOverview, mendRowPage, reviewTable, unplaced } from './pages/import-review.ts'
import { imports, pastePlan, uploadPlan } from './pages/import-upload.ts'
import { linkActions } from './pages/link-actions.ts'
import { mend } from './pages/mend.ts'
import { myWork } from './pages/my-work.ts'
import { editObjective, measureObjective, newAction, newObjective, objective } from './pages/objectives.ts'
import { measures, sections, thingKinds } from './pages/offered.ts'
import { plan } from './pages/plan.ts'
import { editPlan, newPlan, plans } from './pages/plans.ts'
import { onFrontPage, openPlans, publicAction, publicColumns, publicCsv, publicFeed, publicJson, publicObjective, publicPlan, publicPlans } from './pages/public-plan.ts'
import { planPublishing, publishPlan } from './pages/publish-plan.ts'
import { recordProgress } from './pages/record-progress.ts'
import { paths } from './paths.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.publicCsv.pattern, title: 'The actions of a plan as CSV' },
  { address: paths.publicJson.pattern, title: 'The actions of a plan as JSON' },
  { address: paths.publicFeed.pattern, title: 'What happened to the plans, as an Atom feed' },
] as const

export const actionPlan: Room = {
  name: 'Action plan',
  pages: [
    myWork, plans, newPlan, ...plan, editPlan, mend, publishPlan, askLeads, newObjective, objective, editObjective, measureObjective, newAction, action, editAction, recordProgress, moveDatePage, understandDate, dateDone, handOverPage, closeAction, openAgainPage,
    addEvidencePage, evidenceFile, linkActions, askLead, answer, answered, ...imports, uploadPlan, pastePlan, importOverview, reviewTable, mendRowPage, unplaced, acceptImport, undoImport, throwAwayImport,
    publicPlans, publicPlan, publicObjective, publicAction, publicCsv, publicJson, publicColumns, publicFeed,
  ],
  offers: { measures, sections, things: thingKinds, frontPage: [onFrontPage], publicFiles: openFiles, openData: [openPlans], publishing: [planPublishing] },
  work: [readGivenDocument, remindLeads],
  navigation: [
    { text: 'My work', href: paths.myWork.to(), mayUse: mayReadPlan },
    { text: 'Plans', href: paths.plans.to(), mayUse: mayReadPlan },
  ],
  publicNavigation: [{ text: 'Equality plans', href: paths.publicPlans.to() }],
}

export { publicStanding } from './pages/publishing.ts'
export { createAction } from './pages/creating-action.ts'
export type { Wanted } from './creating.ts'
export { findAction, listActionsOfStrategy, listAnswers, recordHappenings, type Happening as ActionAnswer } from './action-store.ts'
export { isClosed as isActionClosed, ratingOf as actionRating, type Action } from './action.ts'
export { listLastAsked } from './asking-store.ts'
export { mailLead } from './pages/mail-lead.ts'
export { ratingTagOf } from './pages/parts.ts'
export { objectiveTitle, type Strategy } from './plan.ts'
export { addLink, listActionsLinkedWith } from './link-store.ts'
export { findStrategy, listObjectives, listStrategies } from './plan-store.ts'
export { addExamplePlan } from './example.ts'
export { addExampleActions, type ExampleAction } from './jobs/example-actions.ts'
export { paths as actionPlanPaths } from './paths.ts'
