import { countOfPeople } from '#disclosure/count.ts'
import { derived, gate, type ReleaseProof } from '#disclosure/gate.ts'
import { policies } from '#disclosure/policy.ts'
import { protectWithProof, type Answer } from '#disclosure/protect.ts'
import type { Release } from '#disclosure/release.ts'
import { asText, type Figure } from '#disclosure/shown.ts'
import { nameOf, type Askable } from './asked.ts'

/** How many have declared, as it passed the gate: words only, so nothing goes back to a number of people that was withheld. */
export interface ShownRate {
  readonly people: string
  readonly anything: string
  readonly questions: readonly { readonly question: Askable; readonly name: string; readonly share: string; readonly percent: number | null; readonly count: string }[]
}

/** A rate with what the gate was given and what it answered: held for the rates that come after it. */
export interface CountedRate {
  readonly number: number
  readonly on: Temporal.PlainDate
  readonly held: { readonly release: Release; readonly withheld: Answer['withheld'] }
  readonly shown: ShownRate
  readonly certificate: string
}

export interface Counted { readonly people: number; readonly anything: number; readonly questions: Readonly<Record<string, number>> }

const policy = policies.board

/** Two cells a question, answered and not: a small number on either side would tell of a few people. */
function releaseOf(counted: Counted, asked: readonly Askable[]): Release {
  const tables = [{ id: 'anything', answered: counted.anything }, ...asked.map((question) => ({ id: question as string, answered: counted.questions[question] ?? 0 }))]
  return {
    schema: 'release/1', threshold: policies.public.threshold.sensitive,
    dimensions: Object.fromEntries(tables.map(({ id }) => [dimension(id), ['Declared', 'Not declared']])),
    tables: tables.map(({ id, answered }) => ({ id, by: [dimension(id)], counts: [answered, counted.people - answered] })),
  }
}

function dimension(id: string): string {
  return `declared: ${id}`
}

function shownRate(counted: Counted, asked: readonly Askable[], on: Temporal.PlainDate, proof: ReleaseProof): ShownRate {
  const figure = (table: string, category: 'Declared' | '*', people: number, of: string): Figure => gate(countOfPeople(people, { of, on: on.toString(), source: 'Self-declaration', cell: { table, cell: { [dimension(table)]: category } } }), policy, proof)
  const people = figure('anything', '*', counted.people, 'Employees who may declare')
  return {
    people: asText(people), anything: asText(figure('anything', 'Declared', counted.anything, 'Employees who have answered a question')),
    questions: asked.map((question) => {
      const declared = figure(question, 'Declared', counted.questions[question] ?? 0, `Employees who have declared: ${nameOf(question)}`)
      const share = derived([declared, people], { definition: `Share who have declared: ${nameOf(question)}` }, (part = 0, base = 0) => base === 0 ? { state: 'absent', symbol: '[z]', reason: 'Nobody may declare yet.' } : { text: `${Math.round(100 * part / base)}%`, value: Math.round(100 * part / base) })
      return { question, name: nameOf(question), share: asText(share), percent: share.state === 'shown' ? share.value : null, count: asText(declared) }
    }),
  }
}

/**
 * The next rate, safe together with every earlier one; null where nothing has changed, where it cannot be made safe, or where a figure
 * that was shown before would now have to be withheld: then the last one stays.
 */
export async function rateOf(counted: Counted, asked: readonly Askable[], rates: readonly CountedRate[], on: Temporal.PlainDate): Promise<CountedRate | null> {
  const release = releaseOf(counted, asked)
  const before = rates.at(-1)
  if (counted.people === 0 || (before !== undefined && JSON.stringify(before.held.release) === JSON.stringify(release))) return null
  const earlier = rates.map(({ held }) => ({ release: held.release, withheld: held.withheld }))
  const { answer, proof } = await protectWithProof(release, { earlier, policy: policy.edition, on: on.toString(), limitMs: 60_000, adviseMerging: false })
  if (proof === null || answer.withheld.some(({ table }) => table === 'anything') || (before !== undefined && answer.withheld.length > before.held.withheld.length)) return null
  return { number: (before?.number ?? 0) + 1, on, held: { release, withheld: answer.withheld }, shown: shownRate(counted, asked, on, proof), certificate: proof.certificate }
}
