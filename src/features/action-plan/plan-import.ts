import { readDeadline, type Deadline, type ReadingContext } from '#duty/deadline.ts'
import { nextDue, readingInWords } from '#duty/due.ts'
import { recogniseLeads, type LeadReading } from './lead.ts'
import type { Action, Measure } from './action.ts'
import type { Objective, Strategy, Theme } from './plan.ts'
import { readCode } from './reading/plan-headings.ts'
import type { ReadAction, ReadField, ReadHeading, ReadTable, Unplaced } from './reading/plan-reading.ts'

/** Whoever the organisation knows by name: a person, a department, or a post, group, team or partner of its own. */
export interface Party {
  readonly id: string
  readonly kind: 'department' | 'person' | 'post' | 'group' | 'team' | 'partner'
  readonly name: string
  readonly alsoKnownAs: readonly string[]
  /** The person who holds a post now. */
  readonly heldBy: string | null
  readonly department: string | null
}

/** A document on its way into the plan: nothing of it is in the plan until a person has looked at every row. */
export interface PlanImport {
  readonly id: string
  readonly fileName: string
  readonly format: string | null
  readonly sha256: string
  readonly strategy: string | null
  readonly state: 'waiting' | 'reading' | 'unreadable' | 'to review' | 'accepted' | 'undone' | 'thrown away'
  /** Why the file could not be read, in a sentence. */
  readonly refusal: string
  readonly found: FoundInDocument | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Temporal.Instant
  readonly endedAt: Temporal.Instant | null
  readonly version: number
}

/** What stands beside the rows in the reading of a whole document. */
export interface FoundInDocument {
  readonly headings: readonly ReadHeading[]
  readonly unplaced: readonly Unplaced[]
  readonly tables: readonly ReadTable[]
  readonly notes: readonly string[]
}

export interface ImportRow {
  readonly place: number
  /** Index of the table in the document's reading; -1 for rows read from paragraphs. */
  readonly table: number
  readonly reading: ReadAction
  readonly mended: Mended | null
  readonly decision: 'to review' | 'accepted' | 'left out'
  readonly action: string | null
  readonly version: number
}

/** The words of one row as they will stand in the plan: as read, or as a person mended them. Empty for nothing. */
export interface Mended {
  readonly theme: string
  readonly objective: string
  readonly group: string
  readonly reference: string
  readonly action: string
  readonly leads: string
  readonly deadline: string
  readonly measures: string
}
export const mendable = ['reference', 'objective', 'theme', 'group', 'action', 'leads', 'deadline', 'measures'] as const satisfies readonly (keyof Mended)[]

export function asItStands(row: Pick<ImportRow, 'reading' | 'mended'>): Mended {
  if (row.mended) return row.mended
  const { reading } = row
  const words = (field: ReadField): string => field.written ?? ''
  return {
    theme: words(reading.theme), objective: words(reading.objective), group: words(reading.group), reference: words(reading.reference), action: words(reading.action),
    leads: words(reading.leads), deadline: words(reading.deadline), measures: words(reading.measures),
  }
}

/** How far a reading can be trusted, in a word for the page. Below `sure` a person is asked to look. */
export function trustIn(confidence: number): 'sure' | 'check' | 'doubtful' {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.6 ? 'check' : 'doubtful'
}

/** The fields of a row that somebody should look at before accepting it. */
export function toLookAt(row: ImportRow): readonly (keyof Mended)[] {
  if (row.mended) return []
  return mendable.filter((name) => row.reading[name].written !== null && trustIn(row.reading[name].confidence) !== 'sure')
}

/** What a row's deadline and leads mean, for the page and for the plan. */
export function understand(words: Mended, known: readonly Party[], context: ReadingContext): { readonly deadline: Deadline; readonly leads: LeadReading } {
  return { deadline: readDeadline(words.deadline, context), leads: recogniseLeads(words.leads, known.map((each) => ({ ...each, kind: each.kind === 'team' ? 'group' : each.kind === 'partner' ? 'outside partner' : each.kind }))) }
}

/** The accepted rows whose deadline means something else once the plan's years are known: nobody has looked at that meaning yet. */
export function meantOtherwise(rows: readonly ImportRow[], years: Pick<Strategy, 'from' | 'to'>): readonly { readonly written: string; readonly seen: string; readonly meant: string }[] {
  const found = rows.filter((row) => row.decision === 'accepted').flatMap((row) => {
    const written = asItStands(row).deadline
    const [seen, meant] = [readingInWords(readDeadline(written).reading), readingInWords(readDeadline(written, contextOf(years)).reading)]
    return seen === meant ? [] : [{ written, seen, meant }]
  })
  return [...new Map(found.map((each) => [each.written, each])).values()]
}

export function contextOf({ from, to }: Pick<Strategy, 'from' | 'to'>): ReadingContext {
  return { ...(from ? { planFrom: from } : {}), ...(to ? { planTo: to } : {}) }
}

export interface Additions { readonly themes: readonly Theme[]; readonly objectives: readonly Objective[]; readonly actions: readonly Action[]; readonly actionOfRow: ReadonlyMap<number, string> }

/**
 * The accepted rows as parts of a plan. Objectives with the same code, or the same words where there is no code, are
 * one objective; those that the plan has already are used again. Gives what is new, in the document's order.
 */
