import { dayInWords, listInWords } from '#duty/dates.ts'
import { questions } from '#duty/monitoring/questions.ts'
import { noAnswer, type Field } from './dataset.ts'
import { isQuestion } from './mapping.ts'
import type { Problem } from './quality.ts'
import type { TabulatedField, Tabulation } from './tabulation.ts'

/** The counts of one extract by each of its fields alone, and the total: what two extracts of a source are compared by. */
export type SingleCounts = readonly Tabulation[]

/** Smaller changes happen from quarter to quarter in any body; larger ones are as often a fault of the extract. */
const bigChange = 0.2
/** Groups of fewer people come and go. */
const fewestWorthSaying = 5
const mostNamed = 12

/** What an extract says so differently from the one before it that somebody should look before it is taken in. Warnings all: a reorganisation is no fault. */
export function compareWithEarlier(now: SingleCounts, earlier: SingleCounts, earlierDay: Temporal.PlainDate): readonly Problem[] {
  const before = new Map(earlier.map((each) => [each.cut, each]))
  const [total, earlierTotal] = [now.find((each) => each.cut === 'all')?.counts[0] ?? 0, before.get('all')?.counts[0] ?? 0]
  const problems: Problem[] = []
  if (earlierTotal >= fewestWorthSaying && Math.abs(total - earlierTotal) > bigChange * earlierTotal) {
    problems.push(warning('headcount changed', null, '', `There are ${total.toLocaleString('en-GB')} people in this extract, and there were ${earlierTotal.toLocaleString('en-GB')} on ${dayInWords(earlierDay)}.`,
      'Check that it covers the same people: schools, casual workers and those on a career break are left out of some extracts.'))
  }
  for (const each of now) {
    const last = before.get(each.cut)
    const [field] = each.by
    if (!last || !field || each.by.length !== 1) continue
    problems.push(...compareField(field, each.counts, last, total, earlierTotal, earlierDay))
  }
  for (const last of earlier) {
    const field = last.by[0]?.field
    if (field !== undefined && last.by.length === 1 && !now.some((each) => each.cut === last.cut)) {
      problems.push(warning('category gone', field, '', `${nameOf(field)} is not in this extract. It was on ${dayInWords(earlierDay)}.`, 'Check that no column was left out of the extract or of what you said about it.'))
    }
  }
  return problems
}

function compareField({ field, categories }: TabulatedField, counts: readonly number[], last: Tabulation, total: number, earlierTotal: number, day: Temporal.PlainDate): readonly Problem[] {
  const problems: Problem[] = []
  const lastField = last.by[0]
  if (!lastField) return []
  const now = new Map(categories.map((each, place) => [each.code, counts[place] ?? 0]))
  const then = new Map(lastField.categories.map((each, place) => [each.code, last.counts[place] ?? 0]))
  const labels = new Map([...categories, ...lastField.categories].map((each) => [each.code, each.label]))
  const gone = [...then].filter(([code, count]) => count >= fewestWorthSaying && (now.get(code) ?? 0) === 0).map(([code]) => labels.get(code) ?? code)
  if (gone.length > 0) {
    problems.push(warning('category gone', field, gone.join('\n'), `Nobody is in ${named(gone)} any more (${nameOf(field).toLowerCase()}). Somebody was on ${dayInWords(day)}.`, 'Check that nobody was left out, and whether it only has another name now.'))
  }
  const isOwn = !isQuestion(field) && field !== 'score'
  const fresh = isOwn ? [...now].filter(([code, count]) => count > 0 && !then.has(code)).map(([code]) => labels.get(code) ?? code) : []
  if (fresh.length > 0) {
    problems.push(warning('category new', field, fresh.join('\n'), `${named(fresh)} ${fresh.length === 1 ? 'is' : 'are'} new (${nameOf(field).toLowerCase()}).`, 'If it is another name of one that was there before, say so, and figures over time will join.'))
  }
  if (isQuestion(field) && total >= fewestWorthSaying && earlierTotal >= fewestWorthSaying) {
    const declared = (all: readonly number[], places: number) => all.slice(0, places).reduce((sum, count) => sum + count, 0)
    const [share, before] = [declared(counts, categories.length) / total, declared(last.counts, lastField.categories.length) / earlierTotal]
    if (before > 0 && (share < before / 2 || before - share > bigChange)) {
      const notDeclared = counts[categories.length - 1 - noAnswer['not declared']] ?? 0
      problems.push(warning('declaration fell', field, '', `${percent(share)} have answered the question on ${nameOf(field).toLowerCase()}, and ${percent(before)} had on ${dayInWords(day)}. ${notDeclared.toLocaleString('en-GB')} say nothing now.`,
        'Check that the column was filled in the extract, and that its words were understood.'))
    }
  }
  return problems
}

function warning(kind: Problem['kind'], field: Field | null, words: string, sentence: string, remedy: string): Problem {
  return { kind, grave: 'warns', column: '', field, words, rows: [], rowCount: 0, sentence, remedy }
}

function named(labels: readonly string[]): string {
  const shown = labels.slice(0, mostNamed).map((label) => `“${label}”`)
  return labels.length > mostNamed ? `${shown.join(', ')} and ${labels.length - mostNamed} more` : listInWords(shown)
}

function nameOf(field: Field): string {
  return questions.find((each) => each.id === field)?.name ?? field.charAt(0).toUpperCase() + field.slice(1)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
