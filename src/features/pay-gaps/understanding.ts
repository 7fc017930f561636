import { ethnicMeanings, guessEthnicGroup } from './ethnic-groups.ts'
import { classOf, type ElementRule } from './pay-elements.ts'
import { meanings, usualChoices, type ClassedElement, type PayField, type Regime, type Survey, type SurveyedColumn, type Understanding, type WordField } from './payroll.ts'

/** What a person confirmed for an earlier extract: the same headings and words are understood in the same way again. */
export type Remembered = Pick<Understanding, 'columns' | 'words' | 'elements'> & { readonly choices?: Understanding['choices'] }

const headings: readonly (readonly [RegExp, PayField])[] = [
  [/^(staff|employee|emp|payroll|person|pers|assignment holder)[ _]*(no|num|number|id|ref|reference|code)\b|^row_?id$|^personnel n/i, 'staff number'],
  [/^(post|position|assignment|job)[ _]*(no|num|number|nbr|id|ref)/i, 'post'],
  [/^(sex|gender|legal sex)$/i, 'sex'],
  [/^(week|wk)[ _-]*\d+[ _]*(hours|hrs)?$|hours (in )?(week|wk) ?\d+/i, 'worked week'],
  [/paid weeks|weeks (paid|per year|in (the )?year)|term[- ]time weeks/i, 'paid weeks'],
  [/^fte$|full[- ]time equiv/i, 'share of full time'],
  [/(contract|weekly|std|standard|working|normal)[ _]*(weekly[ _]*)?(hours|hrs)|^hours( per| a)? week|^hours$|hours per week/i, 'hours'],
  [/^(pay[ _])?element([ _]name)?$|^pay (type|code|description)$|^description$/i, 'element'],
  [/^(amount|value|element (amount|value)|pay amount|gross amount)\b/i, 'amount'],
  [/belongs to|(for|earned) (period|date)|^period (of|end|to)|effective date of pay/i, 'belongs to'],
  [/salary sacrifice|sal sac/i, 'salary sacrifice'],
  [/bonus.*(year|12 months|annual)|(year|12 months|annual).*bonus/i, 'bonus in the year'],
  [/hourly (rate|pay)|rate per hour/i, 'hourly rate'],
  [/annual (salary|rate|pay|rt)|^annual_rt$|salary (per|a) (year|annum)|yearly salary|^base_salary$|fte salary|^totalcomp$/i, 'annual salary'],
  [/(paid|pay) (as|status|on leave)|reduced pay|leave pay status|full pay/i, 'paid as'],
  [/employment (type|kind|group)|kind of employment|^employer$|staff group|in scope/i, 'employment'],
  [/^(start|hire|commenc|continuous service)[ _]*(ed|d)?[ _]*(date)?|^date (started|of appointment|joined)/i, 'started'],
  [/^(leav|left|end|termination)[a-z]*[ _]*(date)?$|^date left/i, 'left'],
  [/^(pay )?(grade|band)( code)?$|^salary grade/i, 'grade'],
  [/equal work|work group|je (band|score)|job evaluation/i, 'work group'],
  [/^(department|directorate|dept)(_?name)?$/i, 'department'],
  [/years? of service|length of service/i, 'service'],
  [/full.?(time)?.*part.?time|working pattern|^ft.?\/?pt$|contract (type|basis)/i, 'working pattern'],
  [/^(race|ethnic(ity| group| origin)?)/i, 'ethnic group'],
  [/disab/i, 'disability'],
]
const payHeading = /pay\b|allow|bonus|overtime|salary|premium|enhance|supplement|honorari|commission|arrears|expenses|mileage|standby|weighting|protection|payment/i

