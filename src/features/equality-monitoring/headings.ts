import { readBand, readBirth } from '#duty/monitoring/ages.ts'
import { defaultQuestionSet } from '#duty/monitoring/question-sets.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { fold, likeliestSet, understandWord } from '#duty/monitoring/words.ts'
import type { Field } from './dataset.ts'

/** What a column of an extract most likely is: by its heading, and by what its words look like. A person confirms it. */
export interface HeadingUnderstood {
  readonly field: Field
  /** The edition of the question that the words fit best; for a monitoring question only. */
  readonly questionSet?: string
  readonly sure: 'certain' | 'likely' | 'unsure'
  /** One sentence for the person who confirms it. */
  readonly why: string
}

/**
 * @param heading as it is written in the file
 * @param sampleWords different words of the column, a few dozen are enough; none for an empty column
 * @returns null for a column that is none of the fields: names, salaries, telephone numbers
 */
export function understandHeading(heading: string, sampleWords: readonly string[] = []): HeadingUnderstood | null {
  const text = foldHeading(heading)
  const words = sampleWords.map((each) => each.trim()).filter((each) => each !== '')
  if (isNever(text)) return null
  const byName = named(text)
  if (byName !== null) return confirmed(byName, words)
  return byWords(text, words)
}

export interface Column { readonly heading: string; readonly words: readonly string[] }

/**
 * All columns of an extract together, in their order. A field is given to one column only: the surest, of two the one
 * that holds names rather than codes. A second column of an organisation's parts becomes the team.
 */
export function understandHeadings(columns: readonly Column[]): readonly (HeadingUnderstood | null)[] {
  const each = columns.map(({ heading, words }) => understandHeading(heading, words))
  const chosen = new Map<Field, number>()
  const better = (one: number, other: number): boolean => rank(columns[one], each[one]) > rank(columns[other], each[other])
  each.forEach((understood, place) => {
    if (understood === null) return
    const before = chosen.get(understood.field)
    if (before === undefined || better(place, before)) chosen.set(understood.field, place)
  })
  const parts = each.flatMap((understood, place) => understood?.field === 'department' && chosen.get('department') !== place && /division|unit|section|service|team|group/i.test(columns[place]?.heading ?? '') ? [place] : [])
  return each.map((understood, place) => {
    if (understood === null || chosen.get(understood.field) === place) return understood
    if (!chosen.has('team') && parts[0] === place) return { field: 'team', sure: 'likely', why: 'It divides the departments of another column.' }
    return null
  })
}

function rank(column: Column | undefined, understood: HeadingUnderstood | null | undefined): number {
  if (column === undefined || understood === null || understood === undefined) return -1
  const sureness = { certain: 4, likely: 2, unsure: 0 }[understood.sure]
  const text = foldHeading(column.heading)
  const exact = text === fold(understood.field) ? 1 : text.includes(fold(understood.field)) ? 0.5 : 0
  const named = /\bname\b|name$/.test(text) && !/abbrv/.test(text) ? 1.5 : 0
  return sureness + exact + named + Math.min(new Set(column.words).size, 50) / 1000
}

interface Named { readonly field: Field; readonly sure: 'certain' | 'likely' | 'unsure' }

/** `AGE_RANGE`, `ageRange` and `Age Range?` become `age range`. */
function foldHeading(heading: string): string {
  return fold(heading.replaceAll(/(?<=[a-z]{2})(?=[A-Z])/g, ' ').replaceAll(/\b(ppt|emp|staff)[._]/gi, '$1 '))
}

/** Names of people, addresses, pay and free text are never taken in, whatever else their heading says. */
function isNever(text: string): boolean {
  return never.some((each) => each.test(text)) && !/\b(grade|band|number|no)\b/.test(text)
    || /\b(notes?|comments?|details|other please specify|free text|description|write in)\b/.test(text)
    || /^(valid|step|position nbr|jobcode|job code|payscale|pay scale m|salary)/.test(text)
    || /\b(gender recognition|grc)\b/.test(text)
    || /\b(leaving reason|reason for leaving|reports to|line manager|manager)\b/.test(text)
}

const never = [/\b(first|last|given|family|full|maiden|known as|middle) ?names?\b|\b(surname|forename|forenames|initials)\b|^(name|employee name|staff name|title)$/,
  /\b(address|postcode|post code|telephone|phone|mobile|e ?mail|ni number|nino|national insurance|bank|sort code)\b/,
  /\b(salary|salaries|pay floor|pay ceiling|payscale|annual rt|total comp|base pay|overtime|bonus|hourly rate|allowances?|cost)\b/]

