import { freeze, thaw, type Artefact, type Contents } from '#disclosure/artefact.ts'
import { percentageOf } from '#disclosure/gate.ts'
import { policies, type Policy } from '#disclosure/policy.ts'
import { absent, asWords, isShown, type Figure } from '#disclosure/shown.ts'
import type { Refused } from '#duty/refused.ts'
import { datasetKinds, type DatasetKind, type Field } from './dataset.ts'

/**
 * The figures of one release, as pages, charts, files and other rooms read them. They were made once, passed the gate
 * together, and were frozen: nothing here goes back to rows or to exact counts.
 */
export interface Figures {
  readonly release: string
  readonly audience: 'board' | 'public'
  readonly title: string
  readonly on: Temporal.PlainDate
  /** Rows of what is published: every table of the release. */
  readonly tables: readonly FigureTable[]
  readonly findings: readonly FrozenFinding[]
  /** The audit statement's parts: certificate, day, how many figures are withheld of how many, the policy's name. */
  readonly audit: Audit
  /** Notes for readers: scope, definitions, what an interval means here. */
  readonly notes: readonly string[]
  /** What other bodies had published when the release was made, to stand beside it. */
  readonly others: readonly OtherFigures[]
}

/** Shares that another body has published by one question, with all that a reader has to know of them. */
export interface OtherFigures {
  readonly question: Field
  readonly body: string
  readonly on: Temporal.PlainDate
  /** Of whom the shares are, in words. */
  readonly base: string
  /** Who was counted, as the source says it. */
  readonly counted: string
  readonly source: string
  /** Empty where there is none. */
  readonly link: string
  /** By the name of the group in our figures. */
  readonly shares: readonly { readonly group: string; readonly share: Figure }[]
}

export interface Audit {
  readonly certificate: string
  readonly verifiedOn: Temporal.PlainDate
  readonly policy: string
  readonly figures: number
  readonly withheld: number
  readonly sentence: string
}

/** One table: a dataset's people by none, one, two or three fields. */
export interface FigureTable {
  /** Stable from release to release: 'workforce: ethnic group by department'. */
  readonly id: string
  readonly kind: DatasetKind
  readonly title: string
  readonly from: Temporal.PlainDate | null
  readonly on: Temporal.PlainDate
  readonly source: string
  /** What the categories mean and which question was asked, edition named. */
  readonly definition: string
  readonly by: readonly FigureField[]
  /** The count for a coordinate: a category, a parent, a way of having no answer, or '*' for each field; absent when the table has no such cell. */
  count(at: Readonly<Record<string, string>>): Figure
  /** The share of those who answered (declared), unless another base is asked for. */
  share(at: Readonly<Record<string, string>>, of: Field, base?: 'declared' | 'all'): Figure
}

export interface FigureField {
  readonly field: Field
  readonly name: string
  readonly categories: readonly { readonly name: string; readonly label: string; readonly parent?: string; readonly kind: 'category' | 'parent' | 'no answer' }[]
}

/** A statistic with its sentences, as they were said when the release was made. Withheld parts are already words. */
export interface FrozenFinding {
  /** 'representation: disability', 'likelihood: ethnic group: shortlisted to appointed', 'declaration: sexual orientation' … */
  readonly id: string
  readonly analysis: 'declaration' | 'representation' | 'likelihood' | 'pipeline' | 'disparity' | 'stock flow' | 'trend' | 'intersection' | 'event rate' | 'satisfaction'
  /** The question that it is about; `everybody` for what is said of all of them together. */
  readonly field: Field | 'everybody'
  readonly kind: DatasetKind
  readonly category: string
  readonly compared: string
  readonly value: Figure
  readonly low: Figure
  readonly high: Figure
  readonly benchmark: Figure
  readonly grade: 'clear' | 'possible' | 'none' | 'too few' | 'withheld'
  readonly sentence: string
  readonly headline: string
  readonly meaning: string
  readonly certainty: string
  readonly notMeaning: string
  readonly nextQuestion: string
  readonly method: string
  readonly base: string
  readonly definition: string
  readonly source: string
}

/** What a release is before it is frozen: `cells` of a table go row by row in the order of `by`, each field's categories and then `*`. */
export interface MadeFigures extends Omit<Figures, 'tables' | 'others'> {
  readonly others?: Figures['others']
  readonly tables: readonly (Omit<FigureTable, 'count' | 'share'> & { readonly cells: readonly Figure[] })[]
}

/** The coordinate for everybody who answered a question: a parent of all its categories. */
export const answered = 'Answered'