/** A first understanding of an extract: what was remembered, and guesses for the rest. A person confirms it before anything is counted. */
export function understand(survey: Survey, { remembered, rules, regime, snapshot }: { readonly remembered: Remembered | null; readonly rules: readonly ElementRule[]; readonly regime: Regime; readonly snapshot: Temporal.PlainDate }): Understanding {
  const taken = new Set<PayField>()
  const columns: Record<string, PayField | null> = {}
  for (const column of survey.columns) {
    const known = remembered?.columns[column.heading]
    const guessed = known !== undefined ? known : guessColumn(column, taken)
    columns[column.heading] = guessed
    if (guessed !== null) taken.add(guessed)
  }
  const { nobodyPaidBonus: _, ...kept } = remembered?.choices ?? usualChoices(regime, snapshot)
  const choices = remembered?.choices === undefined ? kept : { ...kept, periodFrom: periodWith(snapshot, kept) }
  return withWordsAndElements({ columns, words: {}, elements: {}, choices }, survey, { remembered, rules, snapshot })
}

/** The first day of the pay period in which the snapshot day lies: of its month, or so many whole weeks after a period that is known. */
function periodWith(snapshot: Temporal.PlainDate, { payPeriod, periodFrom }: Understanding['choices']): string {
  if (payPeriod === 'month') return snapshot.with({ day: 1 }).toString()
  const length = { week: 7, fortnight: 14, 'four weeks': 28 }[payPeriod]
  const days = Temporal.PlainDate.from(periodFrom).until(snapshot, { largestUnit: 'days' }).days
  return Temporal.PlainDate.from(periodFrom).add({ days: Math.floor(days / length) * length }).toString()
}

/** Fills in what the words and pay elements of the mapped columns mean, as far as it is known, keeping what is there. */
export function withWordsAndElements(given: Understanding, survey: Survey, { remembered, rules, snapshot }: { readonly remembered: Remembered | null; readonly rules: readonly ElementRule[]; readonly snapshot: Temporal.PlainDate }): Understanding {
  const words: Partial<Record<WordField | 'ethnic group', Record<string, string>>> = {}
  for (const field of wordFields) {
    const found = wordsOf(survey, given, field)
    if (found.length === 0) continue
    words[field] = Object.fromEntries(found.flatMap(([word]) => {
      const meaning = given.words[field]?.[word] ?? remembered?.words[field]?.[word] ?? guessWord(field, word)
      return meaning === null ? [] : [[word, meaning]]
    }))
  }
  const elements: Record<string, ClassedElement> = {}
  for (const name of elementsOf(survey, given)) {
    const kept = given.elements[name] ?? remembered?.elements[name]
    const found = kept?.class ?? classOf(name, rules, snapshot)
    if (found !== null) elements[name] = { class: found, bonusFor: kept?.bonusFor ?? 'year' }
  }
  return { ...given, words, elements }
}

export const wordFields = [...Object.keys(meanings) as readonly WordField[], 'ethnic group'] as const

export function columnsOf({ columns }: Pick<Understanding, 'columns'>, field: PayField): readonly string[] {
  return Object.entries(columns).filter(([, is]) => is === field).map(([heading]) => heading)
}

/** The distinct words of the column that is this field, commonest first. */
export function wordsOf(survey: Survey, understanding: Pick<Understanding, 'columns'>, field: PayField): readonly (readonly [string, number])[] {
  const heading = columnsOf(understanding, field)[0]
  return survey.columns.find((each) => each.heading === heading)?.words ?? []
}

/** The names of pay elements: the words of the element column, or the headings of the pay columns. */
export function elementsOf(survey: Survey, understanding: Pick<Understanding, 'columns'>): readonly string[] {
  return [...wordsOf(survey, understanding, 'element').map(([word]) => word), ...survey.columns.map((column) => column.heading).filter((heading) => understanding.columns[heading] === 'pay')]
}

/** Does anything in the extract tell who was paid a bonus? Where nothing does, a person has to say that nobody was. */
export function holdsBonus(understanding: Pick<Understanding, 'columns' | 'elements'>, survey: Survey): boolean {
  return columnsOf(understanding, 'bonus in the year').length > 0 || elementsOf(survey, understanding).some((name) => understanding.elements[name]?.class === 'bonus')
}

