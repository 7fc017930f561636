import { parentPort, workerData } from 'node:worker_threads'
import { makeOfKept, tryKept, type ReleaseTask, type ReleaseTold, type TryTask } from './release-task.ts'

/** The thread that makes one release, or tries out one table, and ends. The solver has another of its own, which this one starts; what it finds is verified here. */
const port = parentPort

if (port) {
  const tell = (told: ReleaseTold): void => { port.postMessage(told) }
  const task: ReleaseTask | TryTask = workerData
  // A fault is thrown out of the thread: whoever started it then publishes nothing.
  tell('tabulation' in task ? { told: 'tried', tried: await tryKept(task) } : await makeOfKept(task, () => { tell({ told: 'trying' }) }))
}
