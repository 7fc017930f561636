import type { Category, QuestionSet } from '#duty/monitoring/question-set.ts'
import { findCategory, findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { groupsAsAsked } from '#duty/monitoring/sets/ethnic-group.ts'

/** How a question is put to people: one page, one or two steps, why it is asked, and always a way out. */
export interface Asked {
  readonly question: QuestionId
  /** In addresses: `ethnic-group`. */
  readonly slug: string
  readonly set: QuestionSet
  readonly title: string
  readonly hint?: string
  readonly why: string
  readonly options: readonly AskedOption[]
}

export interface AskedOption {
  readonly value: string
  readonly text: string
  readonly hint?: string
  /** What it means by itself; null where only the second step tells. */
  readonly category: string | null
  /** The second step, beside the option. */
  readonly next?: { readonly legend: string; readonly options: readonly { readonly value: string; readonly text: string }[] }
  /** Whether people may say it in their own words too. */
  readonly ownWords: boolean
}

export type Nation = 'England' | 'Wales'

/** What a body may ask, in the order in which it is asked: what people answer without a thought comes first. */
export const askable = ['ethnic group', 'disability', 'carer', 'legal partnership status', 'socio-economic background', 'main language', 'religion or belief', 'sexual orientation', 'gender identity'] as const satisfies readonly QuestionId[]
export type Askable = (typeof askable)[number]

/** What is asked until a body chooses otherwise. Sex and age are not: the payroll has them. */
export const usuallyAsked: readonly Askable[] = askable.filter((each) => each !== 'main language')

export function isAskable(question: string): question is Askable {
  return askable.some((each) => each === question)
}

export function slugOf(question: QuestionId): string {
  return question.replaceAll(' ', '-')
}

export function findAsked(slug: string, asked: readonly Askable[], nation: Nation): Asked | null {
  const question = asked.find((each) => slugOf(each) === slug)
  return question === undefined ? null : howAsked(question, nation)
}

export function nameOf(question: QuestionId): string {
  return questions.find((each) => each.id === question)?.name ?? question
}

export function howAsked(question: Askable, nation: Nation): Asked {
  const { set: id, title, hint, why, options } = form(question, nation)
  const set = findQuestionSet(id)
  if (set === undefined) throw new Error(`The edition ${id} is not there.`)
  return { question, slug: slugOf(question), set, title, why, ...(hint === undefined ? {} : { hint }), options: options?.(set) ?? set.categories.map(plain) }
}

interface Form { readonly set: string; readonly title: string; readonly hint?: string; readonly why: string; readonly options?: (set: QuestionSet) => readonly AskedOption[] }

function form(question: Askable, nation: Nation): Form {
  const inWales = nation === 'Wales'
  switch (question) {
    case 'ethnic group': return {
      set: inWales ? 'ethnic-group-census-2021-wales' : 'ethnic-group-census-2021', title: 'What is your ethnic group?', hint: 'Choose a group, then what describes you best. The group alone is enough.',
      why: 'To see whether people of every ethnic group are appointed, trained and promoted alike, and to compare us with the people we serve.', options: (set) => ethnicGroups(set, nation),
    }
    case 'disability': return {
      set: 'disability-gss', title: 'Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?',
      why: 'To see whether disabled people get in and get on here as others do. It does not tell your manager anything. If you need an adjustment, ask for it in the usual way.', options: disability,
    }
    case 'carer': return {
      set: 'carer-census-2021', title: 'Do you look after, or give any help or support to, anyone because they have long-term physical or mental health conditions or illnesses, or problems related to old age?',
      hint: 'Do not count anything you do as part of your paid employment.', why: 'To see whether our hours, leave and meetings work for people who care for somebody.',
    }
    case 'legal partnership status': return {
      set: 'legal-partnership-govuk', title: 'What is your legal marital or registered civil partnership status?', why: 'The law protects people at work because they are married or in a civil partnership. We check that they are not treated worse.',
    }
    case 'socio-economic background': return {
      set: 'socio-economic-smc', title: 'What was the occupation of your main household earner when you were about aged 14?', why: 'To see whether people from every background get in and get on here.', options: (set) => set.categories.map((each) => ({ ...plain(each), ...hintFor(each.code) })),
    }
    case 'main language': return { set: 'main-language-hr', title: 'What is your main language?', why: 'To see whether what we write, and how we train, reaches everybody who works here.' }
    case 'religion or belief': return {
      set: 'religion-hr', title: 'What is your religion or belief?', hint: 'Christian includes Church of England, Church in Wales, Catholic, Protestant and all other Christian denominations.',
      why: 'To see whether people of every religion or belief, and of none, are treated alike here.', options: (set) => set.categories.map((each) => each.code === 'R1' ? { ...plain(each), text: 'Christian' } : plain(each)),
    }
    case 'sexual orientation': return { set: 'sexual-orientation-govuk', title: 'Which of the following best describes your sexual orientation?', why: 'To see whether lesbian, gay and bisexual people get in and get on here as others do.' }
    case 'gender identity': return {
      set: 'gender-identity-govuk', title: 'Is the gender you identify with the same as your sex registered at birth?', hint: 'We do not ask whether anybody has a gender recognition certificate, and you should not tell us.',
      why: 'To see whether trans people are treated fairly here. Figures are only ever given for the whole organisation.',
    }
  }
}

function plain(category: Category): AskedOption {
  return { value: category.code, text: category.label, category: category.code, ownWords: category.writeIn === true }
}

function ethnicGroups(set: QuestionSet, nation: Nation): readonly AskedOption[] {
  return groupsAsAsked(nation).map(({ code, label }) => {
    const parent = findCategory(set, code)?.parent
    return {
      value: code, text: label, category: code, ownWords: true,
      next: { legend: `Which one best describes your ${code === 'O' ? 'background' : `${label} ${code === 'M' ? 'background' : 'ethnic group or background'}`}?`, options: set.categories.filter((each) => each.parent === parent).map((each) => ({ value: each.code, text: each.label })) },
    }
  })
}

/** Yes alone does not tell whether somebody is disabled: it is kept as an answer only with the second step. */
function disability(): readonly AskedOption[] {
  return [
    { value: 'yes', text: 'Yes', category: null, ownWords: false, next: { legend: 'Do any of your conditions or illnesses reduce your ability to carry out day-to-day activities?', options: [{ value: 'D1', text: 'Yes, a lot' }, { value: 'D2', text: 'Yes, a little' }, { value: 'N1', text: 'Not at all' }] } },
    { value: 'N2', text: 'No', category: 'N2', ownWords: false },
  ]
}

/** Examples help people to find the line that fits: after the Social Mobility Commission. */
function hintFor(code: string): { readonly hint?: string } {
  const hint = ({
    E1: 'For example, teacher, nurse, solicitor, engineer, social worker', E2: 'For example, office manager, finance manager, head of a service', E3: 'For example, secretary, call centre agent, nursery nurse',
    E4: 'For example, owner of a shop, a farm, a taxi or a building firm', E5: 'For example, fitter, plumber, electrician, train driver', E6: 'For example, postal worker, porter, care worker, cleaner, driver, labourer', E7: 'Claimed an unemployment benefit for more than a year',
  } as Readonly<Record<string, string>>)[code]
  return hint === undefined ? {} : { hint }
}
