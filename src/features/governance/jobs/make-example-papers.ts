import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { writeWordReport } from '#documents/write.ts'
import { dayInWords } from '#duty/dates.ts'
import type { Work } from '#web/work.ts'
import { listBodies } from '../body-store.ts'
import { kindWords } from '../decision.ts'
import { listDecisions } from '../decision-store.ts'
import type { Paper } from '../meeting.ts'
import { insertPaper, listMeetings, listPapers } from '../meeting-store.ts'

const title = 'What was decided before, and what became of it'

/** What the example’s board was given before each of its meetings: a Word document of what was decided before. Nobody who has just started the program should wait for it. */
export const makeExamplePapers: Work<null> = {
  name: 'governance.make-example-papers',
  async run(_asked, { organisation, looking, changing, append, files }) {
    const given = await looking(async (db) => {
      const board = (await listBodies(db, organisation)).find((each) => each.type === 'board')
      if (!board) return null
      const meetings = await listMeetings(db, organisation, { bodies: [board.id], states: ['held'], down: false })
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

/** Asks for it, a moment after the first page. */
export async function askForExamplePapers(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body === 'barsetshire') await enqueue(db, organisation, makeExamplePapers, null, { notBefore: now.add({ seconds: 8 }) })
}
