import { characteristics, isAimFor, type Characteristic } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { partsOf } from '#duty/due.ts'
import { readMeasure } from './measure.ts'
import type { Objective } from './plan.ts'

export type { Objective, Strategy, Theme } from './plan.ts'

/** Something that an objective does not say yet. A note to its writer, never a refusal: an objective may be kept and published without it. */
export interface Missing {
  readonly what: 'words' | 'measure' | 'baseline' | 'target' | 'date' | 'owner' | 'characteristics' | 'aims' | 'review'
  /** A whole sentence for the page. */
  readonly sentence: string
  /** Where it is asked for. `law` is asked by regulation; `house` is what the body asks of itself to meet it. */
  readonly asked: 'law' | 'house'
  readonly source: string
}

type Written = Pick<Objective, 'words' | 'thisMeans' | 'measure' | 'baseline' | 'target' | 'deadline' | 'leadMember' | 'strategicLead' | 'operationalLead' | 'aims' | 'characteristics' | 'reviewedOn'>

/**
 * What an objective lacks to be specific, measurable and reviewed in time, as it stands on that day; empty when it lacks nothing.
 * England: a listed authority publishes one or more objectives, each specific and measurable, at intervals of not more than four years.
 */
export function whatIsMissing(objective: Written, today: Temporal.PlainDate): readonly Missing[] {
  return rules.flatMap(({ what, asked, source, lacks }) => {
    const sentence = lacks(objective, today)
    return sentence === null ? [] : [{ what, sentence, asked, source }]
  })
}

/** The last day on which objectives that were published or reviewed then must be published again. */
export function reviewDue(reviewedOn: Temporal.PlainDate): Temporal.PlainDate {
  return reviewedOn.add({ years: 4 }).subtract({ days: 1 })
}

const regulation5 = 'Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017 (SI 2017/353), regulation 5'
const houseRule = 'The body’s own rule: an objective has a measure, a starting point, a target, a date and an owner'
const section149 = 'Equality Act 2010, section 149'

/** The rules as data: what is asked, by whom, and the sentence when it is not there. Last checked 22 November 2026. */
const rules: readonly (Omit<Missing, 'sentence'> & { readonly lacks: (objective: Written, today: Temporal.PlainDate) => string | null })[] = [
  { what: 'words', asked: 'law', source: regulation5, lacks: ({ words, thisMeans }) => (isVague(words) && thisMeans.trim() === '' ? 'The law asks for a specific objective. Add what this means in practice: who will notice, and what will be different.' : null) },
  { what: 'measure', asked: 'law', source: regulation5, lacks: ({ measure, target }) => lackOfMeasure(measure, target) },
  { what: 'baseline', asked: 'house', source: houseRule, lacks: ({ baseline }) => (baseline.trim() === '' ? 'Add where things stand now, so that a change can be shown.' : null) },
  { what: 'target', asked: 'house', source: houseRule, lacks: ({ target }) => (target.trim() === '' ? 'Add what it should become: a number, a rate or a state that can be seen.' : null) },
  { what: 'date', asked: 'house', source: houseRule, lacks: ({ deadline }) => (hasDay(deadline) ? null : 'Add the date by which it should be met.') },
  { what: 'owner', asked: 'house', source: houseRule, lacks: ({ leadMember, strategicLead, operationalLead }) => ([leadMember, strategicLead, operationalLead].every((name) => name.trim() === '') ? 'Say who answers for it: a lead member, a strategic lead or an operational lead.' : null) },
  { what: 'characteristics', asked: 'house', source: section149, lacks: (objective) => (objective.characteristics.length === 0 ? 'Say whom it is for: choose the protected characteristics, or all of them.' : null) },
  { what: 'aims', asked: 'house', source: section149, lacks: lackOfAims },
  { what: 'review', asked: 'law', source: regulation5, lacks: ({ reviewedOn }, today) => lackOfReview(reviewedOn, today) },
]

function lackOfMeasure(measure: string, target: string): string | null {
  if (measure.trim() === '') return 'The law asks for a measurable objective. Add how you will know that it has been met.'
  const reading = readMeasure(`${measure}\n${target}`)
  return reading.measurable ? null : `The law asks for a measurable objective. ${reading.why}`
}

function lackOfAims({ aims, characteristics: whose }: Written): string | null {
  if (aims.length === 0) return 'Say which of the three aims of the duty it serves.'
  const stranded = whose.filter((one) => !aims.some((aim) => isAimFor(one, aim)))
  return stranded.length > 0 ? `${listNames(stranded)} comes only under the first aim of the duty, which is to eliminate discrimination. Add that aim, or leave the characteristic out.` : null
}

function listNames(codes: readonly Characteristic[]): string {
  return characteristics.filter(({ code }) => codes.includes(code)).map(({ name }) => name).join(', ')
}

function lackOfReview(reviewedOn: Temporal.PlainDate | null, today: Temporal.PlainDate): string | null {
  if (reviewedOn === null) return 'Add the day on which it was last published or reviewed. The law asks for objectives again within four years of that day.'
  const due = reviewDue(reviewedOn)
  return Temporal.PlainDate.compare(due, today) < 0 ? `It was last published or reviewed on ${dayInWords(reviewedOn)}. It was due again by ${dayInWords(due)}: the law asks for objectives at least every four years.` : null
}

function hasDay({ reading }: Written['deadline']): boolean {
  return partsOf(reading).some((part) => !part.asked && (part.kind === 'date' || part.kind === 'dates' || part.kind === 'window' || (part.kind === 'ongoing' && (part.until !== undefined || part.reviewOn !== undefined)) || (part.kind === 'recurring' && (part.on ?? part.moves ?? part.next ?? part.afterEnd) !== undefined)))
}

/** So short that it names a subject rather than a change: "Leadership and visibility". */
function isVague(words: string): boolean {
  const count = words.trim().split(/\s+/).filter((word) => /\p{L}/u.test(word)).length
  return count < 5
}
