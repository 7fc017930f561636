/**
 * What the members of several bodies say of themselves, together: asked anonymously, counted once, shown through the gate. A board of fifteen
 * is smaller than most figures that may be shown of people, so bodies are joined, and never taken apart again. Pure.
 */
import { countOfPeople } from '#disclosure/count.ts'
import { gate, percentageOf, type ReleaseProof } from '#disclosure/gate.ts'
import { policies } from '#disclosure/policy.ts'
import type { Earlier } from '#disclosure/protect.ts'
import type { Release } from '#disclosure/release.ts'
import type { Figure } from '#disclosure/shown.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import type { Refused } from '#duty/refused.ts'
import type { Membership } from './body.ts'

export type AskingState = 'open' | 'counting' | 'shown' | 'too few' | 'not safe'

export interface Asking {
  readonly id: string
  readonly bodies: readonly string[]
  readonly openedOn: Temporal.PlainDate
  readonly openedBy: string
  readonly closedOn: Temporal.PlainDate | null
  readonly state: AskingState
}

/** What members are asked: few questions, each with few answers. */
export const asked = ['ethnic group', 'disability', 'carer', 'religion or belief', 'sexual orientation'] as const satisfies readonly QuestionId[]

/** With fewer forms than this nothing is worked out at all. */
export const fewestForms = 10

/**
 * Bodies may be asked together if each earlier asking was of the very same, or of none of them: what is said of four boards less what is said
 * of three of them is said of the fourth. And once a year at most, so that nobody who joined or left can be found between two days.
 */
export function mayAsk(bodies: readonly string[], earlier: readonly Asking[], today: Temporal.PlainDate): Refused | null {
  if (bodies.length === 0) return { refused: 'Select the bodies whose members are asked' }
  if (earlier.some((each) => each.state === 'open' || each.state === 'counting')) return { refused: 'Members are being asked now. Close that first' }
  const wanted = new Set(bodies)
  for (const each of earlier) {
    const shared = each.bodies.filter((body) => wanted.has(body)).length
    if (shared > 0 && (shared < each.bodies.length || shared < wanted.size)) return { refused: 'Some of these bodies were asked together with others before. Ask the same ones together again, so that nobody can be found by taking one figure from another' }
    const again = each.openedOn.add({ years: 1 })
    if (shared > 0 && Temporal.PlainDate.compare(today, again) < 0) return { refused: `They were asked less than a year ago. Ask them again from ${again.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })} on` }
  }
  return null
}

/** Whoever sits on one of the bodies and can sign in may answer, once; others by the link that they are sent. */
export function isAsked(asking: Pick<Asking, 'bodies' | 'state'>, seats: readonly Pick<Membership, 'body'>[]): boolean {
  return asking.state === 'open' && seats.some((each) => asking.bodies.includes(each.body))
}

/** Exact sums of one question, in the broad groups that are enough here. */
export interface Summed { readonly question: QuestionId; readonly groups: readonly { readonly name: string; readonly people: number }[]; readonly silent: readonly { readonly name: string; readonly people: number }[] }

/** From the sums of each category to broad groups: five ethnic groups and not nineteen. */
export function inGroups(table: { readonly question: QuestionId; readonly categories: readonly { readonly label: string; readonly parent?: string }[]; readonly counts: readonly number[] }): Summed {
  const groups = new Map<string, number>()
  for (const [at, { label, parent }] of table.categories.entries()) groups.set(parent ?? label, (groups.get(parent ?? label) ?? 0) + (table.counts[at] ?? 0))
  const [notDeclared = 0, preferNot = 0, notAsked = 0] = table.counts.slice(table.categories.length)
  return { question: table.question, groups: [...groups].map(([name, people]) => ({ name, people })), silent: [{ name: 'Left out', people: notDeclared + notAsked }, { name: 'Prefer not to say', people: preferNot }] }
}

const dimension = (question: QuestionId): string => `members: ${question}`
const answered = 'Answered'
/** What would do most harm to be known of somebody. */
const sensitive: readonly QuestionId[] = ['religion or belief', 'sexual orientation']
const { threshold } = policies.public

/** One release of every question, with the thresholds of what the public may see: those who read it know each other. */
export function releaseOf(sums: readonly Summed[], on: string): Release {
  return {
    schema: 'release/1', threshold: threshold.ordinary,
    dimensions: Object.fromEntries(sums.map(({ question, groups, silent }) => [dimension(question), [...groups, ...silent].map(({ name }) => name)])),
    parents: Object.fromEntries(sums.map(({ question, groups }) => [dimension(question), Object.fromEntries(groups.map(({ name }) => [name, answered]))])),
    tables: sums.map(({ question, groups, silent }) => ({ id: dimension(question), by: [dimension(question)], of: `members asked on ${on}`, threshold: threshold[sensitive.includes(question) ? 'sensitive' : 'ordinary'], counts: [...groups, ...silent].map(({ people }) => people) })),
  }
}

export interface ShownQuestion {
  readonly question: QuestionId
  readonly groups: readonly { readonly name: string; readonly people: Figure; readonly share: Figure }[]
  readonly answered: Figure
  readonly silent: readonly { readonly name: string; readonly people: Figure }[]
}

/** What readers see: numbers that passed the gate, and shares of those who answered. */
export function figuresOf(sums: readonly Summed[], on: string, proof: ReleaseProof): readonly ShownQuestion[] {
  return sums.map(({ question, groups, silent }) => {
    const figure = (name: string, people: number): Figure => gate(countOfPeople(people, { of: `Members: ${name}`, on, source: 'Asked anonymously', cell: { table: dimension(question), cell: { [dimension(question)]: name } } }), policies.board, proof)
    const all = figure(answered, groups.reduce((sum, each) => sum + each.people, 0))
    return {
      question, answered: all, silent: silent.map(({ name, people }) => ({ name, people: figure(name, people) })),
      groups: groups.map(({ name, people }) => { const shown = figure(name, people); return { name, people: shown, share: percentageOf(shown, all, policies.board, { definition: `Share of members who answered: ${name}`, base: 'of the members who answered' }) } }),
    }
  })
}

/** What the gate was given with what it withheld: the next asking is proved beside it. */
export type Held = Pick<Earlier, 'withheld'> & { readonly release: Release }
