/**
 * Scores a reading of an action plan against a gold reading. The rule is that of `score_plan_reading.py` in the shared
 * tools, word for word: actions match by their text, case, white space, quotes, dashes, a leading number and punctuation at
 * the ends laid aside, at a likeness of 0.92 or more, one to one, best first; fields are right when they are equal after the same.
 */
export interface GoldAction {
  readonly reference?: string | null
  readonly objective?: string | null
  readonly action?: string | null
  readonly leads?: Written
  readonly deadline?: Written
  readonly measures?: Written
  readonly optional?: boolean
  readonly cut?: boolean
  readonly cut_fields?: readonly string[]
  readonly group_id?: string | number
  readonly [accepted: `${string}_accept`]: readonly Written[] | undefined
}

export interface Gold { readonly source?: string; readonly actions: readonly GoldAction[] }

export interface Reading { readonly actions: readonly ReadRow[]; readonly objectives?: readonly { readonly objective: string }[] }

export interface ReadRow { readonly reference: string | null; readonly objective: string | null; readonly action: string | null; readonly leads: string | null; readonly deadline: string | null; readonly measures: string | null; readonly cut?: boolean }

type Written = string | null | undefined | readonly string[] | { readonly written?: string }

export const scoredFields = ['leads', 'deadline', 'measures', 'objective', 'reference'] as const
export type ScoredField = (typeof scoredFields)[number]

export interface FieldScore { readonly of: number; readonly right: number; readonly invented: number }

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly required: number
  readonly read: number
  readonly matched: number
  readonly fields: Readonly<Record<ScoredField, FieldScore>>
  readonly missed: readonly string[]
  readonly extra: readonly string[]
  readonly wrong: readonly { readonly field: ScoredField; readonly action: string; readonly gold: string; readonly read: string; readonly row: number }[]
  /** Of each read row, the gold row that it matched, or null. */
  readonly pairs: ReadonlyMap<number, number>
}

const least = 0.92
const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n…–—•·“”‘’'
const code = /^(?:(?:strategic objective|objective|priority|aim|theme|goal|indicator|metric|peo|eo|e0)\s*\d*(?:\.\d+)*[a-z]?\s*[:.)-]?\s+|\(?\d+(?:\.\d+)*[.):]?\s+)(?=\S)/

export function normal(text: string): string {
  return stripped(text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, '\'').replace(/[“”]/g, '"').replace(/[–—‑]/g, '-').replace(/[\u00ad\u200b]/g, '')
    .replace(/\s+/g, ' ').replace(/\s*\/\s*/g, '/').replace(/(?<=[\p{L}\p{N}_])-\s+(?=[\p{L}\p{N}_])/gu, '-'))
}

function stripped(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && marks.includes(text.charAt(from))) from++
  while (to > from && marks.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

export function actionKey(text: string): string {
  return normal(text).replace(/^\(?\d+(?:\.\d+)*[.):]?\s+(?=\S)/, '')
}

export function fieldKey(field: ScoredField, text: string): string {
  let plain = normal(text.replace(/[;•·]/g, ' ')).replace(/([.,:])\s+/g, '$1 ')
  if (field === 'objective') plain = stripped(plain.replace(code, ''))
  if (field === 'reference') plain = stripped(`${plain} `.replace(code, '')) || plain
  return stripped(plain.replace(/\s+/g, ' '))
}

export function words(value: Written): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if ('written' in value) return value.written ?? ''
  return Array.isArray(value) ? value.filter((each) => each !== '').join('; ') : ''
}

function answers(gold: GoldAction, field: ScoredField | 'action'): readonly Written[] {
  return [gold[field], ...gold[`${field}_accept`] ?? []]
}

function isRight(gold: GoldAction, read: ReadRow, field: ScoredField): boolean {
  const given = fieldKey(field, read[field] ?? '')
  return answers(gold, field).some((each) => fieldKey(field, words(each)) === given)
}

export function score(gold: Gold, reading: Reading): Score {
  const actions = gold.actions
  const lone = actions.some((each) => !words(each.action))
  const rows = rowsOf(reading, lone)
  const pairs: { likeness: number; right: number; near: number; gold: number; read: number }[] = []
  actions.forEach((each, g) => rows.forEach((row, r) => {
    const likeness = words(each.action) !== '' ? (row.action ? bestLikeness(each, row.action) : 0)
      : row.action ? 0 : Math.max(...answers(each, 'objective').map((answer) => likenessOf(fieldKey('objective', words(answer)), fieldKey('objective', row.objective ?? ''))))
    if (likeness >= least) pairs.push({ likeness: Math.round(likeness * 10000) / 10000, right: scoredFields.filter((field) => isRight(each, row, field)).length, near: -Math.abs(g - r), gold: g, read: r })
  }))
  pairs.sort((a, b) => b.likeness - a.likeness || b.right - a.right || b.near - a.near || b.gold - a.gold || b.read - a.read)
  const byGold = new Map<number, number>()
  const byRead = new Map<number, number>()
  for (const pair of pairs) {
    if (byGold.has(pair.gold) || byRead.has(pair.read)) continue
    byGold.set(pair.gold, pair.read)
    byRead.set(pair.read, pair.gold)
  }
  matchGroups(actions, rows, byGold, byRead)
  const textCut = (each: GoldAction): boolean => each.cut === true && (each.cut_fields ?? ['action']).includes('action')
  const required = actions.flatMap((each, index) => each.optional || textCut(each) ? [] : [index])
  const wrong: { field: ScoredField; action: string; gold: string; read: string; row: number }[] = []
  const fields = Object.fromEntries(scoredFields.map((field) => {
    let [of, right, invented] = [0, 0, 0]
    for (const [g, r] of byGold) {
      const each = actions[g]
      const row = rows[r]
      if (!each || !row || (each.cut_fields ?? []).includes(field)) continue
      of++
      if (isRight(each, row, field)) right++
      else {
        if (words(each[field]) === '') invented++
        wrong.push({ field, action: words(each.action).slice(0, 60), gold: words(each[field]), read: row[field] ?? '', row: r })
      }
    }
    return [field, { of, right, invented }]
  }))
  const hits = required.filter((index) => byGold.has(index)).length
  return {
    precision: rows.length > 0 ? byRead.size / rows.length : required.length === 0 ? 1 : 0, recall: required.length > 0 ? hits / required.length : 1,
    required: required.length, read: rows.length, matched: byGold.size, fields: fields as Record<ScoredField, FieldScore>, wrong, pairs: byRead,
    missed: required.filter((index) => !byGold.has(index)).map((index) => words(actions[index]?.action) || words(actions[index]?.objective)),
    extra: rows.flatMap((row, index) => byRead.has(index) ? [] : [row.action || row.objective || '']),
  }
}

