import { parentPort } from 'node:worker_threads'
import { findPattern } from './find-pattern.ts'
import type { PatternWanted } from './find-pattern.ts'
import { highsSolver } from './solver.ts'

// The thread in which the solver runs, so that a long or faulty solve harms nothing else. One question, one answer, then it ends.
parentPort?.once('message', (wanted: PatternWanted) => {
  void highsSolver().then((solver) => parentPort?.postMessage(findPattern(wanted, solver)))
})
