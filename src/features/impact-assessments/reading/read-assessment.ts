import type { Block, Cell, Place, SourceDocument, Table } from '#documents/document.ts'
import { groups, type FormChanges } from '../content.ts'
import { formAsked, isWritten, sectionForms } from '../sections.ts'
import { groupLabels, hint, labels, type Label } from './labels.ts'

/**
 * What an assessment that exists says, passage by passage: which question stood over it, in the document's own words, and where it seems to belong in
 * ours. Nothing is rated, dated or decided here. A passage for which no label speaks has no home, and somebody is asked.
 */
export interface Passage {
  /** Its number in the document, from 1. */
  readonly at: number
  /** The question or heading as the document has it; empty where words stand alone. */
  readonly label: string
  /** As written, with its lines; empty where the document left the answer empty. */
  readonly words: string
  readonly place: Place
  /** See `labels.ts`; null where nothing tells. */
  readonly home: string | null
  readonly trust: 'label' | 'check'
  /** Why it was taken for that, in words for whoever looks. */
  readonly because: string
}

export function readAssessment(document: Pick<SourceDocument, 'blocks'>, bodyGroups: readonly { readonly code: string; readonly name: string }[] = [], asked: FormChanges | null = null): readonly Passage[] {
  const known = phrasesKnown(bodyGroups, asked)
  const lines = withoutBrokenLabels(document.blocks.flatMap((block) => linesOf(block, known)), known)
  return passagesOf(lines, known)
}

// Labels

interface Phrase { readonly words: readonly string[]; readonly home: string; readonly before?: RegExp }
type Known = ReadonlyMap<string, readonly Phrase[]>

/** `{a,b}` written out. */
export function spelledOut(phrase: string): readonly string[] {
  const choice = /\{([^{}]*)\}/.exec(phrase)
  if (!choice) return [phrase]
  return (choice[1] ?? '').split(',').flatMap((each) => spelledOut(`${phrase.slice(0, choice.index)}${each}${phrase.slice(choice.index + choice[0].length)}`))
}

function phrasesKnown(bodyGroups: readonly { readonly code: string; readonly name: string }[], asked: FormChanges | null): Known {
  const all: Phrase[] = []
  const add = (phrase: string, home: string, before?: RegExp): void => {
    const words = wordsIn(phrase).map((each) => each.word)
    if (words.length > 0) all.push({ words, home, ...(before === undefined ? {} : { before }) })
  }
  // The body's own words for a question come first: where two labels are alike, its own counts.
  if (asked !== null) for (const section of formAsked(asked)) for (const question of section.questions) if (isWritten(question)) add(question.asks, `${section.code}/${question.code}`)
  for (const { home, phrases, before } of labels as readonly Label[]) for (const phrase of phrases.flatMap(spelledOut)) add(phrase, home, before)
  for (const section of sectionForms) for (const question of section.questions) if (isWritten(question)) add(question.asks, `${section.code}/${question.code}`)
  for (const { code, name } of [...groups, ...bodyGroups]) add(name, `impact/${code}`)
  for (const [code, names] of Object.entries(groupLabels)) for (const name of names) add(name, `impact/${code}`)
  const byFirst = new Map<string, Phrase[]>()
  for (const phrase of all) byFirst.set(phrase.words[0] ?? '', [...byFirst.get(phrase.words[0] ?? '') ?? [], phrase])
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  return byFirst
}

/** “Department7”: the mark of a note that was set small. */
const noteMark = /^(\p{L}{2,})\d{1,2}$/u

interface Word { readonly word: string; readonly from: number; readonly to: number }
function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({ word: found[0].toLowerCase().replace(noteMark, '$1'), from: found.index, to: found.index + found[0].length }))
}

const numbering = /^(?:(?:section|part|step|stage|question|q)\s*\d+[a-z]?\s*[:.–—-]*\s*|\d{1,2}(?:\.\d{1,2})*[a-z]?\s*[.):]?\s+|[a-z]\)\s+|[•·*-]\s+)/i

interface Matched { /** How many words of the label there are. */ readonly words: number; readonly home: string; readonly label: string; readonly rest: string; readonly trust: Passage['trust']; readonly because: string }