function rowsOf(reading: Reading, lone: boolean): readonly ReadRow[] {
  const rows = reading.actions.filter((row) => (row.action ?? '').trim() !== '' || (lone && (row.objective ?? '').trim() !== ''))
  if (!lone) return rows
  const seen = new Set<string>()
  const objectives = (reading.objectives ?? []).map(({ objective }): ReadRow => ({ reference: null, objective, action: null, leads: null, deadline: null, measures: null }))
  return [...rows, ...objectives].filter((row) => {
    if ((row.action ?? '').trim() !== '') return true
    const key = fieldKey('objective', row.objective ?? '')
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}

/** Several lines of one cell that the gold keeps apart may be read as one action too. */
function matchGroups(actions: readonly GoldAction[], rows: readonly ReadRow[], byGold: Map<number, number>, byRead: Map<number, number>): void {
  const groups = new Map<string | number, number[]>()
  actions.forEach((each, index) => { if (each.group_id !== undefined) groups.set(each.group_id, [...groups.get(each.group_id) ?? [], index]) })
  for (const ids of groups.values()) {
    if (ids.some((id) => byGold.has(id))) continue
    const whole = actionKey(ids.map((id) => words(actions[id]?.action)).join(' ')).replace(/[;•·]/g, '')
    const found = rows.findIndex((row, index) => !byRead.has(index) && likenessOf(whole, actionKey(row.action ?? '').replace(/(^|\s)[-•·]\s|[;•·]/g, ' ').replace(/\s+/g, ' ').trim()) >= least)
    const first = ids[0]
    if (found < 0 || first === undefined) continue
    byRead.set(found, first)
    for (const id of ids) byGold.set(id, found)
  }
}

function bestLikeness(gold: GoldAction, text: string): number {
  return Math.max(...answers(gold, 'action').map((each) => words(each) === '' ? 0 : likenessOf(actionKey(words(each)), actionKey(text))))
}

/** The likeness of two texts after Ratcliff and Obershelp, as Python's difflib counts it: twice the letters in common blocks over all letters. */
export function likenessOf(a: string, b: string): number {
  if (a === b) return 1
  if (a === '' || b === '') return 0
  const [left, right] = [[...a], [...b]]
  const all = left.length + right.length
  if (2 * Math.min(left.length, right.length) / all < least || 2 * lettersInCommon(left, right) / all < least) return 0
  const places = new Map<string, number[]>()
  right.forEach((letter, index) => { const held = places.get(letter); if (held) held.push(index); else places.set(letter, [index]) })
  let common = 0
  const parts: [number, number, number, number][] = [[0, left.length, 0, right.length]]
  for (let part = parts.pop(); part; part = parts.pop()) {
    const [leftFrom, leftTo, rightFrom, rightTo] = part
    const block = longestBlock(left, places, leftFrom, leftTo, rightFrom, rightTo)
    if (block.length === 0) continue
    common += block.length
    if (leftFrom < block.left && rightFrom < block.right) parts.push([leftFrom, block.left, rightFrom, block.right])
    if (block.left + block.length < leftTo && block.right + block.length < rightTo) parts.push([block.left + block.length, leftTo, block.right + block.length, rightTo])
  }
  return 2 * common / all
}

function lettersInCommon(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const letter of b) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let common = 0
  for (const letter of a) {
    const left = counts.get(letter) ?? 0
    if (left > 0) { common++; counts.set(letter, left - 1) }
  }
  return common
}

function longestBlock(a: readonly string[], places: ReadonlyMap<string, readonly number[]>, leftFrom: number, leftTo: number, rightFrom: number, rightTo: number): { left: number; right: number; length: number } {
  let best = { left: leftFrom, right: rightFrom, length: 0 }
  let lengths = new Map<number, number>()
  for (let at = leftFrom; at < leftTo; at++) {
    const next = new Map<number, number>()
    for (const place of places.get(a[at] ?? '') ?? []) {
      if (place < rightFrom) continue
      if (place >= rightTo) break
      const length = (lengths.get(place - 1) ?? 0) + 1
      next.set(place, length)
      if (length > best.length) best = { left: at - length + 1, right: place - length + 1, length }
    }
    lengths = next
  }
  return best
}
