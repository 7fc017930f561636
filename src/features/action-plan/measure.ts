import { readDeadline } from '#duty/deadline.ts'
import { listInWords } from '#duty/dates.ts'
import type { MeasureKind } from './action.ts'

/**
 * Whether a success measure can be measured, as a body's own house rule has it: it holds a number, a date, or a thing that can be counted or seen to be there.
 * A guess at words, to help their writer: nothing is refused because of it. Regulation 5 of the Equality Act 2010 (Specific Duties and Public Authorities)
 * Regulations 2017 asks of objectives that they be measurable; what is promised under them can hardly be less.
 */
export interface MeasureReading {
  readonly measurable: boolean
  /** One sentence for the page: what makes it measurable, or what would. */
  readonly why: string
  /** What the measure as a whole is about: an outcome if any part is one, else an output, else a process. */
  readonly kind: MeasureKind
  readonly parts: readonly MeasurePart[]
}

/** One sentence or line of the measure. */
export interface MeasurePart {
  readonly words: string
  readonly kind: MeasureKind
  /** What in it can be counted or seen, as written; empty for nothing. */
  readonly holds: readonly string[]
}

export function readMeasure(written: string): MeasureReading {
  const parts = partsOf(written)
  const kind = parts.some((part) => part.kind === 'outcome') ? 'outcome' : parts.some((part) => part.kind === 'output') ? 'output' : 'process'
  const unfilled = unfilledTarget.exec(written)
  if (parts.length === 0) return { measurable: false, why: 'No measure is given. Say what will show that the action has worked.', kind, parts }
  if (elsewhere.test(written.trim())) return { measurable: false, why: `“${written.trim()}” points to another measure. Write here what will be looked at for this action.`, kind, parts }
  if (unfilled) return { measurable: false, why: `The target “${unfilled[0].trim()}” has not been filled in yet. Enter the number.`, kind, parts }
  const holds = parts.flatMap((part) => part.holds)
  if (holds.length > 0) return { measurable: true, why: `It can be counted or seen: ${listInWords(holds.slice(0, 3).map((words) => `“${words}”`))}.`, kind, parts }
  return { measurable: false, why: `“${shortened(parts[0]?.words ?? '')}” has no number, date or countable thing. ${advice[kind]}`, kind, parts }
}

/** Each advice takes what is there and adds one thing. */
const advice: Readonly<Record<MeasureKind, string>> = {
  process: 'Say what there will be at the end of it: a decision, a report, a change that somebody can see.',
  output: 'Say how many, or by when.',
  outcome: 'Say where it is measured, such as a survey question or a rate, and what it should become.',
}

const elsewhere = /^\(?(?:see (?:above|below)\b.*|as (?:above|below)|ditto|above|below)\)?\.?$/is
const unfilledTarget = /(?:\?|\bx|\bxx|_{2,}|\[\s*\])\s?%|\bTBC\s?%|\bby (?:\?|x{1,3})\b(?!-)/i
const notGiven = /^(?:[-–—.\s]*|n\.?\s?\/?\s?a\.?|not applicable|none|nil|t\.?b\.?[cda]\.?|to be (?:confirmed|agreed|decided|developed))$/i

function partsOf(written: string): readonly MeasurePart[] {
  return written.split(/\n|[•·\uf0b7;]|(?<=[^\s.].)\.(?=\s+[A-Z(])|\.\s*$/u).map((words) => words.replace(/\s+/g, ' ').replace(/^[-–z]\s+/, '').trim()).filter((words) => !notGiven.test(words))
    .map((words) => ({ words, kind: kindOf(words), holds: holdsOf(words) }))
}

function holdsOf(words: string): readonly string[] {
  const numbers = [...words.matchAll(number)].map((match) => match[0].trim()).filter((found) => !isYearOfLaw(words, found))
  const dates = dateIn(words)
  const things = numbers.length > 0 ? [] : [countable.exec(words)?.[0], seen.exec(words)?.[0]].filter((found) => found !== undefined).slice(0, 1)
  const all = [...new Set([...numbers, ...dates, ...things])]
  return all.filter((one) => !all.some((other) => other !== one && other.includes(one)))
}

const number = /(?<![\w.])(?:£\s?)?\d[\d,.]*\d?\s?%?(?:\s(?:per cent|percent|percentage points?))?(?![\w])|\b(?:top|at least|fewer than|more than|all|every|each|no more than|at most|one in|half of|a third of|two thirds of|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty))\s(?:a |one |two |three |four |five |ten |twelve |new |planned |senior |of )*[a-z][\w-]*/gi

/** The year of an Act or of a plan's title measures nothing. */
function isYearOfLaw(words: string, found: string): boolean {
  return /^(?:19|20)\d\d$/.test(found) && new RegExp(`(?:Act|Regulations|Strategy|Plan|Census|Scheme)\\s*\\(?${found}`).test(words)
}

