import { Worker } from 'node:worker_threads'
import type { Block, ReadingLimits, Row, SourceDocument, Unreadable } from './document.ts'
import { Refusal, saveThePart, sentenceFor } from './refusal.ts'
import type { Piece, ReadingTask } from './worker.ts'

/** Memory for what the reading thread makes; with its own code and the answer at this end, a file at every limit takes about 200 MB while it is read. */
const megabytesOfHeap = 120

/** Reads a file in a thread of its own, which is stopped at the deadline and cannot take more than its share of memory. The thread sees no environment variables. */
export function readInThread(bytes: Uint8Array, fileName: string, limits: ReadingLimits): Promise<SourceDocument | Unreadable> {
  const own = new Uint8Array(bytes)
  const given: ReadingTask = { bytes: own, fileName, limits }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: given, transferList: [own.buffer], execArgv: ['--no-warnings'], env: {}, stdout: true, stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytesOfHeap, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  })
  // What a library prints while it reads is for nobody.
  worker.stdout.resume()
  worker.stderr.resume()
  return new Promise((resolve, reject) => {
    const gathered = gather()
    const deadline = setTimeout(() => finish({ unreadable: sentenceFor(fileName, tooSlow(limits)) }), limits.milliseconds)
    let finished = false
    function finish(answer: SourceDocument | Unreadable): void {
      if (finished) return
      finished = true
      clearTimeout(deadline)
      worker.terminate().then(() => resolve(answer), reject)
    }
    worker.on('message', (message: Piece | 'ready') => {
      const answer = message === 'ready' ? undefined : gathered.add(message)
      if (answer) finish(answer)
      // Other work gets its turn between two pieces.
      else setImmediate(() => { if (!finished) worker.postMessage('next') })
    })
    worker.on('error', error => {
      const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (memory) finish({ unreadable: sentenceFor(fileName, tooLarge) })
      else finish({ unreadable: sentenceFor(fileName, stopped), because: error instanceof Error ? error.stack ?? error.message : String(error) })
    })
    worker.on('exit', code => finish({ unreadable: sentenceFor(fileName, stopped), because: `the reading thread ended with ${code}` }))
  })
}

const tooLarge = new Refusal('needs more memory to read than is given to one file', saveThePart)
const stopped = new Refusal('could not be read because something in it was not understood', 'open it in the program that made it, save it under a new name and choose that file')

function tooSlow(limits: ReadingLimits): Refusal {
  return new Refusal(`took longer than ${Math.round(limits.milliseconds / 100) / 10} seconds to read, which is the most that is given to one file`, saveThePart)
}

function gather(): { add(piece: Piece): SourceDocument | Unreadable | undefined } {
  const blocks: Block[] = []
  let rows: Row[] = []
  return {
    add(piece) {
      switch (piece.piece) {
        case 'refused': return piece.answer
        case 'end': return { ...piece.document, blocks }
        case 'rows': rows.push(...piece.rows); return undefined
        case 'blocks': {
          blocks.push(...piece.blocks)
          const last = blocks.at(-1)
          if (last?.kind === 'table' && last.rows.length === 0) {
            rows = []
            blocks[blocks.length - 1] = { ...last, rows }
          }
          return undefined
        }
      }
    },
  }
}
