/** The room of governance: who answers to whom, who sits where, and what was decided. */
import type { Room } from '#web/page.ts'
import { mayReadStructure } from './access.ts'
import { askForExamplePapers, makeExamplePapers } from './jobs/make-example-papers.ts'
import { agenda, makePaper } from './pages/agenda.ts'
import { bodies, editBody, endBody, newBody } from './pages/bodies.ts'
import { body } from './pages/body.ts'
import { answerChallenge, challenge, challenges, newChallenge, publishChallenge, viewChallenge } from './pages/challenges.ts'
import { decision, decisions, followDecision, newDecision } from './pages/decisions.ts'
import { editFlow, newFlow, passed } from './pages/flows.ts'
import { attendance, meeting, minutes } from './pages/meeting.ts'
import { callOff, editMeeting, meetings, newMeeting, promise } from './pages/meetings.ts'
import { editMember, members, newMember } from './pages/members.ts'
import { mine } from './pages/mine.ts'
import { dropPaper, issue, paperFile, replacePaper, uploadPaper } from './pages/papers.ts'
import { openChallenge, openChallenges } from './pages/public-challenges.ts'
import { openBody, openStructure } from './pages/public-structure.ts'
import { governancePublishing, publish } from './pages/publish.ts'
import { askOutside, outsideAboutYou } from './pages/outside-members.ts'
import { structure } from './pages/structure.ts'
import { sentPaper, sentPapers } from './pages/sent-papers.ts'
import { newTerms, terms } from './pages/terms.ts'
import { aboutYou, askMembers, closeAskingPage, together } from './pages/together.ts'
import { countMembers } from './jobs/count-members.ts'
import { waitingInMeetings } from './pages/waiting.ts'
import { paths } from './paths.ts'
import { sections, things } from './pages/offers.ts'

export const governance: Room = {
  name: 'Governance',
  pages: [
    structure, ...bodies, newBody, body, editBody, endBody, newTerms, terms, ...members, newMember, editMember, together, askMembers, closeAskingPage, aboutYou, askOutside, outsideAboutYou, newFlow, editFlow, passed,
    ...meetings, newMeeting, promise, meeting, editMeeting, callOff, agenda, uploadPaper, makePaper, paperFile, dropPaper, replacePaper, issue, sentPapers, sentPaper, attendance, minutes, newDecision, ...decisions, decision, followDecision, mine,
    ...challenges, newChallenge, challenge, answerChallenge, viewChallenge, publishChallenge,
    publish, openStructure, openBody, openChallenges, openChallenge,
  ],
  work: [makeExamplePapers, countMembers],
  offers: { waiting: [waitingInMeetings], sections, things, publishing: [governancePublishing] },
  navigation: [{ text: 'Governance', href: paths.structure.to(), mayUse: mayReadStructure }],
  publicNavigation: [{ text: 'Who answers to whom', href: paths.publicStructure.to() }],
}

export { askForExamplePapers }
export { addExampleGovernance } from './example.ts'
export { listBodies } from './body-store.ts'
export { paths as governancePaths } from './paths.ts'