/** Each field's headings. The first list is certain; a heading of the second may be something near it. */
const headings: readonly { readonly field: Field; readonly certain: RegExp; readonly likely?: RegExp }[] = [
  { field: 'gender identity', certain: /\bgender (identity|reassignment)\b|\btrans(gender)?( status)?\b|\bgender (same|different)\b.*\bbirth\b|\bsex registered at birth\b.*\bsame\b|^hunaniaeth rhywedd$|\bidentity match(es)?\b|\bgender.*\bassigned at birth\b/ },
  { field: 'sexual orientation', certain: /\bsexual (orientation|identity)\b|\bsexuality\b|\bsex(ual)? ori\w*\b|^orientation$|^cyfeiriadedd rhywiol$/, likely: /^lgbt?\w*\b/ },
  { field: 'religion or belief', certain: /\breligio(n|us)\b|\bfaith\b|\bcrefydd\b|^belief$/ },
  { field: 'disability', certain: /\bdisab(ility|led|ilities)\b|^anabledd$|\blimiting long term illness\b/, likely: /\blong term (health )?condition\b|\bimpairment\b|\bday to day activities\b/ },
  { field: 'ethnic group', certain: /\bethnic(ity)?\b|^race$|\bracial\b|^race ethnicity$|\bgrwp ethnig\b|^ethnigrwydd$|\bethnicorigin\b/, likely: /^(eth|ethnic cd|eth org|eth cat|self defined ethnicity|sde)$/ },
  { field: 'legal partnership status', certain: /\bmarital\b|\bmarriage\b|\bcivil partner(ship)?\b|^statws priodasol$|\bpartnership status\b/, likely: /^(mar status|mar stat|marital stat)$/ },
  { field: 'pregnancy or maternity', certain: /\bpregnan(cy|t)\b|\bmaternity\b|^beichiogrwydd\b/ },
  { field: 'carer', certain: /\bcarers?\b|\bcaring\b|\bunpaid care\b|^gofalwr$/, likely: /\bdependants?\b|\bdependents?\b/ },
  { field: 'socio-economic background', certain: /\bsocio ?economic\b|\bmain household earner\b|\bsocial background\b|\bparental occupation\b|^seb$/ },
  { field: 'main language', certain: /\b(main|first|preferred|home) language\b|\bprif iaith\b/, likely: /^language$/ },
  { field: 'age', certain: /^age\b|\bage (range|band|group|bracket|category|profile)\b|\bdate of birth\b|\bbirth ?(date|day)\b|^dob\b|\bd o b\b|^(oedran|dyddiad geni)$|\bage at\b|\bage in years\b|\byear of birth\b|^birth year$/, likely: /^(birth|born|ages?|agebnd)$/ },
  { field: 'sex', certain: /^(legal |recorded |employee |staff |person )?sex( code| desc| description| flag| at birth)?$|^rhyw$/, likely: /^(legal |employee |staff |person )?gender( code| desc| description| key)?$|^(m f|male female)$|^rhywedd$/ },
  { field: 'full-time equivalent', certain: /\bfte\b|\bfull time equivalent\b|\bwte\b|\bwhole time equivalent\b/, likely: /\b(std|standard|contracted|contract|weekly|contractual) (weekly )?hours\b|^hours( per week| pw)?$|^hrs( wk| week)?$/ },
  { field: 'working pattern', certain: /\b(working|work|shift) pattern\b|\bfull time part time\b|\bft ?pt\b|\bfull part time\b|\bpart time\b|\bfull or part time\b|\bemployment (basis|category)\b|\bfull time\b|\bpatrwm gwaith\b/, likely: /^(hours type|time status|fp time)$/ },
  { field: 'contract', certain: /\bcontract (type|status|category|basis|term)\b|\bemployment (type|status)\b|\bposition status\b|\bassignment (category|type|status)\b|\bpermanent\b.*\btemp(orary)?\b|\bperm temp\b|\btype of contract\b|^contract$|\bappointment type\b|\bmath o gontract\b/, likely: /^(basis|tenure|reg temp|employee type|staff type|post type)$/ },
  { field: 'department', certain: /^(current |parent |home )?(department|directorate|dept|division name)( name| desc| description)?$|^dept ?name$|^service area$|^adran$|^cyfarwyddiaeth$|^org unit( level)? 1$|\bdirectorate\b|\bdepartment\b/, likely: /^(division|group|organisation unit|org unit|business unit|service|school|faculty|portfolio|function|unit|deptname abbrv|dept ?id|dept code|cost centre)\b/ },
  { field: 'team', certain: /^(team|team name|section|sub team|section name|tim)$/, likely: /^(sub ?service|sub division|unit name|job team function|ward)$/ },
  { field: 'grade', certain: /\bgrade\b|\bpay ?band\b|\bsalary (grade|band)\b|\bpay (grade|group)\b|\bsalary scale\b|\bafc band\b|\bband\b|\bgradd\b|^spine point$|\bpay ?group\b|\bseniority\b/, likely: /^(scale|level|spinal column point|scp|rank|sal admin plan|job level|salaryband)\b/ },
  { field: 'location', certain: /^(location|work location|site|base|workplace|office|work base|place of work|lleoliad|location name|location code|work site)$/, likely: /^(building|locality|district|town|area)$/ },
  { field: 'job group', certain: /\b(job|occupation(al)?|staff|professional|eeo job|post) (group|family|category|class)\b|^profession$|^staff group$|^occupation$|^eeo job group$/, likely: /^(job title|job ?title abbrv|business title|generic job title|post title|position title|position|role|post|job|jobtitle|swydd|job name|role title)$/ },
  { field: 'stage', certain: /^(application |recruitment |applicant |current |vacancy |highest |final )?stage( reached| name)?$|\bapplication (stage|status)\b|\bapplicant status\b|\brecruitment (stage|status)\b|\bcandidate status\b|\bshortlisted\b/, likely: /^(status|progress|step reached|pipeline|hiring status)$/ },
  { field: 'outcome', certain: /\boutcome\b|^result$|\bcase result\b|\bdecision\b|^canlyniad$|\bsanction\b|\bfinal (status|result)\b|\bhearing result\b/, likely: /^(appointed|passed|disposal|resolution|conclusion|finding|closed as)$/ },
  { field: 'score', certain: /\bscore\b|\brating\b|\bsatisfaction\b|\bperf eval\b|\bperformance (rating|evaluation)\b|^marks?$/, likely: /^(points|response value|nps|stars)$/ },
  { field: 'staff number', certain: /\b(staff|employee|emp|payroll|person|personnel|personal|assignment|worker|pers|ee|associate|colleague) ?(id|no|number|num|nr|ref|reference|code|identifier)\b|^(pers ?no|empno|emplid|row ?id|payroll|staff ?id|person ?id|unique id|unique identifier|candidate id|applicant id|applicant (no|number|ref)|application (id|no|number|ref|reference)|esr number|rhif staff|rhif gweithiwr|case (id|no|number|ref|reference)|pay(roll)? ref|respondent id|user ?id|customer (id|no|number|ref)|client (id|no|number|ref))$/, likely: /^(id|ref|reference|number|no|key|record id|row|index|post unique reference|candidate|applicant|case|unique ref|unique reference)$/ },
]

