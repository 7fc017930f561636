import { createHash } from 'node:crypto'
import type { Refused } from '#duty/refused.ts'
import { ClearedFigure } from './inside.ts'
import { absent, isShown, withheld } from './shown.ts'
import type { AbsentSymbol, Audience, Figure } from './shown.ts'

/**
 * A release as it is frozen: everything that passed the gate together, as JSON that one hash seals. Figures go in as what they are and come
 * out as what they were; nothing else can make a figure of JSON. Whoever keeps an artefact keeps its hash beside it and in the ledger.
 */
export interface Artefact {
  readonly schema: 'artefact/1'
  readonly audience: Audience
  /** What figures say of themselves, each once: base, day, source, definition, audience. */
  readonly statements: readonly (readonly [base: string | null, on: string, source: string, definition: string, audience: Audience])[]
  readonly contents: Written
}

/** What JSON can hold. */
export type Written = null | boolean | number | string | readonly Written[] | { readonly [key: string]: Written | undefined }

/** What an artefact can hold: what JSON can, and figures anywhere in it. */
export type Contents = null | boolean | number | string | Figure | readonly Contents[] | { readonly [key: string]: Contents | undefined }

/** The mark of a figure in the JSON. No other object may have this key. */
const mark = '$figure'

/**
 * Freezes contents for an audience. Throws TypeError where a figure was cleared for fewer readers than they: that is a fault, and nothing may leave.
 * @returns the artefact, and the SHA-256 of its canonical JSON in lower-case hexadecimal
 */
export function freeze(contents: Contents, audience: Audience): { readonly artefact: Artefact, readonly sha256: string } {
  const places = new Map<string, number>()
  const statements: Artefact['statements'][number][] = []
  const write = (part: Contents): Written => {
    if (part === null || typeof part !== 'object') return part
    if (isShown(part)) {
      if (audience === 'public' && part.audience !== 'public') throw new TypeError('A figure for the board alone cannot be frozen for the public')
      const statement = [part.base, part.on, part.source, part.definition, part.audience] as const
      const key = JSON.stringify(statement)
      const place = places.get(key) ?? statements.push(statement) - 1
      places.set(key, place)
      return { [mark]: [part.text, part.value, place] }
    }
    if (isList(part)) return part.map(write)
    if (isFigure(part)) return { [mark]: part.state === 'withheld' ? part.symbol : [part.symbol, part.reason] }
    if (mark in part) throw new TypeError(`Contents cannot have the key ${mark}`)
    return Object.fromEntries(Object.entries(part).flatMap(([key, value]) => (value === undefined ? [] : [[key, write(value)]])))
  }
  const artefact: Artefact = { schema: 'artefact/1', audience, contents: write(contents), statements }
  return { artefact, sha256: sealOf(artefact) }
}

/**
 * The only way back: figures are made of an artefact again if it is what was sealed, and only for readers whom it was frozen for.
 *
 * @param artefact as it was kept, whatever order its keys came back in
 * @param sha256 the seal that was kept beside it
 * @param reader who will see the figures: the public sees nothing of a board's artefact
 */
export function thaw(artefact: unknown, sha256: string, reader: Audience): { readonly audience: Audience, readonly contents: Contents } | Refused {
  if (!isArtefact(artefact) || sealOf(artefact) !== sha256) return { refused: 'These figures are not as they were when they were frozen.' }
  if (artefact.audience === 'board' && reader === 'public') return { refused: 'These figures are for the board alone.' }
  const read = (part: Written): Contents => {
    if (part === null || typeof part !== 'object') return part
    if (isList(part)) return part.map(read)
    const figure = part[mark]
    if (figure === undefined) return Object.fromEntries(Object.entries(part).flatMap(([key, value]) => (value === undefined ? [] : [[key, read(value)]])))
    if (typeof figure === 'string' || !isList(figure)) return withheld
    const [text, value, place] = figure
    const statement = typeof place === 'number' ? artefact.statements[place] : undefined
    if (statement === undefined) return absent(symbolOf(text), typeof value === 'string' ? value : undefined)
    const [base, on, source, definition, audience] = statement
    return new ClearedFigure({ text: String(text), value: typeof value === 'number' ? value : null, base, on, source, definition, audience })
  }
  return { audience: artefact.audience, contents: read(artefact.contents) }
}

function sealOf(artefact: Artefact): string {
  return createHash('sha256').update(canonical(artefact)).digest('hex')
}

/**
 * One text for one value: sorted keys and no spaces (RFC 8785), the same as the ledger and the publication door write. A large release has tens of thousands of
 * figures and is sealed again whenever it is read, so what needs no sorting is written in one go.
 */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return inOneGo(value)
  if (Array.isArray(value)) {
    if (value.every(needsNoSorting)) return JSON.stringify(value)
    let list = ''
    for (const each of value) list += `${list === '' ? '' : ','}${canonical(each)}`
    return `[${list}]`
  }
  const held = value as Readonly<Record<string, unknown>>
  let record = ''
  for (const key of Object.keys(held).sort()) if (held[key] !== undefined) record += `${record === '' ? '' : ','}${JSON.stringify(key)}:${canonical(held[key])}`
  return `{${record}}`
}

function inOneGo(value: unknown): string {
  if (!needsNoSorting(value)) throw new TypeError('A number that is not finite cannot be written down')
  return JSON.stringify(value)
}

/** What JSON writes in one way only. */
function needsNoSorting(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function isArtefact(given: unknown): given is Artefact {
  return typeof given === 'object' && given !== null && 'schema' in given && given.schema === 'artefact/1' && 'audience' in given && (given.audience === 'public' || given.audience === 'board')
    && 'statements' in given && Array.isArray(given.statements) && 'contents' in given
}

function isFigure(part: Exclude<Contents, null | boolean | number | string | readonly Contents[]>): part is Exclude<Figure, { state: 'shown' }> {
  return 'state' in part && (part.state === 'withheld' || part.state === 'absent') && 'symbol' in part
}

// Array.isArray forgets that a list is read-only.
function isList<Part>(part: Part | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part)
}

const absentSymbols: readonly AbsentSymbol[] = ['[x]', '[z]', '[u]', '[low]', '[w]']

function symbolOf(text: Written | undefined): AbsentSymbol {
  return absentSymbols.find((each) => each === text) ?? '[x]'
}
