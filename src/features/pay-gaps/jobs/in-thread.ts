import { Worker } from 'node:worker_threads'
import type { PayTask, Told } from './pay-thread.ts'

const memory = { maxOldGenerationSizeMb: 1_400, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

/**
 * Runs the task in a thread of its own and hands over what it tells, one piece after the other: the next is made when the last was
 * dealt with. The thread sees no environment and prints nothing. Throws when it ends without an answer.
 */
export async function inPayThread(task: PayTask, on: (told: Told) => Promise<void>): Promise<void> {
  const bytes = new Uint8Array(task.bytes)
  const worker = new Worker(new URL('./pay-thread.ts', import.meta.url), { workerData: { ...task, bytes }, transferList: [bytes.buffer], execArgv: ['--no-warnings'], env: {}, stdout: true, stderr: true, resourceLimits: memory })
  worker.stdout.resume()
  worker.stderr.resume()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let working = Promise.resolve()
  let ended = false
  worker.on('message', (told: Told) => {
    working = working.then(() => on(told)).then(() => {
      if (told.told === 'unreadable' || told.told === 'survey' || told.told === 'done') { ended = true; resolve() }
      // Progress is told between two pieces; only a piece asks for the next.
      else if (told.told === 'employees' || (told.told === 'progress' && told.percent === 1)) worker.postMessage('next')
    })
    working.catch(reject)
  })
  worker.on('error', reject)
  worker.on('exit', (code) => {
    const tell = (): void => reject(new Error(`The payroll thread ended with ${code} and no answer`))
    // Both ways: what the last piece did may have failed too, when the program stops in the middle of it.
    if (!ended) void working.then(tell, tell)
  })
  try {
    await promise
  } finally {
    ended = true
    await worker.terminate()
  }
}
