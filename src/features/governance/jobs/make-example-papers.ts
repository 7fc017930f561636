import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { writeWordReport } from '#documents/write.ts'
import { dayInWords } from '#duty/dates.ts'
import { keepAnonymousAnswers } from '#features/self-declaration/index.ts'
import type { Work } from '#web/work.ts'
import type { Asking } from '../asking.ts'
import { insertAsking } from '../asking-store.ts'
import { listBodies } from '../body-store.ts'
import { kindWords } from '../decision.ts'
import { listDecisions } from '../decision-store.ts'
import type { Paper } from '../meeting.ts'
import { insertPaper, listMeetings, listPapers } from '../meeting-store.ts'
import { countMembers } from './count-members.ts'

const title = 'What was decided before, and what became of it'

/** What the example’s board was given before each of its meetings: a Word document of what was decided before. Nobody who has just started the program should wait for it. */
export const makeExamplePapers: Work<null> = {
  name: 'governance.make-example-papers',
  async run(_asked, { organisation, looking, changing, append, files }) {
    const given = await looking(async (db) => {
      const board = (await listBodies(db, organisation)).find((each) => each.type === 'board')
      if (!board) return null
      const meetings = (await listMeetings(db, organisation, { bodies: [board.id], states: ['held'], down: false })).filter((each) => each.kind === 'meeting')
      return { board, meetings, decisions: await listDecisions(db, organisation, { body: board.id }) }
    })
    const papers: Paper[] = []
    for (const [at, meeting] of given?.meetings.entries() ?? []) {
      const before = given?.meetings[at - 1]
      const rows = (given?.decisions ?? []).filter((each) => before !== undefined && each.meeting === before.id).map((each) => [each.reference, each.words, kindWords[each.kind], each.owner?.name ?? '', each.due === null ? '' : dayInWords(each.due)])
      if (before === undefined || rows.length === 0) continue
      const bytes = await writeWordReport({ title, blocks: [{ kind: 'paragraph', text: `For the Equalities Board of ${dayInWords(meeting.on)}.` }, { kind: 'table', table: { title: `Decisions of ${dayInWords(before.on)}`, headings: [{ text: 'Reference' }, { text: 'Decision' }, { text: 'Kind' }, { text: 'Who acts' }, { text: 'By when' }], rows } }] })
      const issuedAt = meeting.issuedAt ?? meeting.on.toZonedDateTime('Europe/London').toInstant()
      papers.push({ id: newId(), meeting: meeting.id, title, made: 'generated', fileName: `decisions-${before.on.toString()}.docx`, sha256: await files.keep(bytes), bytes: bytes.length, sections: [], flow: null, issuedAt, replacedBy: null, note: '', addedAt: issuedAt, by: 'Priya Nair' })
    }
    await changing(async (db) => {
      // It may be begun twice: what is there is not made again.
      const first = papers[0]
      if (first === undefined || (await listPapers(db, organisation, first.meeting)).length > 0) return
      for (const paper of papers) await insertPaper(db, organisation, paper)
      await append(db, { did: 'governance.example-papers-made', on: { room: 'governance', id: organisation }, after: { papers: papers.map((each) => each.sha256) } })
    })
  },
}

/** What made-up members of all boards and groups said of themselves in the spring, as it was handed in: counted by the same work as any other. */
async function askExampleMembers(db: Database, organisation: string, now: Temporal.Instant): Promise<void> {
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const asking: Asking = { id: newId(), bodies: (await listBodies(db, organisation)).map((each) => each.id), openedOn: today.subtract({ months: 6 }), openedBy: 'Priya Nair', closedOn: today.subtract({ months: 5 }), state: 'counting' }
  await insertAsking(db, organisation, asking, now)
  const sets = { 'ethnic group': 'ethnic-group-census-2021', disability: 'disability-gss', carer: 'carer-census-2021', 'religion or belief': 'religion-hr', 'sexual orientation': 'sexual-orientation-govuk' } as const
  // Twenty-eight forms, question by question: a letter and a number for a category, a dash where it was left out.
  const said = { 'ethnic group': 'W1 '.repeat(14) + 'A1 A1 A1 A2 A2 A2 B1 B1 B2 B2 B2 W2 W1 -', disability: 'N2 '.repeat(15) + 'D2 D2 D2 D2 D1 D1 D1 N1 N2 N2 - - - N2', carer: 'C0 '.repeat(14) + 'C1 C1 C1 C1 C2 C2 C2 C5 C0 C0 C0 - - C0', 'religion or belief': 'R1 '.repeat(12) + 'R0 '.repeat(11) + 'R5 R5 R4 - -', 'sexual orientation': 'S1 '.repeat(20) + 'S2 S2 S3 - - - - -' } as const
  const forms = Object.entries(said).map(([question, all]) => [question as keyof typeof said, all.trim().split(' ')] as const)
  for (let form = 0; form < 28; form++) {
    await keepAnonymousAnswers(db, organisation, { room: 'governance', thing: asking.id, on: asking.openedOn }, Object.fromEntries(forms.map(([question, all]) => [question, { questionSet: sets[question], given: all[form] === '-' || all[form] === undefined ? null : { meaning: { category: all[form] }, ownWords: '' } }])))
  }
  await enqueue(db, organisation, countMembers, { asking: asking.id }, { notBefore: now.add({ seconds: 12 }) })
}

/** Asks for it, a moment after the first page. */
export async function askForExamplePapers(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body !== 'barsetshire') return
  await enqueue(db, organisation, makeExamplePapers, null, { notBefore: now.add({ seconds: 8 }) })
  await askExampleMembers(db, organisation, now)
}
