import { inspect } from 'node:util'

/**
 * The only place where the number inside a `Count` can be read and where a `Shown` can be made.
 *
 * No file outside `disclosure/` may import this one: `gate.test.ts` walks the source and fails if one does.
 * Everybody else imports `count.ts`, `shown.ts` and `gate.ts`.
 */

/** What is said about a count of people before anyone may know the number. */
export interface CountOf {
  /** Who is counted, in words: "Jewish employees in Highways". */
  readonly of: string
  /** The day that the count describes, as an ISO date: "2026-03-31". */
  readonly on: string
  /** Where the number came from: "Workforce extract of 31 March 2026". */
  readonly source: string
  /** Its place in the release that protects it. A count without a place can never be shown. */
  readonly cell?: CellName
}

/** A published cell: the table's id and one category, parent category or `*` (the total) for each of its dimensions. */
export interface CellName {
  readonly table: string
  readonly cell: Readonly<Record<string, string>>
}

/** One spelling for a cell, whatever order its dimensions were written in. */
export function spell(name: CellName): string {
  return JSON.stringify([name.table, ...Object.entries(name.cell).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))])
}

/** A count of people. It knows its number and tells nobody: not JSON, not the console, not a template, not a sum. */
export class HiddenCount {
  readonly #people: number
  readonly of: string
  readonly on: string
  readonly source: string
  readonly cell: CellName | null

  constructor(people: number, { of, on, source, cell }: CountOf) {
    if (!Number.isSafeInteger(people) || people < 0) throw new TypeError('A count of people must be a whole number, nought or more')
    this.#people = people
    this.of = of
    this.on = on
    this.source = source
    this.cell = cell ?? null
  }

  static people(count: HiddenCount): number {
    return count.#people
  }

  static is(value: unknown): value is HiddenCount {
    return typeof value === 'object' && value !== null && #people in value
  }

  toString(): string {
    return unread
  }

  toJSON(): string {
    return unread
  }

  // Arithmetic and comparison would answer with the number's neighbours, so they stop instead.
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string') return unread
    throw new TypeError('A count of people cannot be added, compared or joined to text: pass it through the gate')
  }

  [inspect.custom](): string {
    return `Count { ${this.of}: ${unread} }`
  }
}

const unread = '[c]'

/** The number in a count. For `disclosure/` alone. */
export function peopleIn(count: HiddenCount): number {
  return HiddenCount.people(count)
}

/** Who a figure was cleared for. What the public may see, a board may see too; not the other way about. */
export type Audience = 'public' | 'board'

/** Everything that a figure carries when it leaves, so that none is ever printed without its base, date, source and meaning. */
export interface Statement {
  /** As it is printed: "268", "5.8%", "1.55 times". */
  readonly text: string
  /** For charts, sorting and exports. Null where the figure is a sentence or a band. */
  readonly value: number | null
  /** What it is a share or mean of, in words: "of the 4,649 employees who answered". Null for a plain count. */
  readonly base: string | null
  readonly on: string
  readonly source: string
  /** What is counted and how: "Employees who say that they are disabled, Equality Act question". */
  readonly definition: string
  readonly audience: Audience
}

/** A figure that may be seen. Made only behind the gate. */
export class ClearedFigure implements Statement {
  readonly state = 'shown'
  readonly #cleared = true
  readonly text: string
  readonly value: number | null
  readonly base: string | null
  readonly on: string
  readonly source: string
  readonly definition: string
  readonly audience: Audience

  constructor({ text, value, base, on, source, definition, audience }: Statement) {
    this.text = text
    this.value = value
    this.base = base
    this.on = on
    this.source = source
    this.definition = definition
    this.audience = audience
  }

  static is(value: unknown): value is ClearedFigure {
    return typeof value === 'object' && value !== null && #cleared in value && value.#cleared
  }
}

/**
 * The proof that a whole release is safe: made only by `protect` once the separate verifier has agreed.
 * It knows the cells of its release, which of them are withheld, and nothing of the witnesses (they are nearly the truth, so they stay secret).
 */
export class ReleaseProof {
  readonly #cells: ReadonlyMap<string, number | null>
  /** The edition of the policy that it was made under. */
  readonly policy: string
  /** SHA-256 of the release and of the answer, as hexadecimal: what the audit statement prints. */
  readonly certificate: string
  readonly verifiedOn: string

  /** `cells`: every cell of the release by its spelling; its number where it is published, null where it is withheld. */
  constructor(cells: ReadonlyMap<string, number | null>, made: { policy: string, certificate: string, verifiedOn: string }) {
    this.#cells = cells
    this.policy = made.policy
    this.certificate = made.certificate
    this.verifiedOn = made.verifiedOn
  }

  /** The number published for a cell; null where it is withheld; undefined where the release does not have it. */
  static published(proof: ReleaseProof, cell: CellName): number | null | undefined {
    return proof.#cells.get(spell(cell))
  }

  static is(value: unknown): value is ReleaseProof {
    return typeof value === 'object' && value !== null && #cells in value
  }
}
