import { parentPort, workerData } from 'node:worker_threads'
import { openExtract } from '../commands/extract-rows.ts'
import { gather } from '../gather.ts'
import { keepEmployee, type KeptEmployee } from '../kept-employee.ts'
import type { Survey, Understanding } from '../payroll.ts'
import type { QualityFinding } from '../quality.ts'
import { resultsOf, sourceOf, type Results } from '../results.ts'
import { survey } from '../survey.ts'

/** The thread that reads one extract and ends: a payroll of 100,000 rows holds nobody's page up, and nothing of it stays in memory. */
export interface PayTask { readonly bytes: Uint8Array; readonly fileName: string; readonly snapshot: string; readonly understanding: Understanding | null }

export type Told =
  | { readonly told: 'progress'; readonly percent: number }
  | { readonly told: 'unreadable'; readonly because: string }
  | { readonly told: 'survey'; readonly survey: Survey }
  | { readonly told: 'employees'; readonly employees: readonly KeptEmployee[] }
  | { readonly told: 'done'; readonly quality: readonly QualityFinding[]; readonly results: Results }

/** People handed over at once: each batch is one statement and one short transaction. */
const atOnce = 4_000

const port = parentPort
if (port) {
  const task: PayTask = workerData
  const pieces = piecesOf(task, (percent) => port.postMessage({ told: 'progress', percent } satisfies Told))
  port.on('message', () => {
    void pieces.next().then(({ value, done }) => {
      if (done || value === undefined) port.close()
      else port.postMessage(value)
    })
  })
  port.postMessage({ told: 'progress', percent: 1 } satisfies Told)
}

async function* piecesOf({ bytes, fileName, snapshot, understanding }: PayTask, say: (percent: number) => void): AsyncGenerator<Told> {
  const extract = openExtract(bytes, fileName, (done) => say(Math.round(30 * done)))
  if ('unreadable' in extract) {
    yield { told: 'unreadable', because: extract.unreadable }
    return
  }
  say(30)
  if (understanding === null) {
    yield { told: 'survey', survey: survey(extract.headings, extract.rows, extract.notes) }
    return
  }
  const day = Temporal.PlainDate.from(snapshot)
  const employees = gather(extract.headings, extract.rows, understanding, day, (count) => say(30 + Math.round(10 * count / extract.rows.length)))
  say(45)
  const { results, quality } = await resultsOf(employees, sourceOf(fileName, day))
  say(60)
  for (let from = 0; from < employees.length; from += atOnce) {
    yield { told: 'employees', employees: employees.slice(from, from + atOnce).map(keepEmployee) }
    say(60 + Math.round(39 * Math.min(1, (from + atOnce) / employees.length)))
  }
  yield { told: 'done', quality, results }
}