/** Does this line begin with a label that is known? The longest counts. */
function matchLabel(text: string, known: Known): Matched | null {
  const begins = numbering.exec(text)?.[0].length ?? 0
  for (const from of begins > 0 ? [begins, 0] : [0]) {
    const found = matchFrom(text, from, known)
    if (found) return found
  }
  return matchAcross(text, begins, known)
}

function matchFrom(text: string, from: number, known: Known): Matched | null {
  const said = wordsIn(text).filter((each) => each.from >= from)
  for (const phrase of known.get(said[0]?.word ?? '') ?? []) {
    if (phrase.words.length > said.length || phrase.words.some((word, at) => said[at]?.word !== word)) continue
    const [end, words] = [said[phrase.words.length - 1]?.to ?? 0, phrase.words.length]
    // The last word of a sentence is no label.
    if (words === 1 && text.slice(end).startsWith('.')) continue
    const after = text.slice(end)
    const rest = after.replace(/^[\s:?|*†)\].,…–—-]+/u, '')
    const whole = text.slice(0, text.length - rest.length).trim()
    if (rest === '') return { words, home: phrase.home, label: text.trim(), rest: '', trust: 'label', because: 'Its label says so' }
    if (text.length <= 300 && hint.test(after.replace(/^[\s:?|*.–—-]+/u, '')) && !/\n/.test(after)) return { words, home: phrase.home, label: text.trim(), rest: '', trust: 'label', because: 'Its label says so' }
    if (/^\s*(?:\([^)]*\)\s*)?[:?|]/.test(after)) return { words, home: phrase.home, label: whole, rest, trust: 'label', because: 'Its label says so' }
    if (phrase.before?.test(rest) === true || phrase.words.length >= 5) return { words, home: phrase.home, label: whole, rest, trust: 'check', because: 'The label runs on into the words without a sign between them' }
  }
  return null
}

/** A label that was read across two columns: "Name of lead officer and Jo Bloggs others completing this: Sam Bloggs". */
function matchAcross(text: string, from: number, known: Known): Matched | null {
  if (text.length > 300) return null
  const said = wordsIn(text).filter((each) => each.from >= from)
  for (const { words, home } of known.get(said[0]?.word ?? '') ?? []) {
    if (words.length < 7) continue
    for (let first = words.length - 2; first >= 4; first--) {
      if (words.slice(0, first).some((word, at) => said[at]?.word !== word)) continue
      const second = words.slice(first)
      const back = said.findIndex((_, at) => at > first && at <= first + 14 && second.every((word, on) => said[at + on]?.word === word))
      if (back === -1) continue
      const [gapFrom, gapTo, end] = [said[first - 1]?.to ?? 0, said[back]?.from ?? 0, said[back + second.length - 1]?.to ?? 0]
      const rest = text.slice(end).replace(/^[\s:?|]+/, '')
      return { words: words.length, home, label: `${text.slice(0, gapTo > gapFrom ? gapFrom : gapTo).trim()} … ${text.slice(gapTo, end).trim()}`, rest: [text.slice(gapFrom, gapTo).trim(), rest].filter((each) => each !== '').join('\n'), trust: 'check', because: 'The document has this label and its answer in two columns that were read across' }
    }
  }
  return null
}

// Lines

interface Line {
  readonly text: string
  readonly place: Place
  /** Set in a heading or in bold: perhaps a label that we do not know. */
  readonly marked: boolean
  readonly listed: boolean
  /** A cell and what stands over or before it: the label is certain, what it means may not be. */
  readonly under?: string
  /** Where a whole row belongs, whatever its cell stands under: the officer of an action belongs to the action. */
  readonly home?: string
  /** A label that stood in lines broken by its answer. */
  readonly joined?: Matched
}

/** Signs of other programs inside the words, and the marks of notes, are no words. */
const clean = (text: string): string => text.replaceAll(/<\/?[a-z][^<>]{0,80}>/gi, '').replaceAll(/\[\d{1,3}\]/g, '').replaceAll(/(?:\s*\|)+\s*$/g, '').replaceAll(/^(?:\|\s*)+/g, '').replaceAll(/[^\S\n]+/g, ' ').trim()

