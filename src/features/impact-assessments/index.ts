/** The front door of impact assessments: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadAssessments } from './access.ts'
import { findDecisionProof } from './decision-store.ts'
import { makeExampleAfter } from './jobs/make-example.ts'
import { readImported } from './jobs/read-imported.ts'
import { assessmentsList, begin } from './pages/assessments.ts'
import { bringIn, broughtIn, broughtInOne, importOriginal, importToFinish, importToRegister, lookThrough, throwAwayImport } from './pages/bringing-in.ts'
import { attachDocument, attachment, takeAway } from './pages/attachments.ts'
import { auditSection, audit, auditFinding, audits, finish, newAudit } from './pages/audits.ts'
import { answer, askGroup, challenge, challengeByGroup, challengeInside, challenges } from './pages/challenges.ts'
import { contractDuty, contracts, returnFile, returnsDigest, supplierReturn } from './pages/contracts.ts'
import { decide, endPage, implications, implicationsWord, keepVersion, plannedActions, publish, read, readJson, readWord, reopenPage, reviewPage, signOffPage, version } from './pages/deciding.ts'
import { figuresUsed, takeAgain, takeFiguresPage } from './pages/figures.ts'
import { assessments } from './pages/front.ts'
import { knownBy, knownByItem } from './pages/known-by.ts'
import { localGroup, localGroups, newGroup, retireOrBringBack } from './pages/local-groups.ts'
import { method, wording } from './pages/method.ts'
import { assessmentThing, impactThing, measures, restingOn, sections } from './pages/offered.ts'
import { item, programme, takeOut } from './pages/programme.ts'
import { agreeRelevance, editUndertaking, endUndertaking, newUndertaking, plan, register, relevance, undertaking } from './pages/register.ts'
import { decisionPack, onePaper, papers, serve, supplement } from './pages/papers.ts'
import { places } from './pages/places.ts'
import { publicAll, publicCsv, publicJson, publicOne, publicOneJson } from './pages/public-assessments.ts'
import { onFrontPage, openRegister } from './pages/on-the-front-page.ts'
import { agreeAssessment, interest, reply, scrutiny, send, sendBackPage, verdict } from './pages/scrutiny.ts'
import { together } from './pages/together.ts'
import { assessment, checksPage, details, evidence, evidenceItem, gap, impact, impactOn, mitigation, mitigationItem, rights, section } from './pages/writing.ts'
import { agree, choose, screening, screeningImpact, screeningKinds, screenings, screeningTriggers, sign, start, throwAway } from './pages/screening.ts'
import { waitingAssessments } from './pages/waiting.ts'
import { paths } from './paths.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.publicCsv.pattern, title: 'The register of impact assessments as CSV' },
  { address: paths.publicJson.pattern, title: 'The register of impact assessments as JSON' },
  { address: paths.publicOneJson.pattern, title: 'One impact assessment as JSON' },
] as const

export const impactAssessments: Room = {
  name: 'Impact assessments',
  pages: [
    assessments, start, ...screenings, screening, screeningKinds, screeningTriggers, screeningImpact, sign, agree, choose, throwAway,
    ...register, newUndertaking, undertaking, editUndertaking, endUndertaking, relevance, agreeRelevance, plan, ...programme, item, takeOut, method, wording, localGroups, newGroup, localGroup, retireOrBringBack,
    bringIn, ...broughtIn, broughtInOne, lookThrough, importToFinish, importToRegister, importOriginal, throwAwayImport,
    ...assessmentsList, ...together, places, begin, takeFiguresPage, takeAgain, ...figuresUsed, assessment, details, section, evidence, evidenceItem, gap, impact, impactOn, knownBy, knownByItem, contracts, contractDuty, supplierReturn, returnFile, rights, mitigation, mitigationItem, attachDocument, attachment, takeAway, checksPage, read, readWord, readJson, implications, implicationsWord,
    send, scrutiny, verdict, reply, interest, agreeAssessment, sendBackPage, signOffPage, keepVersion, version, serve, supplement, papers, onePaper, decisionPack, decide, plannedActions, publish, reviewPage, reopenPage, endPage, publicAll, publicCsv, publicJson, publicOne, publicOneJson,
    audits, newAudit, audit, finish, auditFinding, ...challenges, answer, askGroup, challengeInside, challengeByGroup, challenge,
  ],
  offers: { waiting: [waitingAssessments], measures, sections: [...sections, auditSection], things: [assessmentThing, impactThing], digests: [returnsDigest], frontPage: [onFrontPage], publicFiles: openFiles, openData: [openRegister], proofs: [{ kind: 'decision', asks: 'the number of an assessment, as EIA/2026/014, or its id', find: findDecisionProof, restingOn }] },
  work: [readImported, makeExampleAfter],
  publicNavigation: [{ text: 'Impact assessments', href: paths.publicAll.to() }],
  navigation: [{ text: 'Assessments', href: paths.front.to(), mayUse: mayReadAssessments }],
}

export { addExampleAssessments } from './example.ts'
export { askForExampleAfter } from './jobs/make-example.ts'