function named(text: string): Named | null {
  for (const sure of ['certain', 'likely'] as const) {
    const found = headings.find((each) => each[sure]?.test(text) === true)
    if (found !== undefined) return { field: found.field, sure }
  }
  return null
}

function questionOf(field: Field): QuestionId | null {
  return questions.find((each) => each.id === field)?.id ?? null
}

/** A heading's meaning, held against the words below it. */
function confirmed({ field, sure }: Named, words: readonly string[]): HeadingUnderstood | null {
  const question = questionOf(field)
  if (question === null) return plainField(field, sure, words)
  const questionSet = words.length === 0 ? defaultQuestionSet(question).id : likeliestSet(question, words).id
  const share = understoodShare(question, words)
  const asked = question === 'sex' && sure === 'likely' ? ' It is headed as gender: confirm that it is what the payroll holds.' : ''
  if (share === null) return { field, questionSet, sure: sure === 'certain' ? 'likely' : 'unsure', why: `Its heading says so. No answer stands below it.${asked}` }
  if (share >= 0.6) return { field, questionSet, sure: asked === '' ? sure : 'likely', why: `Its heading and its words say so.${asked}` }
  // A list of the body's own has words that no edition has: the heading still says what was asked.
  if (sure === 'certain' && (words.length <= 40 || share > 0.2)) return { field, questionSet, sure: 'likely', why: 'Its heading says so. Many of its words are of a list of its own.' }
  return share === 0 ? null : { field, questionSet, sure: 'unsure', why: 'Its heading may say so, but most of its words say something else.' }
}