function linesOf(block: Block, known: Known): readonly Line[] {
  if (block.kind === 'table') return linesOfTable(block, known)
  return block.text.split('\n').map(clean).filter((text) => text !== '').map((text) => ({
    text, place: block.place, marked: block.kind === 'heading' || block.bold === true, listed: block.kind === 'paragraph' && (block.listDepth ?? 0) > 0 && !/^\d/.test(block.marker ?? ''),
  }))
}

/** What stands over the first of two columns where the second holds the answers. */
const pairHeading = /^(?:detail|details|question|questions|item|field|section)$/i
/** A table of evidence, whatever else it has: where each piece is from, and what it shows. */
const evidenceHeadings = [/^(?:source|where (?:it|this) (?:is|comes) from|data source)\b/i, /\b(?:shows?|tells? us|findings?|summary)\b/i]

function linesOfTable(table: Table, known: Known): readonly Line[] {
  let over: ReadonlyMap<number, string> = new Map()
  const isLabel = (cell: Cell): boolean => { const found = matchLabel(clean(cell.text), known); return found !== null && found.rest === '' }
  return table.rows.flatMap((row): Line[] => {
    const cells = row.cells.map((cell, column) => ({ cell, column, text: clean(cell.text) })).filter(({ cell, text }) => cell.covered === undefined && text !== '')
    const line = ({ cell, text }: (typeof cells)[number], more: Partial<Line> = {}): Line[] => text.split('\n').map(clean).filter((each) => each !== '').map((each) => ({ text: each, place: cell.place, marked: cell.bold === true && text.length <= 200, listed: false, ...more }))
    const [first, second, third, fourth] = cells
    if (!first) return []
    if (cells.length === 1) return line(first, { marked: isLabel(first.cell) || first.cell.bold === true && first.text.length <= 200 })
    if (row.header === true || cells.length >= 2 && cells.every(({ cell, text }) => text.length <= 90 && isLabel(cell)) || cells.length >= 3 && cells.every(({ cell, text }) => text.length <= 90 && cell.bold === true)) {
      // A table of two columns whose first says what is asked is read row by row: its header is the form’s own.
      over = cells.length === 2 && pairHeading.test(first.text) ? new Map() : new Map(cells.map(({ column, text }) => [column, text.replaceAll('\n', ' ')]))
      return []
    }
    if (cells.length === 2 && second && /^[^\p{L}\p{N}]$/u.test(first.text)) return line(second, { marked: false, listed: true })
    const named = matchLabel(first.text.replaceAll('\n', ' '), known)
    // A row about one group: what the other columns say of it, each under its heading.
    if (named !== null && named.rest === '' && named.home.startsWith('impact/') && (over.size > 0 || cells.length > 2)) {
      return cells.slice(1).map(({ cell, column, text }) => ({ text: over.has(column) ? `${over.get(column) ?? ''}: ${text}` : text, place: cell.place, marked: false, listed: false, under: first.text.replaceAll('\n', ' ') }))
    }
    if (over.size > 0) {
      const actions = over.size >= 3 && [...over.values()].some((heading) => matchLabel(heading, known)?.home === 'mitigation')
      const home = actions ? 'mitigation' : over.size >= 3 && evidenceHeadings.every((each) => [...over.values()].some((heading) => each.test(heading))) ? 'evidence' : null
      return cells.map(({ cell, column, text }) => ({ text, place: cell.place, marked: false, listed: false, under: over.get(column) ?? '', ...(home === null ? {} : { home }) }))
    }
    if (third && fourth && cells.length === 4 && isLabel(first.cell) && isLabel(third.cell)) return [{ text: second?.text ?? '', place: first.cell.place, marked: false, listed: false, under: first.text }, { text: fourth.text, place: third.cell.place, marked: false, listed: false, under: third.text }]
    if (cells.length === 2 && second && first.text.length <= 300) return [{ text: second.text, place: first.cell.place, marked: false, listed: false, under: first.text.replaceAll('\n', ' ') }]
    return cells.flatMap((each) => line(each))
  })
}