/** Freezes a release's figures for its audience. Throws where a figure was cleared for fewer readers. */
export function freezeFigures({ release, audience, title, on, tables, findings, audit, notes, others = [] }: MadeFigures): { readonly artefact: Artefact; readonly sha256: string } {
  const contents = {
    release, audience, title, on: on.toString(), notes, audit: { ...audit, verifiedOn: audit.verifiedOn.toString() }, findings: findings.map((each) => ({ ...each })),
    ...(others.length === 0 ? {} : { others: others.map((each) => ({ ...each, on: each.on.toString(), shares: each.shares.map((one) => ({ ...one })) })) }),
    tables: tables.map((table) => ({ ...table, from: table.from?.toString() ?? null, on: table.on.toString(), by: table.by.map((field) => ({ ...field, categories: field.categories.map((each) => ({ ...each })) })) })),
  }
  return freeze(contents, audience)
}

/**
 * The figures of an artefact, for readers whom it was frozen for: a release's row, or a published edition's content, each with the SHA-256 that is
 * kept beside it. The one way from JSON to figures in this room.
 */
export function thawFigures(artefact: unknown, sha256: string, reader: Figures['audience']): Figures | Refused {
  const thawed = thaw(artefact, sha256, reader)
  if ('refused' in thawed) return thawed
  const frozen = asFrozen(thawed.contents)
  if (frozen === null) return { refused: 'These figures were frozen by another version of the program.' }
  const policy = Object.values(policies).find(({ edition }) => edition === frozen.audit.policy) ?? policies[frozen.audience]
  return { ...frozen, on: Temporal.PlainDate.from(frozen.on), audit: { ...frozen.audit, verifiedOn: Temporal.PlainDate.from(frozen.audit.verifiedOn) }, tables: frozen.tables.map((table) => figureTable(table, policy)), others: (frozen.others ?? []).map((each) => ({ ...each, on: Temporal.PlainDate.from(each.on) })) }
}

interface FrozenFigures extends Omit<MadeFigures, 'on' | 'tables' | 'audit' | 'others'> {
  readonly on: string
  readonly others?: readonly (Omit<OtherFigures, 'on'> & { readonly on: string })[]
  readonly audit: Omit<Audit, 'verifiedOn'> & { readonly verifiedOn: string }
  readonly tables: readonly FrozenTable[]
}

interface FrozenTable extends Omit<MadeFigures['tables'][number], 'from' | 'on'> { readonly from: string | null; readonly on: string }

/** The seal says that these are the very contents that `freezeFigures` wrote, so their shape is its own. */
function asFrozen(contents: Contents): FrozenFigures | null {
  return typeof contents === 'object' && contents !== null && 'audit' in contents && 'tables' in contents && 'findings' in contents ? contents as unknown as FrozenFigures : null
}

function figureTable({ cells, ...table }: FrozenTable, policy: Policy): FigureTable {
  const places = table.by.map((field) => new Map([...field.categories.map((each) => each.name), '*'].map((name, place) => [name, place])))
  const count = (at: Readonly<Record<string, string>>): Figure => {
    let place = 0
    for (const [index, field] of table.by.entries()) {
      const found = places[index]?.get(at[field.field] ?? '*')
      if (found === undefined) return notThere
      place = place * (places[index]?.size ?? 0) + found
    }
    // A coordinate of a field that the table does not have is no cell of it.
    if (Object.keys(at).some((name) => at[name] !== '*' && !table.by.some(({ field }) => field === name))) return notThere
    return cells[place] ?? notThere
  }
  return {
    ...table, from: table.from === null ? null : Temporal.PlainDate.from(table.from), on: Temporal.PlainDate.from(table.on), count,
    share(at, of, base = 'declared') {
      const field = table.by.find((each) => each.field === of)
      const asks = field?.categories.some((each) => each.name === answered) === true
      const whole = count({ ...at, [of]: base === 'declared' && asks ? answered : '*' })
      const part = count(at)
      return percentageOf(part, whole, policy, {
        definition: isShown(part) ? part.definition : table.definition,
        base: `of the ${asWords(whole)} ${peopleOf(table.kind)}${base === 'declared' && asks ? ' who answered' : ''}`,
      })
    },
  }
}

/** Whom a dataset of a kind counts, in words: "employees". */
function peopleOf(kind: DatasetKind): string {
  return datasetKinds.find((each) => each.kind === kind)?.of ?? 'people'
}

const notThere = absent('[x]', 'This release has no such figure.')
