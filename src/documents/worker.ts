import { parentPort, workerData } from 'node:worker_threads'
import type { Block, ReadingLimits, Row, SourceDocument, Table, Unreadable } from './document.ts'
import { readDocumentHere } from './read.ts'

/**
 * The thread that reads one file and ends. What it read goes back in pieces, the next one only when it is asked for: a document of 400,000 cells handed over at once
 * would hold the main thread for a second.
 */
export interface ReadingTask { readonly bytes: Uint8Array; readonly fileName: string; readonly limits: ReadingLimits }

export type Piece =
  | { readonly piece: 'refused'; readonly answer: Unreadable }
  | { readonly piece: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly piece: 'rows'; readonly rows: readonly Row[] }
  | { readonly piece: 'end'; readonly document: SourceDocument }

const port = parentPort
if (port) {
  const answer = await readDocumentHere(task().bytes, task().fileName, task().limits)
  const pieces = piecesOf(answer)
  port.on('message', () => {
    const { value, done } = pieces.next()
    if (done) port.close()
    else port.postMessage(value)
  })
  port.postMessage('ready')
}

function task(): ReadingTask {
  const given: ReadingTask = workerData
  return given
}

const mostCells = 1500

function* piecesOf(answer: SourceDocument | Unreadable): Generator<Piece> {
  if ('unreadable' in answer) {
    yield { piece: 'refused', answer }
    return
  }
  let blocks: Block[] = []
  for (const block of answer.blocks) {
    if (block.kind !== 'table' || cellsIn(block) < 100) {
      blocks.push(block)
      if (blocks.length >= 300 || cellsIn(block) > 0) {
        yield { piece: 'blocks', blocks }
        blocks = []
      }
      continue
    }
    // A large table goes without its rows first, and the rows after it.
    yield { piece: 'blocks', blocks: [...blocks, { ...block, rows: [] }] }
    blocks = []
    const atOnce = Math.max(1, Math.floor(mostCells / Math.max(1, block.rows[0]?.cells.length ?? 1)))
    for (let from = 0; from < block.rows.length; from += atOnce) yield { piece: 'rows', rows: block.rows.slice(from, from + atOnce) }
  }
  if (blocks.length > 0) yield { piece: 'blocks', blocks }
  yield { piece: 'end', document: { ...answer, blocks: [] } }
}

function cellsIn(block: Block): number {
  return block.kind === 'table' ? tableCells(block) : 0
}

function tableCells(table: Table): number {
  return table.rows.length * (table.rows[0]?.cells.length ?? 0)
}
