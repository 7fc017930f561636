import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SourceDocument, Unreadable } from '#documents/document.ts'
import { readDocumentHere } from '#documents/read.ts'
import { placeInWords, readPlan } from '../reading/read-plan.ts'
import { type PlanAsJson, planAsJson } from '../reading/plan-as-json.ts'
import type { PlanReading } from '../reading/plan-reading.ts'

/** The terminal, as a command needs it: what is said, what went wrong, and what is piped in. */
export interface Terminal {
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** All of standard input, as bytes. */
  readonly input: () => Promise<Uint8Array>
}

const usage = 'Usage: due-regard import plan FILE [--json]. FILE is a Word, Excel, OpenDocument, PDF, web page, CSV or text file, or - for text from standard input.'

/** `import plan FILE [--json]`: reads a plan and prints what was read; saves nothing and needs no database. Gives the exit code: 0 read, 1 not read, 2 asked wrongly. */
export async function importPlan(args: readonly string[], terminal: Terminal): Promise<number> {
  const files = args.filter((each) => each === '-' || !each.startsWith('-'))
  const unknown = args.find((each) => each !== '-' && each.startsWith('-') && each !== '--json')
  const file = files[0]
  if (unknown !== undefined || file === undefined || files.length > 1) {
    terminal.complain(unknown === undefined ? usage : `There is no option ${unknown}. ${usage}`)
    return 2
  }
  const document = await open(file, terminal)
  if ('unreadable' in document) {
    terminal.complain(document.unreadable)
    return 1
  }
  const reading = readPlan(document)
  if (args.includes('--json')) terminal.print(JSON.stringify(planAsJson(reading), null, 2))
  else for (const line of inLines(document, reading)) terminal.print(line)
  return 0
}

async function open(file: string, terminal: Terminal): Promise<SourceDocument | Unreadable> {
  if (file === '-') return readDocumentHere(await terminal.input(), 'pasted text.txt')
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    return { unreadable: whyNotOpened(file, error) }
  }
  return readDocumentHere(bytes, basename(file))
}

function whyNotOpened(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return `There is no file ${file}. Check the name and the folder.`
  if (code === 'EISDIR') return `${file} is a folder. Give the name of one file.`
  if (code === 'EACCES') return `You may not read ${file}. Ask its owner, or make a copy that you may read.`
  return `${file} could not be opened.`
}

function inLines(document: SourceDocument, reading: PlanReading): string[] {
  const plan: PlanAsJson = planAsJson(reading)
  const lines: string[] = [`${document.fileName}: ${count(plan.actions.length, 'action')}, ${count(plan.headings.length, 'heading')}, ${count(plan.unplaced.length, 'piece')} not placed`]
  const shown = plan.actions.map((each) => [each.reference ?? '', each.action, each.leads ?? '', each.deadline ?? '', each.measures ?? ''])
  const widths = [Math.min(8, Math.max(3, ...shown.map((each) => each[0]?.length ?? 0))), 44, 26, 18, 34]
  const headings = ['Ref', 'Action', 'Lead', 'Deadline', 'Measure']
  let objective: string | null | undefined
  if (plan.actions.length > 0) lines.push('', row(headings, widths)[0] ?? '', widths.map((width) => '-'.repeat(width)).join('  '))
  plan.actions.forEach((each, index) => {
    if (each.objective !== objective) {
      objective = each.objective
      lines.push('', objective === null ? '(no objective)' : objective.replace(/\s+/g, ' '), '')
    }
    lines.push(...row(shown[index] ?? [], widths))
    const doubts = Object.entries(each.confidence).flatMap(([field, sure]) => sure < 0.7 && written(each, field) ? [field] : [])
    if (doubts.length > 0 || each.cut) lines.push(`   ${each.cut ? 'cut off at the end of the document. ' : ''}${doubts.length > 0 ? `look at: ${doubts.join(', ')}` : ''} (${placeInWords(each.place)})`)
  })
  if (plan.unplaced.length > 0) lines.push('', 'Not placed:')
  for (const each of plan.unplaced) lines.push(`  ${placeInWords(each.place)}: ${shorten(each.written, 100)}`)
  for (const note of reading.notes) lines.push('', note)
  return lines
}

function written(action: PlanAsJson['actions'][number], field: string): boolean {
  const held: Readonly<Record<string, string | null>> = { reference: action.reference, objective: action.objective, action: action.action, leads: action.leads, deadline: action.deadline, measures: action.measures }
  return (held[field] ?? null) !== null
}

function count(number: number, of: string): string {
  return `${number} ${of}${number === 1 ? '' : 's'}`
}

function row(cells: readonly string[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 20))
  return Array.from({ length: Math.max(1, ...wrapped.map((lines) => lines.length)) }, (_, line) => wrapped.map((lines, index) => (lines[line] ?? '').padEnd(widths[index] ?? 20)).join('  ').trimEnd())
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) { lines.push(line); line = '' }
      line = line === '' ? word : `${line} ${word}`
      while (line.length > width) { lines.push(line.slice(0, width)); line = line.slice(width) }
    }
    lines.push(line)
  }
  return lines
}

function shorten(text: string, most: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`
}
