import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type MadeFormat, type MadePlan, type MadeRow, madeFormats, makePlan } from './make.ts'
import { inventPlan } from './invented.ts'
import { type Gold, type GoldAction, type ReadRow, type Reading, type ScoredField, actionKey, fieldKey, words } from './score.ts'

/** One document to read and the reading that a person made of it. */
export interface Trial {
  readonly name: string
  readonly fileName: string
  readonly kind: 'complete' | 'excerpt'
  readonly gold: Gold
  /** The gold holds only hashes: the reading is hashed before it is compared. */
  readonly hashed: boolean
  bytes(): Promise<Uint8Array>
}

/** The shared documents beside the project; null where they are not there. */
export function findShared(): string | null {
  const folder = join(import.meta.dirname, '..', '..', '..', 'shared')
  return existsSync(join(folder, 'data', 'action-plans', 'documents')) ? folder : null
}

/** Plans in layouts drawn by number: `invented 1`, `invented 2`, and so on. */
export function listInvented(count: number): readonly Trial[] {
  return Array.from({ length: count }, (_, index): Trial => {
    const { plan, format, gold } = inventPlan(index + 1)
    return { name: `invented ${index + 1} (${format})`, fileName: `plan.${format.replace('broken.', '')}`, kind: 'complete', gold, hashed: false, bytes: () => makePlan(plan, format) }
  })
}

export function listTrials(shared: string): readonly Trial[] {
  const plans = join(shared, 'data', 'action-plans')
  const documents = join(plans, 'documents')
  const goldOf = (name: string): Gold => readGold(join(documents, name))
  const given = readdirSync(documents).filter((name) => !name.endsWith('.gold.json')).sort().map((name): Trial => ({
    name, fileName: name, kind: 'complete', gold: goldOf(`${name}.gold.json`), hashed: false, bytes: async () => readFileSync(join(documents, name)),
  }))
  const three = goldOf('seed-003-leicestershire-2016-20.gold.json')
  const one = goldOf('seed-001-leicestershire-2022-23.gold.json')
  const made = ([['2016-20', three, threeAsRows(three)], ['2022-23', one, oneAsRows(one)]] as const).flatMap(([name, gold, plan]) => madeFormats.map((format: MadeFormat): Trial => ({
    name: `made ${name}.${format}`, fileName: `plan.${format.replace('broken.', '')}`, kind: 'complete', gold, hashed: false, bytes: () => makePlan(plan, format),
  })))
  const seeds = join(shared, 'seeds')
  const texts = [
    ...readdirSync(plans).filter((name) => /seed00[13]/.test(name)).map((name) => [name, join(plans, name), name.includes('seed003') ? three : one] as const),
    ...(existsSync(seeds) ? readdirSync(seeds).filter((name) => /^00[13]_/.test(name)) : []).map((name) => [`seeds/${name}`, join(seeds, name), name.startsWith('003') ? three : one] as const),
  ].map(([name, file, gold]): Trial => ({ name, fileName: 'plan.txt', kind: 'complete', gold, hashed: false, bytes: async () => readFileSync(file) }))
  return [...given, ...made, ...texts, ...listExcerpts(plans)]
}

/** The excerpts are councils' own words, so the project holds only hashes of what a right reading has. */
function listExcerpts(plans: string): readonly Trial[] {
  const golds: Record<string, Gold> = JSON.parse(readFileSync(join(import.meta.dirname, 'excerpts.gold.json'), 'utf8'))
  return Object.entries(golds).flatMap(([name, gold]): Trial[] => {
    const [file = name, part] = name.split('#')
    const path = join(plans, file)
    if (!existsSync(path)) return []
    return [{ name, fileName: file, kind: 'excerpt', gold, hashed: true, bytes: async () => new TextEncoder().encode(excerptOf(readFileSync(path, 'utf8'), part)) }]
  })
}

/** Without the lines that say where the excerpt is from; one part of a file that holds several. */
function excerptOf(text: string, part: string | undefined): string {
  const body = text.startsWith('# ') ? text.slice(text.indexOf('\n') + 1) : text
  if (part === undefined) return body.includes('\n-----') ? body.slice(body.indexOf('\n', body.indexOf('\n-----') + 1) + 1) : body
  const from = body.indexOf('\n', body.indexOf(`\n----- ${part}`) + 1) + 1
  const to = body.indexOf('\n-----', from)
  return to < 0 ? body.slice(from) : body.slice(from, to)
}

function readGold(file: string): Gold {
  return JSON.parse(readFileSync(file, 'utf8'))
}

// ---------------------------------------------------------------- hashes

function keyOf(field: ScoredField | 'action', text: string | null): string | null {
  if (text === null || text === '') return null
  const plain = field === 'action' ? actionKey(text) : fieldKey(field, text)
  return `k${createHash('sha256').update(`${field}:${plain}`).digest('hex').slice(0, 24)}`
}

/** A reading in which each value is its hash, so that it can be compared with a gold that holds no words. */
export function hashReading(reading: Reading): Reading {
  const hashed = (row: ReadRow): ReadRow => ({
    reference: keyOf('reference', row.reference), objective: keyOf('objective', row.objective), action: keyOf('action', row.action), leads: keyOf('leads', row.leads),
    deadline: keyOf('deadline', row.deadline), measures: keyOf('measures', row.measures), ...(row.cut ? { cut: true } : {}),
  })
  return { actions: reading.actions.map(hashed), objectives: (reading.objectives ?? []).map(({ objective }) => ({ objective: keyOf('objective', objective) ?? '' })) }
}

export function hashGold(gold: Gold): Gold {
  const actions = gold.actions.map((each): GoldAction => Object.fromEntries(Object.entries(each).map(([name, value]) => {
    const field = name.replace(/_accept$/, '')
    if (!isHashed(field)) return [name, value]
    return [name, name === field ? keyOf(field, words(value)) : Array.isArray(value) ? value.map((one) => keyOf(field, words(one))) : value]
  })))
  return { ...(gold.source ? { source: gold.source } : {}), actions }
}

function isHashed(field: string): field is ScoredField | 'action' {
  return ['reference', 'objective', 'action', 'leads', 'deadline', 'measures'].includes(field)
}

// ---------------------------------------------------------------- the two complete plans as rows

interface Placed extends GoldAction { readonly theme?: string | null; readonly group?: string | null }

function threeAsRows(gold: Gold): MadePlan {
  const rows: MadeRow[] = []
  let [theme, objective, group] = ['', '', '']
  for (const each of gold.actions as readonly Placed[]) {
    if ((each.theme ?? '') !== theme) { theme = each.theme ?? ''; rows.push({ heading: theme }) }
    if ((each.objective ?? '') !== objective) { objective = each.objective ?? ''; group = ''; rows.push({ heading: objective }) }
    if ((each.group ?? '') !== group && each.group) { group = each.group; rows.push({ heading: group }) }
    rows.push({ cells: [words(each.action), words(each.leads), words(each.deadline), words(each.measures)] })
  }
  return { title: 'Equality action plan', columns: ['Action', 'Responsibility of', 'Deadline', 'How will success be measured?'], rows }
}

function oneAsRows(gold: Gold): MadePlan {
  return {
    title: 'Equality action plan', columns: ['Ref', 'Objective', 'Action', 'Success measures', 'By when', 'Lead'],
    rows: gold.actions.map((each) => ({ cells: [words(each.reference), words(each.objective), words(each.action), words(each.measures), words(each.deadline), words(each.leads)] })),
  }
}
