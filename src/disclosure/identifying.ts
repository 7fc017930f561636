/**
 * What in typed words could point at a person, for the officer who is about to publish them: how to reach somebody, numbers that are
 * given to one person alone, a name with a title, a day of birth, a number of people so small that they could be known. A look, not a proof:
 * a name without a title is not found, and much that is found is harmless. So a person answers, and the answer is kept.
 */
import { leaksInText } from './percent-leak.ts'

export type KindOfFinding = 'email address' | 'telephone number' | 'National Insurance number' | 'NHS number' | 'postcode' | 'name of a person' | 'day of birth' | 'small number of people' | 'share that is a small number of people'

export interface Identifying { readonly kind: KindOfFinding; readonly words: string; readonly at: number }

const people = 'person|people|resident|residents|employee|employees|woman|women|man|men|child|children|pupil|pupils|user|users|carer|carers|tenant|tenants|adult|adults|patient|patients|member of staff|members of staff|respondent|respondents'
const between = '(?!(?:of|in|out|the|a|or|and|to|for|per|days?|weeks?|months?|years?|times?|hours?|miles?|meetings?)\\b)[a-z-]+ '
const patterns: readonly (readonly [KindOfFinding, RegExp])[] = [
  ['email address', /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g],
  ['telephone number', /(?<![\d.])(?:\+44\s?|0)(?:\d\s?){9,10}(?!\d)/g],
  ['National Insurance number', /\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/g],
  ['postcode', /\b(?:GIR 0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d[\dA-HJKPSTUW]?|\d[A-HJKPSTUW]) \d[ABD-HJLNP-UW-Z]{2})\b/g],
  ['name of a person', /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z][a-z]+(?: [A-Z][a-z]+)?/g],
  ['day of birth', /\b(?:born (?:on|in)|date of birth:?|DOB:?)\s+\d{1,2}[ /.-][\w]+[ /.-]\d{2,4}/gi],
  ['small number of people', new RegExp(`\\b(?:[1-9]|one|two|three|four|five|six|seven|eight|nine) (?:${between}){0,2}?(?:${people})\\b`, 'gi')],
]

/** @param threshold numbers of people below it are small */
export function findIdentifying(words: string, threshold = 10): readonly Identifying[] {
  const found: Identifying[] = patterns.flatMap(([kind, pattern]) => [...words.matchAll(pattern)].map((match) => ({ kind, words: match[0].trim(), at: match.index })))
  for (const match of words.matchAll(/(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)/g)) if (isNhsNumber(match[0])) found.push({ kind: 'NHS number', words: match[0], at: match.index })
  const bases = [...words.matchAll(/\d[\d,]*/g)].map((each) => Number(each[0].replaceAll(',', ''))).filter((number) => number >= 20)
  for (const leak of leaksInText(words, bases, threshold)) found.push({ kind: 'share that is a small number of people', words: leak.words, at: leak.at })
  return found.sort((a, b) => a.at - b.at)
}

/** Ten digits whose last is the check of the others (modulo 11), as the NHS makes them. */
function isNhsNumber(text: string): boolean {
  const digits = [...text.replaceAll(/\D/g, '')].map(Number)
  if (digits.length !== 10 || digits[0] === 0) return false
  const check = (11 - digits.slice(0, 9).reduce((sum, digit, at) => sum + digit * (10 - at), 0) % 11) % 11
  return check === digits[9]
}
