import type { QuestionId } from './questions.ts'
import type { Category, QuestionSet } from './question-set.ts'
import { ageSets } from './sets/age.ts'
import { disabilitySets } from './sets/disability.ts'
import { ethnicGroupSets } from './sets/ethnic-group.ts'
import { carerSets, mainLanguageSets, pregnancySets, socioEconomicSets } from './sets/further-questions.ts'
import { legalPartnershipSets } from './sets/legal-partnership.ts'
import { religionSets } from './sets/religion-or-belief.ts'
import { genderIdentitySets, sexSets } from './sets/sex-and-gender-identity.ts'
import { sexualOrientationSets } from './sets/sexual-orientation.ts'

/** Every edition of every question. The first of each question is the one that a body begins with. */
const setsOf: { readonly [question in QuestionId]: readonly QuestionSet[] } = {
  'age': ageSets,
  'disability': disabilitySets,
  'ethnic group': ethnicGroupSets,
  'sex': sexSets,
  'gender identity': genderIdentitySets,
  'religion or belief': religionSets,
  'sexual orientation': sexualOrientationSets,
  'legal partnership status': legalPartnershipSets,
  'pregnancy or maternity': pregnancySets,
  'carer': carerSets,
  'socio-economic background': socioEconomicSets,
  'main language': mainLanguageSets,
}

/** By the id that stands beside answers; undefined for an id that no edition has. */
export function findQuestionSet(id: string): QuestionSet | undefined {
  return questionSets().find((set) => set.id === id)
}

export function questionSetsFor(question: QuestionId): readonly QuestionSet[] {
  return setsOf[question]
}

/** What a body asks until it chooses otherwise: Census 2021, where the census asks, so that local and national figures compare. */
export function defaultQuestionSet(question: QuestionId): QuestionSet {
  const [first] = setsOf[question]
  if (first === undefined) throw new Error(`No edition of the question “${question}” is known.`)
  return first
}

export function questionSets(): readonly QuestionSet[] {
  return Object.values(setsOf).flat()
}

/** A category of a set, or one of the answers that say less. */
export function findCategory(set: QuestionSet, code: string): Category | undefined {
  return set.categories.find((each) => each.code === code) ?? set.lessDetail.find((each) => each.code === code)
}

/** Names of the parent groups in the order in which they come; none for a question without groups. */
export function parentsOf(set: QuestionSet): readonly string[] {
  return [...new Set(set.categories.flatMap((each) => each.parent ?? []))]
}
