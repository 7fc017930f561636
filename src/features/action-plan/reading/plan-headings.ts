import type { HeadingKind } from './plan-reading.ts'

/**
 * The headings of a plan: what names an objective, what names a theme, and what is only a title or a chapter of the
 * document around it. A code is read leniently (`E07` typed with a nought, `EO 8` with a space) and kept as written.
 */
export interface CodedHeading {
  readonly kind: 'theme' | 'objective'
  /** `EO7`, `Objective 2`: the plain form, for matching and sorting. */
  readonly code: string
  /** The words without the code; empty where the heading is only a code. */
  readonly title: string
}

const numberWords = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const numbering = `(?:\\d{1,2}(?:\\.\\d{1,2})*[a-z]?|${numberWords}|[IVX]{1,5}|[A-H])`
const objectiveWords = '(?:(?:strategic|corporate|equality|equalities|key|overarching|our|main|edi|wellbeing|well-being|service|improvement|shared|national|draft|trust|council|public sector)\\s+){0,3}(?:objectives?|priority|priorities|aim|goal|outcome|ambition|commitment|pledge|promise|indicator|standard)(?:\\s+area)?'
const themeWords = '(?:(?:strategic|corporate|key|cross[- ]cutting|our|main)\\s+){0,2}(?:theme|strand|pillar|domain|work ?stream|principle|focus area|area of focus|area|part)'
const objectiveLabel = new RegExp(`^${objectiveWords}\\s*(?:no\\.?|number)?\\s*[-–:]?\\s*(${numbering})(?![\\w’'])\\s*[:.)–—-]*\\s*`, 'i')
const themeLabel = new RegExp(`^${themeWords}\\s*(?:no\\.?|number)?\\s*[-–:]?\\s*(${numbering})(?![\\w’'])\\s*[:.)–—-]*\\s*`, 'i')
const bareLabel = new RegExp(`^(${objectiveWords}|${themeWords})\\s*[:–—-]\\s+(?=\\S)`, 'i')
const shortCode = /^(E[O0]|PEO|SEO|EQO|SO|CO|EO|EDIO|EDI|OBJ|EDS2?|WO|SP)\s?-?\s?(\d{1,2}(?:\.\d{1,2})*[a-z]?)\s*(?:[:.)–—-]+\s*|\s+(?=\p{Lu}))/u
const shortCodeAlone = /^(E[O0]|PEO|SEO|EQO|SO|EO|OBJ)\s?-?\s?(\d{1,2}(?:\.\d{1,2})*[a-z]?)\s*[:.]?$/

/** The heading's code and words, where it has a code. An ordinary sentence has none. */
export function readCode(text: string): CodedHeading | null {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > 600) return null
  const short = shortCode.exec(plain) ?? shortCodeAlone.exec(plain)
  if (short) return { kind: 'objective', code: `${(short[1] ?? '').replace('0', 'O')}${short[2]}`, title: plain.slice(short[0].length).trim() }
  const objective = objectiveLabel.exec(plain)
  if (objective && isCodeUse(plain, objective[0])) return { kind: 'objective', code: codeOf(plain, objective[1] ?? ''), title: plain.slice(objective[0].length).trim() }
  const theme = themeLabel.exec(plain)
  if (theme && isCodeUse(plain, theme[0])) return { kind: 'theme', code: codeOf(plain, theme[1] ?? ''), title: plain.slice(theme[0].length).trim() }
  const bare = bareLabel.exec(plain)
  if (bare && plain.length > bare[0].length) {
    const kind: HeadingKind = new RegExp(`^${themeWords}$`, 'i').test(bare[1] ?? '') ? 'theme' : 'objective'
    return { kind, code: '', title: plain.slice(bare[0].length).trim() }
  }
  return null
}

/** `Objective 2 of the strategy was met` mentions a code and is no heading; `Aim I am` neither. */
function isCodeUse(plain: string, label: string): boolean {
  const rest = plain.slice(label.length)
  if (/[:.)–—-]\s*$/.test(label)) return true
  return !/^(of|in|was|were|is|are|has|have|and|to \d|will|on|for|above|below|which|that|year|years|month|months|%)\b/.test(rest)
}

function codeOf(plain: string, number: string): string {
  const word = /(theme|strand|pillar|domain|work ?stream|principle|area|part|objective|priority|aim|goal|outcome|ambition|commitment|pledge|promise|indicator|standard)/i.exec(plain)?.[1] ?? ''
  const digits = numberWords.split('|').indexOf(number.toLowerCase()) + 1
  return `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()} ${digits > 0 ? digits : number}`
}

/** `EO1.1 To promote an ethos`: a heading whose code belongs to an objective's own numbering. */
export function isObjective(text: string): boolean {
  return readCode(text)?.kind === 'objective'
}

/** Words that the body promises under: `We will develop and support a diverse workforce`. */
export function isPromise(text: string): boolean {
  return /^(we|the council|the trust|the college|our council) (will|shall|want to|aim to|are committed to)\b/i.test(text.trim()) && !/[:]\s*$/.test(text)
}

/** The title or a chapter of the document, which no action stands under by name: `Equality Strategy Action Plan 2016 - 2020`, `Appendix 1`, `Introduction`. */
export function isTitle(text: string): boolean {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (readCode(plain)) return false
  if (/^(appendix|annex|section|chapter|part|schedule)\s+[\dA-Z]{1,3}\b/i.test(plain)) return true
  if (/^(update|updated|version|draft|last updated|date|as at|page)\b/i.test(plain) || !/\p{L}{3}/u.test(plain)) return true
  if (/\b(action|delivery|implementation|improvement) plans?\b/i.test(plain)) return true
  if (/\b(strategy|scheme|plan|policy|objectives|report|programme|framework)\b/i.test(plain) && (/\b(19|20)\d\d\b/.test(plain) || plain.split(' ').length <= 6)) return true
  if (/^((our|the|key|main|planned|proposed|agreed|further|mitigating|priority|next) )*(actions?|steps|activities|mitigations?)( (plan|for|in|to) .{0,30})?[:.]?$/i.test(plain) || /\b(impact assessment|EIA|EqIA|EHRIA)\b/.test(plain)) return true
  return /^(introduction|background|foreword|contents?|table of contents|glossary|summary|executive summary|our actions|actions?|our approach|overview|purpose|scope|monitoring( and review)?|governance|how we will .*|what we will do|next steps|key|notes?|skip to content|meeting documents|home|equality and diversity|key to abbreviations|abbreviations|contacts?)[:.]?$/i.test(plain)
}