/** A label of several lines with its answer in the lines between: what a page set in two columns turns into as text. */
function withoutBrokenLabels(lines: readonly Line[], known: Known): readonly Line[] {
  const out: Line[] = []
  for (let at = 0; at < lines.length; at++) {
    const found = brokenLabel(lines.slice(at, at + 6), known)
    const line = lines[at]
    if (found !== null && line) {
      out.push({ ...line, joined: found.matched })
      at += found.lines - 1
    } else if (line) out.push(line)
  }
  return out
}

function brokenLabel(window: readonly Line[], known: Known): { readonly matched: Matched; readonly lines: number } | null {
  const [first] = window
  if (!first || first.under !== undefined || (known.get(wordsIn(first.text)[0]?.word ?? '') ?? []).every((phrase) => phrase.words.length < 7) || matchLabel(first.text, known) !== null) return null
  for (let size = window.length; size >= 2; size--) {
    const within = window.slice(0, size)
    if (within.some((line) => line.under !== undefined || line.text.length > 90)) continue
    for (let which = 0; which < 2 ** (size - 1); which++) {
      const own = within.map((line, at) => ({ line, own: at === 0 || (which >> (at - 1)) % 2 === 1 }))
      if (own.at(-1)?.own !== true || own.filter((each) => each.own).length < 2) continue
      const label = own.filter((each) => each.own).map((each) => each.line.text).join(' ')
      const matched = matchFrom(label, 0, known)
      if (matched === null || matched.rest !== '' || matched.words < 7 || wordsIn(label).length !== matched.words) continue
      const rest = own.filter((each) => !each.own).map((each) => each.line.text).join(' ')
      return { matched: { ...matched, rest, ...(rest === '' ? {} : { trust: 'check' as const, because: 'The document has this label and its answer in two columns that were read line by line' }) }, lines: size }
    }
  }
  return null
}

// Passages

interface Growing { label: string; words: string[]; place: Place; home: string | null; trust: Passage['trust']; because: string; closed: boolean }

