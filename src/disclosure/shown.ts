import { ClearedFigure } from './inside.ts'
import type { Audience, Statement } from './inside.ts'
import type { Tally } from './tally.ts'

export type { Audience, Statement } from './inside.ts'

/**
 * A figure about people that may be seen: the only kind that can be rendered, charted, sorted by, coloured by, exported or sent.
 * It carries its text, value, base, date, source, definition and the audience that it was cleared for. Only the gate makes one.
 */
export type Shown = ClearedFigure

/**
 * A figure that is not shown. Primary and secondary alike: nobody can tell which from the symbol, the reason or the shape.
 */
export interface Withheld {
  readonly state: 'withheld'
  readonly symbol: '[c]'
  /** One sentence for the reader, without any number in it. */
  readonly reason: string
}

/** There is no figure, and the reader is told why with the shorthand of the Government Analysis Function. */
export interface Absent {
  readonly state: 'absent'
  readonly symbol: AbsentSymbol
  readonly reason: string
}

/** What may stand in a table of figures about people. */
export type Figure = Shown | Withheld | Absent

/** What a page, chart or export may be given: a figure about people that passed the gate, or a tally of things. */
export type Showable = Figure | Tally

export function isShown(value: unknown): value is Shown {
  return ClearedFigure.is(value)
}

/** One wording for everything that is withheld, so that the reason cannot say more than the symbol. */
export const withheld: Withheld = Object.freeze({
  state: 'withheld', symbol: '[c]', reason: 'This figure is withheld to protect people from being identified.',
})

/**
 * The shorthand of the Government Analysis Function ("Symbols in tables"), printed above every table that uses it. Last checked 22 November 2026.
 * Never blank, "NA", an asterisk, dagger, dot or colon: screen readers pass over them.
 */
export const symbols = {
  '[b]': 'break in the series',
  '[c]': 'confidential: withheld to protect people',
  '[e]': 'estimated',
  '[f]': 'forecast',
  '[low]': 'low: rounds to zero but is not zero',
  '[p]': 'provisional',
  '[r]': 'revised',
  '[u]': 'low reliability',
  '[w]': 'none recorded in the survey',
  '[x]': 'not available',
  '[z]': 'not applicable: no value is possible',
} as const
export type FigureSymbol = keyof typeof symbols
export type AbsentSymbol = '[x]' | '[z]' | '[u]' | '[low]' | '[w]'

/** @param why the rest of the sentence for the reader, where the symbol's own words are too general */
export function absent(symbol: AbsentSymbol, why?: string): Absent {
  return { state: 'absent', symbol, reason: why ?? sentence(symbols[symbol]) }
}

/** The ways in which a person has no answer. They are different facts and are never added together. */
export const answerStates = {
  'not asked': 'Not asked',
  'not declared': 'Not declared',
  'prefer not to say': 'Prefer not to say',
  'withdrawn': 'Answer withdrawn',
} as const
export type AnswerState = keyof typeof answerStates

/** An answer, or which of the ways of having none. "Prefer not to say" is not a declaration. */
export type Answered<Answer> = { readonly state: 'answered', readonly answer: Answer } | { readonly state: AnswerState }

/** As a cell of a table prints it: "268", "[c]", "[z]". */
export function asText(figure: Showable): string {
  return figure.state === 'shown' || figure.state === 'tally' ? figure.text : figure.symbol
}

/** As it stands inside a sentence: "268", "a number that is withheld". */
export function asWords(figure: Showable): string {
  switch (figure.state) {
    case 'shown': case 'tally': return figure.text
    case 'withheld': return 'a number that is withheld to protect people'
    case 'absent': return `no figure (${symbols[figure.symbol]})`
  }
}

/** For a chart, an order or an export of numbers: null for everything that has no number to show. */
export function asValue(figure: Showable): number | null {
  return figure.state === 'shown' || figure.state === 'tally' ? figure.value : null
}

/** The line that belongs under a figure: "of the 4,649 employees who answered. 31 March 2026. Workforce extract." */
export function asFootnote(figure: Figure): string {
  if (figure.state !== 'shown') return figure.reason
  return [sentence(figure.definition), figure.base === null ? '' : sentence(figure.base), sentence(asDay(figure.on)), sentence(`Source: ${figure.source}`)]
    .filter((part) => part !== '').join(' ')
}

/** The symbols that a table uses, each with its words, in the order of the alphabet: they are explained above the table. */
export function symbolsUsed(figures: Iterable<Showable>): readonly { readonly symbol: FigureSymbol, readonly words: string }[] {
  const used = new Set<FigureSymbol>()
  for (const figure of figures) if (figure.state === 'withheld' || figure.state === 'absent') used.add(figure.symbol)
  return [...used].sort().map((symbol) => ({ symbol, words: symbols[symbol] }))
}

/**
 * Orders rows by a figure for a reader. Rows without a shown number keep the order that they came in, after the others:
 * their place must not tell what they hide.
 */
export function sortedByFigure<Row>(rows: readonly Row[], figureOf: (row: Row) => Showable, direction: 'largest first' | 'smallest first' = 'largest first'): Row[] {
  const sign = direction === 'largest first' ? -1 : 1
  const valued = rows.map((row) => ({ row, value: asValue(figureOf(row)) }))
  const seen = valued.filter((each): each is { row: Row, value: number } => each.value !== null).sort((a, b) => sign * (a.value - b.value))
  return [...seen, ...valued.filter((each) => each.value === null)].map((each) => each.row)
}

/** What a reader of this audience sees of a figure: one that was cleared for the board alone is withheld from the public. */
export function forAudience(figure: Figure, audience: Audience): Figure {
  return figure.state === 'shown' && audience === 'public' && figure.audience !== 'public' ? withheld : figure
}

/** The figure as other programs read it: JSON exports and the API. Everything in it has been cleared. */
export function asData(figure: Showable): Statement | { readonly state: 'tally', readonly text: string, readonly value: number } | { readonly symbol: FigureSymbol, readonly reason: string } {
  switch (figure.state) {
    case 'shown': {
      const { text, value, base, on, source, definition, audience } = figure
      return { text, value, base, on, source, definition, audience }
    }
    case 'tally': return { state: 'tally', text: figure.text, value: figure.value }
    default: return { symbol: figure.symbol, reason: figure.reason }
  }
}

function asDay(iso: string): string {
  return Temporal.PlainDate.from(iso).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

function sentence(words: string): string {
  const started = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(started) || started === '' ? started : `${started}.`
}