/** What still has to be said before anybody can be counted: sentences for the person. */
export function missing(understanding: Understanding, survey: Survey): readonly string[] {
  const has = (field: PayField): boolean => columnsOf(understanding, field).length > 0
  const said: string[] = []
  if (!has('sex')) said.push('Say which column holds sex')
  if (!has('pay') && !has('annual salary') && !has('hourly rate') && !(has('element') && has('amount'))) said.push('Say which columns hold pay')
  if (has('element') !== has('amount')) said.push('An extract with a row for each payment has a column for the element’s name and one for its amount')
  if (has('element') && !has('staff number')) said.push('Say which column holds the staff number, so that a person’s payments can be put together')
  if (!has('hourly rate') && !has('hours') && !has('share of full time') && !has('worked week')) said.push('Say which column holds weekly hours')
  const unclassed = elementsOf(survey, understanding).filter((name) => understanding.elements[name] === undefined)
  if (unclassed.length > 0) said.push(`Say what ${unclassed.length === 1 ? `“${unclassed[0] ?? ''}” is` : `these are: ${unclassed.slice(0, 5).join(', ')}${unclassed.length > 5 ? ' and others' : ''}`}`)
  for (const field of wordFields) {
    const unknown = wordsOf(survey, understanding, field).filter(([word]) => understanding.words[field]?.[word] === undefined)
    if (unknown.length > 0) said.push(`Say what ${unknown.length === 1 ? `“${unknown[0]?.[0] ?? ''}” means` : 'some words mean'} (${field})`)
  }
  return said
}

function guessColumn({ heading, numbers, filled }: SurveyedColumn, taken: ReadonlySet<PayField>): PayField | null {
  const found = headings.find(([pattern]) => pattern.test(heading.trim()))?.[1]
  if (found !== undefined && (found === 'worked week' || !taken.has(found))) return found
  const isMoney = numbers > 0 && numbers >= 0.6 * filled
  return isMoney && payHeading.test(heading) && found === undefined ? 'pay' : null
}

const wordGuesses: { readonly [field in WordField]: readonly (readonly [RegExp, string])[] } = {
  sex: [[/^(f|female|woman|women|w)$/i, 'female'], [/^(m|male|man|men)$/i, 'male'], [/^$|unknown|not|blank|^u$|^x$|n\/k/i, 'not recorded']],
  'paid as': [[/(statutory|half|reduced|nil|unpaid|no pay).*(mat|pat|adopt|parental|sick|leave|special)|(mat|pat|adopt|parental|sick|leave|special).*(statutory|half|reduced|nil|unpaid|no pay)|^leave$|reduced.*leave|^y(es)?$/i, 'reduced by leave'], [/strike|industrial|part period|other/i, 'reduced otherwise'], [/full|normal|^n(o)?$|^fp$/i, 'full pay']],
  employment: [[/maintained|school/i, 'maintained school'], [/contractor|agency|consultant|off.?payroll/i, 'contractor without data'], [/partner/i, 'partner'], [/left|not employed|pension/i, 'not employed'], [/employee|staff|casual|zero|apprentice|permanent|temporary|fixed|council|relief|sessional|^y(es)?$/i, 'counts']],
  'working pattern': [[/part|^pt$|^p$/i, 'part time'], [/full|^ft$|^f$/i, 'full time'], [/unknown|not/i, 'not recorded']],
  disability: [[/prefer|declin/i, 'prefer not to say'], [/not (declared|stated|known|recorded|disclosed|provided)|unknown|undeclared|unspecified|blank/i, 'not declared'], [/^(n|no|none|non|not)\b|not disabled|non.?disabled|no disab/i, 'not disabled'], [/^y|disab|impair/i, 'disabled']],
}

function guessWord(field: WordField | 'ethnic group', word: string): string | null {
  if (field === 'ethnic group') return guessEthnicGroup(word)
  return wordGuesses[field].find(([pattern]) => pattern.test(word.trim()))?.[1] ?? null
}

/** Is this one of the meanings that a word of the field can have? */
export function isMeaning(field: WordField | 'ethnic group', meaning: string): boolean {
  return (field === 'ethnic group' ? ethnicMeanings : meanings[field]).some((each) => each === meaning)
}