const furniture = /^(?:page \d+\b.*|\d{1,3} of \d{1,3}|[-–—_|.\s]+)$/i
const generic = /equalit|impact|assess|appendix|template|\bcouncil$|\bform\b|^\(|^page\b|updated|\bguidance\b/i
const unknownBecause = 'We do not know this question'

function passagesOf(lines: readonly Line[], known: Known): readonly Passage[] {
  const out: Growing[] = []
  const often = new Map<string, number>()
  for (const { text } of lines) often.set(text, (often.get(text) ?? 0) + 1)
  const open = (label: string, home: string | null, trust: Passage['trust'], because: string, place: Place): Growing => {
    const made: Growing = { label, words: [], place, home, trust, because, closed: false }
    out.push(made)
    return made
  }
  const alone = (text: string, place: Place, because: string): void => { const made = open('', 'form', 'check', because, place); made.words.push(text); made.closed = true }

  const isEdge = (line: Line, current: Growing | undefined): boolean => furniture.test(line.text) || (/^\d{1,3}$/.test(line.text) && (current === undefined || current.words.length > 0 || current.home === 'form'))
    || ((often.get(line.text) ?? 0) >= 3 && line.text.length < 120 && matchLabel(line.text, known) === null)

  function take(matched: Matched, place: Place): void {
    const made = open(matched.label, matched.home, matched.trust, matched.because, place)
    if (matched.rest === '') return
    const next = matched.trust === 'check' || matched.rest.length < 60 ? labelWithin(matched.rest, known) : null
    made.words.push(next === null ? matched.rest : matched.rest.slice(0, next.at).trim())
    made.closed = matched.home.startsWith('details/')
    if (next !== null) take(next.matched, place)
  }

  for (const line of lines) {
    const current = out.at(-1)
    if (line.joined) { take(line.joined, line.place); continue }
    if (line.under !== undefined) {
      const matched = matchLabel(line.under, known)
      const home = line.home ?? matched?.home ?? null
      const label = line.under
      // A row's cells of one home are one passage, each under its own heading.
      if (current && current.label !== '' && home !== null && current.home === home && current.place.table === line.place.table && current.place.row === line.place.row && home !== 'details/department') {
        current.words = current.words.length === 1 && current.label !== label && !current.label.startsWith('·') ? [`${current.label}: ${current.words[0] ?? ''}`] : current.words
        current.words.push(current.label === label ? line.text : `${label}: ${line.text}`)
      } else open(label, home, matched?.trust ?? 'check', matched?.because ?? unknownBecause, line.place).words.push(line.text)
      continue
    }
    if (isEdge(line, current)) {
      // A page turns in the middle of an answer: what follows still belongs to it.
      alone(line.text, line.place, 'It stands at the edge of a page')
      if (current && !current.closed) out.push(...out.splice(out.indexOf(current), 1))
      continue
    }
    const matched = matchLabel(line.text, known)
    const waits = current !== undefined && current.label !== '' && current.words.length === 0 && current.home !== 'form'
    if (matched !== null && !(line.listed && !(matched.rest !== '' && matched.home.startsWith('impact/'))) && !(waits && matched.trust === 'check' && matched.rest !== '')) { take(matched, line.place); continue }
    if (current && current.label !== '' && current.words.length === 0 && !line.listed && hint.test(line.text) && line.text.length <= 600 && (line.text.startsWith('(') || /^(?:please|consider|include|e\.?g)/i.test(line.text))) { current.label = `${current.label} ${line.text}`; continue }
    if (!line.listed && (line.marked && line.text.length <= 160 || line.text.endsWith('?') && line.text.length <= 220 && /^[\p{Lu}\d(]/u.test(line.text))) { open(line.text, null, 'check', unknownBecause, line.place); continue }
    const words = line.listed ? `• ${line.text}` : line.text
    if (current === undefined) alone(words, line.place, 'It stands before the first question')
    else if (current.closed && out.every((each) => each.label === '' || each.home === 'form')) alone(words, line.place, 'It stands before the first question')
    else if (current.closed && line.text.length <= 140 && generic.test(line.text) && !/[.!?]$/.test(line.text)) alone(words, line.place, 'It reads like the form’s own words')
    else if (current.closed) open('', null, 'check', 'Nothing stands over it', line.place).words.push(words)
    else current.words.push(words)
  }

  // Where no label gives a title, a short line at the beginning may be one.
  if (!out.some((each) => each.home === 'details/title' && each.words.length > 0)) {
    const first = out.findIndex((each) => each.label !== '' && each.home !== 'form')
    const found = out.slice(0, first === -1 ? out.length : first).map((each) => ({ each, at: each.words.slice(0, 3).findIndex((words) => words.length <= 120 && !generic.test(words) && !/[.:]$/.test(words)) })).find(({ at }) => at !== -1)
    if (found) {
      const [words = ''] = found.each.words.splice(found.at, 1)
      out.splice(out.indexOf(found.each) + 1, 0, { ...found.each, label: '', words: [words], home: 'details/title', trust: 'check', because: 'It stands at the beginning, where a title would' })
    }
  }
  return out.map(({ label, words, place, home, trust, because }) => ({ label, words: words.filter((line) => /[\p{L}\p{N}]/u.test(line)).join('\n'), place, home, trust, because })).filter((each) => each.label !== '' || each.words !== '').map((each, at) => ({ ...each, at: at + 1 }))
}

/** Another label inside running words: only a long one, or a short one before what it always stands before. */
function labelWithin(text: string, known: Known): { readonly at: number; readonly matched: Matched } | null {
  for (const { from } of wordsIn(text)) {
    if (from === 0 || !/\s/.test(text[from - 1] ?? '') || !/^[\p{Lu}\d]/u.test(text.slice(from))) continue
    const rest = text.slice(from)
    const numbered = /^section\s/i.test(rest)
    const begins = numbered ? numbering.exec(rest)?.[0].length ?? 0 : 0
    const matched = matchFrom(rest, begins, known)
    if (matched === null || matched.rest === '' && !numbered) continue
    const short = wordsIn(matched.label).length < 5
    if (!short || numbered || labels.some((label) => label.home === matched.home && label.before?.test(matched.rest) === true)) return { at: from, matched: { ...matched, trust: 'check', because: 'The label stands inside running words' } }
  }
  return null
}
