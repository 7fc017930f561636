import type { Reading } from '#database/database.ts'
import type { Waiting, WaitingThing } from '#web/offers.ts'
import type { Person } from '#web/person.ts'
import { departmentsOf, mayAgree, mayReadAssessments, mayScrutinise, maySign, readableScreenings } from '../access.ts'
import { hasWritten, type Assessment, type Stage } from '../assessment.ts'
import { listAssessments, listForReview, listScrutinisedBy } from '../assessment-store.ts'
import { answerBy } from '../challenge.ts'
import { listChallengesToAnswer } from '../challenge-store.ts'
import { listPapersFor } from '../decision-store.ts'
import { paths } from '../paths.ts'
import { listScreenings, type ListedScreening } from '../screening-store.ts'
import { listRegister } from '../undertaking-store.ts'

export interface WaitsForPerson {
  readonly toRead: Awaited<ReturnType<typeof listPapersFor>>
  readonly toScrutinise: readonly Assessment[]
  readonly toSign: readonly Assessment[]
  readonly writing: readonly Assessment[]
  readonly toAgree: readonly ListedScreening[]
  readonly unagreed: Awaited<ReturnType<typeof listRegister>>
  /** Every screening of theirs, and those that wait for them. */
  readonly mine: readonly ListedScreening[]
  readonly begun: readonly ListedScreening[]
}

/** What stands before one person in this room: the room’s own front page and everybody’s first page both read it here. */
export async function waitsFor(db: Reading, organisation: string, person: Person): Promise<WaitsForPerson> {
  const readable = readableScreenings(person)
  const waiting = async (stage: Stage, departments: readonly string[] | 'all') => departments.length === 0 ? [] : listAssessments(db, organisation, { stage, departments, limit: 50, offset: 0 })
  const agrees = departmentsOf(person, mayAgree).length > 0
  const [mine, toAgree, unagreed, writing, scrutinised, agreed, toRead] = await Promise.all([
    listScreenings(db, organisation, { by: person.id, limit: 20, offset: 0 }),
    agrees ? listScreenings(db, organisation, { state: 'to agree', readable, limit: 50, offset: 0 }) : [],
    agrees ? listRegister(db, organisation, { level: 'to agree', limit: 50, offset: 0 }) : [],
    listAssessments(db, organisation, { stage: 'drafting', author: person.id, limit: 50, offset: 0 }), waiting('in scrutiny', departmentsOf(person, mayAgree)), waiting('agreed', departmentsOf(person, maySign)),
    listPapersFor(db, organisation, person.id),
  ])
  const signs = agreed.filter((each) => maySign(person, each.department) && !hasWritten(each, person.id) && each.agreed?.by.id !== person.id)
  // Nobody signs what they scrutinised: it waits for somebody else.
  const scrutinisedByThem = await listScrutinisedBy(db, organisation, person.id, signs)
  return {
    toRead, writing, toScrutinise: scrutinised.filter((each) => mayScrutinise(person, each)), toSign: signs.filter((each) => !scrutinisedByThem.has(each.id)),
    toAgree: toAgree.filter((each) => each.by.id !== person.id && mayAgree(person, each.department)), unagreed: unagreed.filter((each) => mayAgree(person, each.department)),
    mine, begun: mine.filter((each) => each.state === 'answering' || each.state === 'sent back'),
  }
}

/** How long before its day a review is spoken of. */
const reviewDays = 30

export const waitingAssessments: Waiting = {
  name: 'impact-assessments.assessments',
  async list(db, organisation, { person, today }) {
    if (!mayReadAssessments(person)) return []
    const [found, reviews, challenges] = await Promise.all([waitsFor(db, organisation, person), listForReview(db, organisation, person.id, today.add({ days: reviewDays })), listChallengesToAnswer(db, organisation, person.id)])
    const decided = (each: Assessment) => each.decision === null ? each.decisionDue : null
    const things: WaitingThing[] = [
      ...found.toRead.map(({ assessment, number }) => ({ title: assessment.title, todo: 'Read the assessment before you decide', href: paths.papers.to({ assessment: assessment.id, number: String(number) }), by: decided(assessment) })),
      ...found.toSign.map((each) => ({ title: each.title, todo: 'Sign the assessment, or send it back', href: paths.assessment.to({ assessment: each.id }), by: decided(each) })),
      ...found.toScrutinise.map((each) => ({ title: each.title, todo: 'Scrutinise the assessment for your group', href: paths.scrutiny.to({ assessment: each.id }), by: decided(each) })),
      ...found.writing.map((each) => ({ title: each.title, todo: each.round > 0 ? 'Your assessment came back: change it and send it again' : 'Go on writing your assessment', href: paths.assessment.to({ assessment: each.id }), by: decided(each) })),
      ...found.begun.map((each) => ({ title: each.title, todo: each.state === 'sent back' ? 'Your answers came back: look at them again' : 'Go on finding out whether an assessment is needed', href: paths.screening.to({ screening: each.id }), by: each.decisionDue })),
      ...challenges.map(({ challenge, title }) => ({ title, todo: 'Answer a challenge to your assessment', href: paths.answerChallenge.to({ challenge: challenge.id }), by: answerBy(challenge) })),
      ...reviews.map((each) => ({ title: each.title, todo: 'Review what really happened', href: paths.assessment.to({ assessment: each.id }), by: each.reviewOn })),
      ...found.toAgree.map((each) => ({ title: each.title, todo: 'Agree that no assessment is needed, or say why one is', href: paths.agree.to({ screening: each.id }), by: each.decisionDue })),
      ...found.unagreed.map((each) => ({ title: each.name, todo: 'Agree that it is not relevant to equality, or say why it is', href: paths.undertaking.to({ undertaking: each.id }), by: null })),
    ]
    return things
  },
}