export function toPlan(rows: readonly ImportRow[], into: {
  readonly strategy: Strategy; readonly themes: readonly Theme[]; readonly objectives: readonly Objective[]; readonly headings: readonly ReadHeading[]
  readonly known: readonly Party[]; readonly today: Temporal.PlainDate; newId(): string
}): Additions {
  const { strategy, known, today } = into
  const context = contextOf(strategy)
  const themes: Theme[] = []
  const objectives: Objective[] = []
  const actions: Action[] = []
  const actionOfRow = new Map<number, string>()

  const themeFor = (title: string): string | null => {
    if (title === '') return null
    const same = [...into.themes, ...themes].find((each) => plain(each.title) === plain(title))
    if (same) return same.id
    const made = { id: into.newId(), strategy: strategy.id, title, place: into.themes.length + themes.length + 1 }
    themes.push(made)
    return made.id
  }

  const objectiveFor = (written: string, theme: string): string => {
    const { code, title } = splitObjective(written)
    const same = [...into.objectives, ...objectives].find((each) => code !== '' && each.code !== '' ? plain(each.code) === plain(code) : plain(each.words) === plain(title))
    if (same) return same.id
    const heading = into.headings.find((each) => each.kind === 'objective' && plain(each.written) === plain(written))
    const deadline = readDeadline(deadlineInside(title), context)
    const made: Objective = {
      id: into.newId(), strategy: strategy.id, theme: themeFor(theme), code, words: title, thisMeans: '', leadMember: '', strategicLead: '', operationalLead: '', aims: [], characteristics: [],
      measure: '', baseline: '', target: '', deadline: { written: deadline.reading.kind === 'none' ? null : deadline.written, reading: deadline.reading }, reviewedOn: null,
      place: heading ? into.objectives.length + into.headings.indexOf(heading) + 1 : into.objectives.length + into.headings.length + objectives.length + 1, version: 1,
    }
    objectives.push(made)
    return made.id
  }

  for (const row of rows.filter((each) => each.decision === 'accepted')) {
    const words = asItStands(row)
    const { deadline, leads } = understand(words, known, context)
    const id = into.newId()
    actionOfRow.set(row.place, id)
    actions.push({
      id, strategy: strategy.id, objective: objectiveFor(words.objective === '' ? 'Other actions' : words.objective, words.theme), group: words.group, reference: words.reference, words: words.action,
      ...leadsOf(words.leads, leads, known), electedLead: '', department: departmentOf(leads, known),
      deadline: { written: words.deadline === '' ? null : words.deadline, reading: deadline.reading }, dueOn: nextDue(deadline.reading, today),
      measures: measuresOf(row, words), characteristics: [], aims: [], priority: '', resources: otherCell(row, 'resources'), privateNotes: '', isPrivate: false,
      state: 'not started', stateReason: '', closedOn: null, own: null, percentDone: null, lastUpdate: null, madeBy: null, version: 1,
    })
  }
  return { themes, objectives, actions, actionOfRow }
}

function leadsOf(written: string, reading: LeadReading, known: readonly Party[]): Pick<Action, 'lead' | 'supporting'> {
  const accountable = reading.accountable === null ? null : reading.parts[reading.accountable] ?? null
  const found = accountable?.id ? known.find((each) => each.id === accountable.id) : undefined
  const person = found?.kind === 'person' ? found.id : found?.heldBy ?? null
  const holder = person === null ? undefined : known.find((each) => each.id === person)
  return {
    lead: {
      written: written === '' ? null : written,
      name: accountable === null ? null : holder && found && found.kind !== 'person' ? `${found.name} (${holder.name})` : found?.name ?? accountable.words,
      person, known: found?.id ?? null,
    },
    supporting: reading.parts.filter((part) => part !== accountable).map((part) => ({ written: part.words, known: part.id })),
  }
}

function departmentOf(reading: LeadReading, known: readonly Party[]): string | null {
  for (const part of reading.parts) {
    const found = known.find((each) => each.id === part.id)
    if (found?.kind === 'department') return found.id
    if (found?.department) return found.department
  }
  return null
}

function measuresOf(row: ImportRow, words: Mended): readonly Measure[] {
  const { output, outcome } = row.reading
  if (!row.mended && (output.written !== null || outcome.written !== null)) {
    return [...(output.written === null ? [] : [{ kind: 'output' as const, words: output.written }]), ...(outcome.written === null ? [] : [{ kind: 'outcome' as const, words: outcome.written }])]
  }
  return words.measures === '' ? [] : [{ kind: 'output', words: words.measures }]
}

function otherCell(row: ImportRow, field: string): string {
  return row.reading.others.filter((each) => each.field === field).map((each) => each.written).join('\n')
}

/** `EO1: To …` is a code and its words. A heading without a code is all words. */
export function splitObjective(written: string): { readonly code: string; readonly title: string } {
  const found = readCode(written)
  return found ? { code: found.code ?? '', title: found.title === '' ? written : found.title } : { code: '', title: written }
}

/** An objective may carry its own deadline: “by the end of March 2020”. Only such words are handed to the reader. */
function deadlineInside(words: string): string {
  return /\bby (?:the )?(?:end of )?(?:[A-Z][a-z]+ )?\d{4}\b/.exec(words)?.[0] ?? ''
}

const plain = (words: string): string => words.toLowerCase().normalize('NFKC').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
