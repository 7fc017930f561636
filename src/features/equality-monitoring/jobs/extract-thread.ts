import { Worker } from 'node:worker_threads'
import type { OwnDeclaration } from '../own-declarations.ts'
import type { ExtractPiece, ExtractTask } from './extract-reading.ts'

export interface ThreadLimits {
  /** How long the thread may be silent before it is stopped, in milliseconds. */
  readonly silence: number
  /** Heap of the thread, in megabytes. Rows stand outside of it, in lists of numbers. */
  readonly megabytes: number
}

/** A million people's staff numbers take about 200 MB while they are told apart. */
export const usualThread: ThreadLimits = { silence: 60_000, megabytes: 600 }

/**
 * Reads an extract in a thread of its own and gives its pieces one after the other; the thread goes on only when `given` has done with the last, and with what it answered.
 * Progress comes at any time. Gives the one sentence that says why not, or null when all was given. Throws for what `given` throws, and for a fault of ours.
 */
export async function readInExtractThread(task: ExtractTask, given: (piece: ExtractPiece) => Promise<readonly OwnDeclaration[] | void>, progress: (percent: number) => void, limits: ThreadLimits = usualThread): Promise<string | null> {
  const worker = new Worker(new URL('./extract-worker.ts', import.meta.url), {
    workerData: task, transferList: [task.bytes.buffer as ArrayBuffer], execArgv: ['--no-warnings'], env: {}, stdout: true, stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  try {
    return await new Promise<string | null>((resolve, reject) => {
      let silence = setTimeout(tooLong, limits.silence)
      function tooLong(): void { resolve(`It took longer than ${Math.round(limits.silence / 1000)} seconds to read the next part of ${task.fileName}: save it as CSV, with only the columns that are needed, and choose that file.`) }
      const heard = () => { clearTimeout(silence); silence = setTimeout(tooLong, limits.silence) }
      worker.on('message', (piece: ExtractPiece) => {
        heard()
        if (piece.piece === 'progress') { progress(piece.percent); return }
        if (piece.piece === 'refused') { clearTimeout(silence); resolve(piece.sentence); return }
        if (piece.piece === 'end') { clearTimeout(silence); resolve(null); return }
        // While the database keeps a piece the thread is silent because it is asked to be.
        clearTimeout(silence)
        given(piece).then((declared) => { heard(); worker.postMessage(declared ?? 'next') }, reject)
      })
      worker.on('error', (error: unknown) => {
        clearTimeout(silence)
        const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        if (isMemory) resolve(`${task.fileName} needs more memory to read than is given to one file: save it as CSV, with only the columns that are needed, and choose that file.`)
        else reject(error)
      })
      worker.on('exit', (code) => { clearTimeout(silence); reject(new Error(`The thread that reads extracts ended with ${code}.`)) })
      worker.postMessage('next')
    })
  } finally {
    worker.removeAllListeners('exit')
    await worker.terminate()
  }
}

/** The bytes in memory of their own, so that they can be given to the thread whole. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
}
