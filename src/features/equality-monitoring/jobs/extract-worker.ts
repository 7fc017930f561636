import { parentPort, workerData } from 'node:worker_threads'
import { Refusal, saveThePart, sentenceFor } from '#documents/refusal.ts'
import type { OwnDeclaration } from '../own-declarations.ts'
import { workThrough, type ExtractPiece, type ExtractTask } from './extract-reading.ts'

/** The thread that reads one extract and ends. It gives a piece for each time that it is asked; how far it is, it tells as it goes. */
const port = parentPort

if (port) {
  const task: ExtractTask = workerData
  let told = -1
  const pieces = workThrough(task, (percent) => {
    if (Math.floor(percent) === told) return
    told = Math.floor(percent)
    const progress: ExtractPiece = { piece: 'progress', percent: told }
    port.postMessage(progress)
  })
  const next = (declared: readonly OwnDeclaration[] | undefined): ExtractPiece => {
    try {
      const { value, done } = pieces.next(declared)
      return done ? { piece: 'end' } : value
    } catch (error) {
      if (error instanceof Refusal) return { piece: 'refused', sentence: sentenceFor(task.fileName, new Refusal(error.problem, aboutExtracts(error.remedy))) }
      throw error
    }
  }
  port.on('message', (asked: 'next' | readonly OwnDeclaration[]) => {
    const piece = next(asked === 'next' ? undefined : asked)
    port.postMessage(piece)
    if (piece.piece === 'end' || piece.piece === 'refused') port.close()
  })
}

/** The readers of documents are asked for plans more often than for extracts. */
function aboutExtracts(remedy: string): string {
  return remedy.replace(saveThePart, 'save it as CSV, with only the columns that are needed, and choose that file')
}
