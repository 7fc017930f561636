/** The room of self-declaration: what employees say of themselves, and equality questions for other rooms, anonymously. */
import type { Room } from '#web/page.ts'
import type { Database } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import { mayDeclare } from './access.ts'
import { listDeclared, type Declared, type Wanted } from './declaration-store.ts'
import { askByEmail } from './jobs/ask-by-email.ts'
import { countDeclarations } from './jobs/count-declarations.ts'
import { campaign, campaignAsk, campaignPeople, campaignQuestions } from './pages/campaign.ts'
import { declare, declareQuestion, declareStop, declareThanks } from './pages/declare.ts'
import { mine, mineDownload, mineErase, mineResume, mineStaffNumber, mineStop } from './pages/mine.ts'
import { mineQuestion } from './pages/mine-question.ts'
import { paths } from './paths.ts'

export const selfDeclaration: Room = {
  name: 'Self-declaration',
  pages: [mine, mineStaffNumber, mineDownload, mineStop, mineResume, mineErase, mineQuestion, declare, declareThanks, declareStop, declareQuestion, campaign, campaignAsk, campaignPeople, campaignQuestions],
  work: [askByEmail, countDeclarations],
  navigation: [{ text: 'Your answers', href: paths.mine.to(), mayUse: mayDeclare }],
}

/**
 * What these people had declared on a day, for counting them: the one way in which answers leave this room. The read is in
 * the ledger before the answers are given: `append` is the caller's own (of its work, or of its page's transaction).
 * Own words never leave. Whoever gave notice is there with the day of it, and nothing about them may be taken in from anywhere.
 */
export async function declarationsFor(db: Database, organisation: string, wanted: Wanted, on: Temporal.PlainDate, purpose: string, append: (entry: Entry) => Promise<unknown>): Promise<readonly Declared[]> {
  await append({ did: 'self-declaration.answers-read', on: { room: 'self-declaration', id: organisation }, detail: { purpose, on: on.toString(), askedFor: (wanted.staffNumbers?.length ?? 0) + (wanted.emails?.length ?? 0) + (wanted.persons?.length ?? 0) } })
  return listDeclared(db, organisation, wanted, on)
}

export type { Declared, Wanted } from './declaration-store.ts'
export { monitoringForm, type MonitoringForm } from './pages/monitoring-form.ts'
export { dropOccasion, keepAnonymousAnswers, tabulateOccasion, type Occasion } from './anonymous-store.ts'
export type { AnonymousAnswers, OccasionTable } from './anonymous.ts'
export { askable, type Askable } from './asked.ts'
export { addExampleDeclarations } from './example.ts'
export { paths as selfDeclarationPaths } from './paths.ts'