function plainField(field: Field, sure: Named['sure'], words: readonly string[]): HeadingUnderstood | null {
  const numbers = words.filter((each) => /^-?\d+([.,]\d+)?%?$/.test(each)).length
  const numeric = words.length > 0 && numbers >= words.length * 0.9
  if (field === 'full-time equivalent') {
    if (words.length > 0 && !numeric) return words.every((each) => /full|part|ft|pt/i.test(each)) ? { field: 'working pattern', sure: 'likely', why: 'Its words tell full time from part time.' } : null
    return { field, sure, why: sure === 'certain' ? 'Its heading says so.' : 'Hours a week become a share of full time.' }
  }
  if (field === 'score' && words.length > 0 && !numeric) return { field, sure: 'unsure', why: 'Its heading says so, but its words are not numbers.' }
  if (field === 'staff number') return { field, sure: words.length > 3 && new Set(words).size < words.length * 0.9 ? 'unsure' : sure, why: 'Its heading says so. It is kept apart from the answers.' }
  if ((field === 'stage' || field === 'outcome') && numeric) return { field, sure: 'unsure', why: 'Its heading says so, but its words are numbers.' }
  return { field, sure, why: sure === 'certain' ? 'Its heading says so.' : 'Its heading may say so.' }
}

/** A heading that says nothing: the words themselves, where they can be only one thing. */
function byWords(text: string, words: readonly string[]): HeadingUnderstood | null {
  if (words.length < 2 || /\b(hire|start|end|leav|join|entry|date|dt)\b/.test(text)) return null
  const bands = words.filter((each) => /[a-z+<>-]|\bto\b/i.test(each) && readBand(each) !== null).length
  const about: readonly QuestionId[] = ['ethnic group', 'religion or belief', 'sexual orientation', 'legal partnership status', 'sex']
  const fits = about.filter((question) => distinct(question, words) >= (question === 'sex' ? 2 : 3) && (understoodShare(question, words) ?? 0) >= 0.8)
  const [question] = fits
  if (fits.length === 1 && question !== undefined) return { field: question, questionSet: likeliestSet(question, words).id, sure: 'unsure', why: 'Its words look like answers to this question.' }
  if (bands >= words.length * 0.8 && bands >= 3 && words.some((each) => /under|over|\+/i.test(each) || Number(/\d+/.exec(each)?.[0] ?? 0) >= 16)) {
    return { field: 'age', questionSet: likeliestSet('age', words).id, sure: 'unsure', why: 'Its words look like bands of ages.' }
  }
  if (words.every((each) => /^(full|part)[ -]?time$/i.test(each))) return { field: 'working pattern', sure: 'likely', why: 'Its words tell full time from part time.' }
  return null
}

/** The share of words that are answers which the question knows; null where there is no answer at all. */
function understoodShare(question: QuestionId, words: readonly string[]): number | null {
  if (question === 'age') return ageShare(words)
  const set = likeliestSet(question, words)
  const meant = [...new Set(words)].map((word) => understandWord(question, set, word, { beside: words }))
  const answers = meant.filter((each) => each === null || 'category' in each.meaning)
  return answers.length === 0 ? null : answers.filter((each) => each !== null).length / answers.length
}

function ageShare(words: readonly string[]): number | null {
  // Which day a date of birth is counted to does not matter here: any day of these years tells a birth from another date.
  const around = Temporal.PlainDate.from('2025-01-01')
  const said = words.filter((each) => !/unknown|not|prefer/i.test(each))
  const ages = said.filter((each) => readBand(each) !== null || (/^\d{1,3}(\.\d+)?$/.test(each) && Number(each) >= 14 && Number(each) <= 100) || readBirth(each, around) !== null || readBirth(each, around, 'month first') !== null)
  return said.length === 0 ? null : ages.length / said.length
}

/** How many different categories of the question stand among the words. */
function distinct(question: QuestionId, words: readonly string[]): number {
  const set = likeliestSet(question, words)
  return new Set(words.flatMap((word) => {
    const understood = understandWord(question, set, word, { beside: words })
    return understood !== null && understood.sure !== 'unsure' && 'category' in understood.meaning ? [understood.meaning.category] : []
  })).size
}
