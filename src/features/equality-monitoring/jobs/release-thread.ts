import { Worker } from 'node:worker_threads'
import type { ReleaseMade, ReleaseTask, ReleaseTold, Tried, TryTask } from './release-task.ts'

/** Beyond what one try may take: for reading what is held, for two questions together, and for sealing, in milliseconds. */
const besides = 600_000

/**
 * Makes a release in a thread of its own, so that pages are answered meanwhile. Throws for a fault of ours, for a thread that ends without an answer and for one
 * that is silent for too long; nothing can be published then, because only an answer has figures.
 *
 * @param silence how long the thread may be silent before it is stopped, in milliseconds
 */
export async function makeInReleaseThread(task: ReleaseTask, silence = task.limits.making + besides): Promise<ReleaseMade> {
  const { datasets, held, turnover, earlier } = task
  const told = await askThread(task, [...datasets.map(({ tabulations }) => tabulations), ...held.map((each) => each.earlier), ...turnover.map(({ tabulations }) => tabulations), ...earlier.map(({ artefact }) => artefact)], silence)
  if (told === null) throw new Error('The thread that makes releases took too long.')
  if (told.told === 'made' || told.told === 'refused') return told
  throw new Error('The thread that makes releases answered something else.')
}

/** What could be shown of a table, worked out beside the pages. */
export async function tryInReleaseThread(task: TryTask): Promise<Tried> {
  // Reading what is held takes a moment of its own.
  const told = await askThread(task, task.held.map(({ earlier }) => earlier), 3 * task.limit)
  return told?.told === 'tried' ? told.tried : { kind: 'too long' }
}

/** @param given what was read from the database: it goes to the thread whole, and is no longer here. Null where the thread was silent for too long. */
async function askThread(task: ReleaseTask | TryTask, given: readonly Uint8Array[], silence: number): Promise<ReleaseTold | null> {
  const worker = new Worker(new URL('./release-worker.ts', import.meta.url), { workerData: task, transferList: given.map(({ buffer }) => buffer as ArrayBuffer), execArgv: ['--no-warnings'], env: {}, stdout: true, stderr: true })
  worker.stdout.resume()
  worker.stderr.resume()
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      const heard = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => { resolve(null) }, silence)
      }
      heard()
      worker.on('message', (told: ReleaseTold) => { if (told.told === 'trying') heard(); else resolve(told) })
      worker.on('error', reject)
      worker.on('exit', (code) => { reject(new Error(`The thread that makes releases ended with ${code} and no answer.`)) })
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