function dateIn(words: string): readonly string[] {
  const found = /\b(?:by |in |each |every )?(?:the )?(?:end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?: (?:19|20)?\d\d)?|\b\d\d(?:\d\d)?\/\d\d\b|\b(?:annually|quarterly|monthly|every (?:year|quarter|month|six months)|each (?:year|quarter|month)|(?:once|twice) a year)\b/.exec(words)?.[0]
  if (found === undefined) return []
  const { reading } = readDeadline(found)
  return reading.kind === 'not understood' || reading.kind === 'none' ? [] : [found.trim()]
}

/** Things that a body counts, or could without asking anybody for an opinion. */
const countable = /\b(?:number|numbers|percentage|proportion|rates?|levels?) of [\w' -]{3,40}|\b(?:attendance|uptake|take-up|turnout|headcount|completion rates?|declaration rates?|training rates?|rates?|participation|media reach|reach figures|representation|vacanc(?:y|ies)|applications|applicants|complaints|incidents|requests|referrals|visits|sign-ups|downloads|responses|grievances|leavers|starters|pay gap|gap|ranking|rank|index|score|scores|level \d|indicators?|benchmark|survey (?:results?|score|data)|surveys?|statistics|accreditation|award|charter mark)\b/i

/** A thing that is there or is not: a document, an event, a decision, and the word that says it came about. */
const seen = new RegExp(`\\b(?:${[
  'reports?', 'plans?', 'strateg(?:y|ies)', 'polic(?:y|ies)', 'guidance', 'guidelines?', 'toolkits?', 'frameworks?', 'audits?', 'reviews?', 'assessments?', 'EHRI?As?', 'EIAs?', 'EqIAs?', 'training', 'sessions?', 'workshops?', 'courses?', 'programmes?', 'events?', 'conferences?', 'campaigns?',
  'materials?', 'leaflets?', 'website', 'web pages?', 'intranet', 'bulletins?', 'newsletters?', 'systems?', 'groups?', 'forums?', 'networks?', 'boards?', 'terms of reference', 'information', 'data', 'databases?', 'forms?', 'charters?', 'recommendations?', 'actions?', 'links', 'mappings?', 'exercises?', 'clauses?', 'contracts?', 'procedures?', 'processes', 'process', 'profiles?', 'messages?', 'panels?', 'posts?', 'champions?', 'mentors?', 'members?', 'staff', 'managers?', 'employees', 'councillors', 'calls to action',
].join('|')})\\b[^.;]{0,60}?\\b(?:published|delivered|completed?|produced|adopted|agreed|approved|implemented|in place|set up|established|available|developed|held|organised|launched|issued|circulated|distributed|updated|trained|attended|appointed|recruited|presented|taken to|signed|refreshed|incorporated|included|met|present|built in(?:to)?|conducted|carried out|scheduled|(?:has|have) been reviewed|reviewed and refreshed)\\b|\\b(?:publish|deliver|complete|produce|adopt|hold|recruit|appoint|launch|reach|achieve) [^.;]{0,30}?\\b(?:reports?|plans?|polic(?:y|ies)|guidance|events?|members?|sessions?|programmes?|level|award|charter|toolkit|bulletins?)\\b`, 'i')

/** What changes for people is an outcome, what is made an output, what is merely done a process. */
function kindOf(words: string): MeasureKind {
  if (outcomeWords.test(words)) return 'outcome'
  if (processWords.test(words) && !outputWords.test(words)) return 'process'
  return outputWords.test(words) || seen.test(words) || countable.test(words) ? 'output' : 'process'
}

const outcomeWords = /\b(?:increas(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ements?)|reduc(?:e|es|ed|ing|tion)|decreas(?:e|ed|es)|narrow(?:s|ed|ing)?|clos(?:e|ed|ing) the gap|more (?:people|staff|confident|diverse|representative|requests)|fewer|satisf(?:action|ied)|feel(?:s|ing)?|felt|confiden(?:ce|t)|experience|awareness|aware of|understand(?:s|ing)?|trust|belonging|representative of|diverse and|eliminat(?:e|ed|es)|better|safer|avoids? legal|feedback from|views of|outcomes?|maintain (?:a |council|performance|our)|ranking|participation|strengthened)\b/i
const outputWords = /\b(?:published?|deliver(?:ed|y)?|completed?|produced?|adopt(?:ed)?|agreed|implemented|in place|set up|established|available|developed|held|organised|launched|issued|circulated|updated|trained|attend(?:ed|ance)|appointed|recruit(?:ed)?|presented|reports?|plan is|sessions?|number of|promoted|present at|reached?|refreshed|signed)\b/i
const processWords = /\b(?:explor(?:e|ed|ing)|consider(?:ed|ing|ation)?|discuss(?:ed|ions?)?|monitor(?:ed|ing)?|review(?:ed|ing)? regularly|is reviewed|engag(?:e|ed|ing|ement)|consult(?:ed|ing|ation)?|analys(?:is|ed|e)|identif(?:y|ied|ying)|maintain(?:ed)?|continue[sd]?|support(?:ed|ing)?|work(?:ed|ing)? with|progress (?:against|towards))\b/i

function shortened(words: string): string {
  return words.length > 90 ? `${words.slice(0, 87).trimEnd()}…` : words
}
