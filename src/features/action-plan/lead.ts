import { listInWords } from '#duty/dates.ts'

/**
 * Who leads an action, as the plan's own words have it. A council writes posts, teams, groups and initials in one cell, often with nothing between them:
 * "FAIT Human Resources". Only what the body knows by name is taken apart; spaces alone never divide. One lead is accountable, and where the words do not say which, that is asked.
 */
export interface LeadReading {
  /** Exactly as in the document. */
  readonly written: string
  readonly parts: readonly LeadPart[]
  /** The place in `parts` of the one who answers for the action: stated or proposed. Null where nobody can be. */
  readonly accountable: number | null
  /** The words name everyone, alone or among others: "All", "HR/All". Everyone can support; nobody answers. */
  readonly everyone: boolean
  readonly certainty: 'sure' | 'ask'
  /** What to ask, as a sentence; null when sure. */
  readonly question: string | null
}

export interface LeadPart {
  /** As written, and where: offsets into `written`, the second one exclusive. */
  readonly words: string
  readonly from: number
  readonly to: number
  /** Who of those that the body knows this is; null for nobody that it knows. */
  readonly id: string | null
  readonly role: LeadRole
  readonly everyone: boolean
}

export const leadRoles = ['lead', 'supporting', 'overseeing'] as const
export type LeadRole = (typeof leadRoles)[number]

/** Someone whom the body knows, under every name that it uses. */
export interface Known {
  readonly id: string
  readonly kind: 'person' | 'department' | 'post' | 'group' | 'body' | 'outside partner'
  readonly name: string
  readonly alsoKnownAs: readonly string[]
}

export function recogniseLeads(written: string, known: readonly Known[]): LeadReading {
  if (saysNobody.test(written.trim())) return { written, parts: [], accountable: null, everyone: false, certainty: 'ask', question: 'Who leads this action? The plan names nobody.' }
  const tokens = tokensIn(written)
  const parts = joinSame(partsFrom(written, tokens, namesOf(known), known))
  if (parts.length === 0) return { written, parts, accountable: null, everyone: false, certainty: 'ask', question: 'Who leads this action? The plan’s words name nobody.' }
  return { written, parts: parts.map(({ words, from, to, id, role, everyone }) => ({ words, from, to, id, role, everyone })), everyone: parts.some((part) => part.everyone), ...accountableAmong(parts) }
}

const saysNobody = /^(?:[-–—.\s]*|n\.?\s?\/?\s?a\.?|not applicable|none|nil|t\.?b\.?[cda]\.?|to be (?:confirmed|agreed|decided|identified|appointed)|vacant|\?+)$/i

interface Found extends LeadPart { readonly saysLead: boolean }

function accountableAmong(parts: readonly Found[]): Pick<LeadReading, 'accountable' | 'certainty' | 'question'> {
  const could = parts.flatMap((part, index) => (part.role === 'lead' && !part.everyone ? [index] : []))
  const marked = could.filter((index) => parts[index]?.saysLead)
  const [first] = marked.length > 0 ? marked : could
  const chosen = first === undefined ? undefined : parts[first]
  if (first === undefined || !chosen) return { accountable: null, certainty: 'ask', question: parts.some((part) => part.everyone) ? `“${inOneLine(parts.find((part) => part.everyone)?.words ?? '')}” names everyone. Who answers for this action?` : 'Who answers for this action? The plan names only who supports or oversees it.' }
  if (marked.length === 1 || could.length === 1) return chosen.id === null ? { accountable: first, certainty: 'ask', question: `Who is “${inOneLine(chosen.words)}”?` } : { accountable: first, certainty: 'sure', question: null }
  return { accountable: first, certainty: 'ask', question: `Who answers for this action: ${listInWords((marked.length > 0 ? marked : could).map((index) => inOneLine(parts[index]?.words ?? '')), 'or')}?` }
}

function inOneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

/* ---------------------------------------------------------------- words and the gaps between them */

interface Token { readonly norm: string; readonly from: number; readonly to: number; readonly bracketed: boolean; readonly gap: Gap; readonly capital: boolean }

/** What stands before a word: nothing that divides, a slash with or without room around it, the end of a line, or a sign that always divides. */
type Gap = 'plain' | 'tight slash' | 'line' | 'divider'

function tokensIn(written: string): Token[] {
  const tokens: Token[] = []
  let depth = 0
  let end = 0
  for (const match of written.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+|['’](?=\s))?|[&+]/gu)) {
    const gap = written.slice(end, match.index)
    for (const sign of gap) depth = sign === '(' || sign === '[' ? depth + 1 : sign === ')' || sign === ']' ? Math.max(0, depth - 1) : depth
    tokens.push({ norm: normal(match[0]), from: match.index, to: match.index + match[0].length, bracketed: depth > 0, gap: tokens.length === 0 ? 'divider' : gapOf(gap), capital: /^[\p{Lu}\p{N}]/u.test(match[0]) })
    end = match.index + match[0].length
  }
  return tokens
}

function gapOf(gap: string): Gap {
  if (/[;|•·\uf0b7]|\n\s*\n|,|:|\s[-–—]\s|\.\s/.test(gap)) return 'divider'
  if (gap.includes('/')) return gap === '/' ? 'tight slash' : 'divider'
  return gap.includes('\n') ? 'line' : 'plain'
}

/** Two spellings of one name have the same normal words: "Workers’ Groups" and "workers group", "&" and "and", "Dept." and "Department". */
function normal(word: string): string {
  const lower = word.normalize('NFKC').toLowerCase().replace(/['’]/g, '')
  if (lower === '&' || lower === '+') return 'and'
  const whole = shortened[lower] ?? lower
  return whole.length > 3 && whole.endsWith('s') && !whole.endsWith('ss') ? whole.slice(0, -1) : whole
}

const shortened: Readonly<Record<string, string>> = { dept: 'department', depts: 'department', asst: 'assistant', mgr: 'manager', cttee: 'committee', svcs: 'services', dev: 'development', mgmt: 'management' }

interface Name { readonly words: readonly string[]; readonly id: string }

/** Every name of everyone known, longest first, so that "Disabled Workers’ Group" is not found as "Workers’ Group". */
function namesOf(known: readonly Known[]): readonly Name[] {
  return known.flatMap((one) => [one.name, ...one.alsoKnownAs].map((name) => ({ words: wordsOf(name), id: one.id }))).filter((name) => name.words.length > 0).toSorted((one, other) => other.words.length - one.words.length)
}

function wordsOf(name: string): readonly string[] {
  return tokensIn(name).map((token) => token.norm).filter((word, index) => !(index === 0 && word === 'the'))
}

/* ---------------------------------------------------------------- from words to parts */

interface Unit { readonly first: number; readonly last: number; readonly id: string | null; readonly role: LeadRole; readonly startsPlain: boolean }

function partsFrom(written: string, tokens: readonly Token[], names: readonly Name[], known: readonly Known[]): readonly Found[] {
  const units = withoutJoiners(tokens, mergedPosts(tokens, unitsIn(tokens, names)))
  return units.reduce<Found[]>((parts, unit) => {
    const [first, last] = [tokens[unit.first], tokens[unit.last]]
    const before = parts.at(-1)
    if (!first || !last) return parts
    if (first.bracketed && before) return [...parts.slice(0, -1), withBracket(written, before, written.slice(first.from, last.to), last.to, unit.id, known)]
    const words = written.slice(first.from, closed(written, first.from, last.to))
    const id = unit.id ?? sameWords(tokens, unit, names)
    return [...parts, { words, from: first.from, to: first.from + words.length, id, role: unit.role, everyone: id === null && namesEveryone.test(inOneLine(words)), saysLead: false }]
  }, [])
}

const namesEveryone = /^(?:all|everyone|everybody|every|each|council[- ]wide|corporate[- ]wide|organisation[- ]wide|whole (?:council|organisation))(?:\s+(?:of\s+)?(?:the\s+)?[\w&' ]+)?$/i

/** A bracket belongs to what stands before it: a role, an office, or the long name of initials. */
function withBracket(written: string, part: Found, inside: string, end: number, id: string | null, known: readonly Known[]): Found {
  const to = closed(written, part.from, end)
  const words = written.slice(part.from, to)
  if (/^(?:lead|accountable|lead officer|responsible)$/i.test(inside)) return { ...part, words, to, saysLead: true }
  if (/^(?:support|supporting|in support)$/i.test(inside)) return { ...part, words, to, role: 'supporting' }
  if (/^(?:oversight|overseeing|monitoring|sponsor)$/i.test(inside)) return { ...part, words, to, role: 'overseeing' }
  const spelledOut = part.id === null && id !== null && initialsOf(known.find((one) => one.id === id)?.name ?? '') === part.words.toLowerCase().replace(/[^a-z]/g, '')
  return { ...part, words, to, id: spelledOut ? id : part.id }
}

function initialsOf(name: string): string {
  return wordsOf(name).filter((word) => !['and', 'of', 'the', 'for'].includes(word)).map((word) => word.charAt(0)).join('')
}

/** With the bracket that was opened in it closed. */
function closed(written: string, from: number, to: number): number {
  const open = (written.slice(from, to).match(/[([]/g)?.length ?? 0) - (written.slice(from, to).match(/[)\]]/g)?.length ?? 0)
  const rest = /^\s*[)\]]/.exec(written.slice(to))
  return open > 0 && rest ? to + rest[0].length : to
}

/** Divides where a sign divides, where a known name begins or ends, and at a slash between short forms. */
function unitsIn(tokens: readonly Token[], names: readonly Name[]): readonly Unit[] {
  const units: Unit[] = []
  let role: LeadRole = 'lead'
  let open: { first: number; startsPlain: boolean } | null = null
  const close = (before: number): void => {
    if (open && before >= open.first) units.push({ first: open.first, last: before, id: null, role, startsPlain: open.startsPlain })
    open = null
  }
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    if (!token) break
    const marker = markerAt(tokens, at)
    if (marker) {
      close(at - 1)
      role = marker.role
      at += marker.length
      continue
    }
    const name = startsWithinBracket(tokens, at) ? undefined : nameAt(tokens, at, names)
    const cut = divides(tokens, at, name !== undefined || (units.at(-1)?.id !== null && units.at(-1)?.last === at - 1), names)
    if (cut) close(at - 1)
    if (name) {
      close(at - 1)
      units.push({ first: at, last: at + name.words.length - 1, id: name.id, role, startsPlain: token.gap === 'plain' })
      at += name.words.length
      continue
    }
    if (token.bracketed && !startsWithinBracket(tokens, at)) close(at - 1)
    open ??= { first: at, startsPlain: token.gap === 'plain' }
    at += 1
    if (tokens[at]?.bracketed === false && token.bracketed) close(at - 1)
  }
  close(tokens.length - 1)
  return units
}

function startsWithinBracket(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.bracketed === true && tokens[at - 1]?.bracketed === true
}

function nameAt(tokens: readonly Token[], at: number, names: readonly Name[]): Name | undefined {
  return names.find(({ words }) => words.every((word, index) => {
    const token = tokens[at + index]
    return token?.norm === word && (index === 0 || (token.gap !== 'divider' && token.gap !== 'tight slash'))
  }))
}

function divides(tokens: readonly Token[], at: number, besideName: boolean, names: readonly Name[]): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (!before || !token || startsWithinBracket(tokens, at)) return false
  if (token.gap === 'divider') return true
  if (token.gap === 'line') return besideName || (token.capital && !token.bracketed && !joiners.includes(before.norm))
  return token.gap === 'tight slash' && (besideName || slashListAround(tokens, at, names))
}

/** "HR/BI/Comms": every piece between the slashes is one short word, initials, or known. "Consultation/Engagement Manager" is one post. */
function slashListAround(tokens: readonly Token[], at: number, names: readonly Name[]): boolean {
  const stops = (index: number): boolean => tokens[index] === undefined || tokens[index]?.gap === 'divider' || tokens[index]?.gap === 'line'
  let first = at
  while (first > 0 && !stops(first)) first -= 1
  let last = at
  while (last + 1 < tokens.length && !stops(last + 1)) last += 1
  const pieces: Token[][] = [[]]
  for (const token of tokens.slice(first, last + 1)) {
    if (token.gap === 'tight slash') pieces.push([token])
    else pieces.at(-1)?.push(token)
  }
  return pieces.every((piece) => {
    const words = piece.filter((token) => token.norm !== 'and')
    const length = words.reduce((sum, token) => sum + token.to - token.from, 0)
    return (words.length === 1 && length <= 6) || (words.length === 2 && piece.length === 3 && length <= 4) || names.some((name) => name.words.length === piece.length && name.words.every((word, index) => word === piece[index]?.norm))
  })
}

const joiners = ['and', 'of', 'the', 'for', 'to', 'with', 'by', 'from', 'via']

/** The words that give what follows another part in the work. Plural endings are already gone. */
const markers: readonly { readonly words: readonly string[]; readonly role: LeadRole }[] = [
  ...['with support from', 'with support of', 'with the support of', 'with the support from', 'supported by', 'in partnership with', 'in conjunction with', 'in consultation with', 'in collaboration with', 'in liaison with', 'working with', 'assisted by', 'with input from', 'with assistance from', 'with help from', 'together with', 'support from']
    .map((words) => ({ words: words.split(' '), role: 'supporting' as const })),
  ...['overseen by', 'monitored by', 'oversight by', 'oversight from', 'sponsored by', 'reporting to', 'report to', 'accountable to', 'scrutinised by', 'governed by'].map((words) => ({ words: words.split(' '), role: 'overseeing' as const })),
  ...['led by', 'lead by'].map((words) => ({ words: words.split(' '), role: 'lead' as const })),
]

/** Labels stand before a colon: "Lead: HR. Support: Communications". */
const labels: Readonly<Record<string, LeadRole>> = { lead: 'lead', accountable: 'lead', responsible: 'lead', support: 'supporting', supporting: 'supporting', partner: 'supporting', oversight: 'overseeing', sponsor: 'overseeing', monitoring: 'overseeing' }

function markerAt(tokens: readonly Token[], at: number): { readonly role: LeadRole; readonly length: number } | null {
  const marker = markers.find(({ words }) => words.every((word, index) => tokens[at + index]?.norm === word && tokens[at + index]?.bracketed !== true))
  if (marker) return { role: marker.role, length: marker.words.length }
  const [label, next] = [labels[tokens[at]?.norm ?? ''], tokens[at + 1]]
  return label && next && next.gap === 'divider' && tokens[at]?.gap === 'divider' && tokens[at]?.bracketed === false && next.from - (tokens[at]?.to ?? 0) <= 2 ? { role: label, length: 1 } : null
}

/** "Head of Human Resources", "Chair of Equalities Board", "Policy Team Leader": an office in or over a known body is not that body. */
function mergedPosts(tokens: readonly Token[], units: readonly Unit[]): readonly Unit[] {
  return units.reduce<Unit[]>((merged, unit) => {
    const before = merged.at(-1)
    const adjoining = before && unit.startsPlain && before.last === unit.first - 1 && before.role === unit.role && tokens[unit.first]?.bracketed === tokens[before.last]?.bracketed
    if (!before || !adjoining) return [...merged, unit]
    const endsOpen = before.id === null && (['of', 'for', 'to'].includes(tokens[before.last]?.norm ?? '') || isOffice(tokens, before))
    const isItsOffice = before.id !== null && unit.id === null && offices.includes(tokens[unit.first]?.norm ?? '')
    const endsOffice = unit.id === null && tokens[unit.last]?.norm === 'and' ? { ...unit, last: unit.last - 1 } : unit
    return endsOpen || isItsOffice || isHalfOfAName(tokens, before, unit) ? [...merged.slice(0, -1), { ...before, last: isItsOffice ? endsOffice.last : unit.last, id: null }] : [...merged, unit]
  }, [])
}

/** "Comms and Digital" is one team of that name, not Communications and somebody called Digital. "HR and service managers" are two. */
function isHalfOfAName(tokens: readonly Token[], before: Unit, unit: Unit): boolean {
  const [known, other] = before.id === null ? [unit, before] : [before, unit]
  if (known.id === null || other.id !== null || other.last !== other.first + 1) return false
  const [first, second] = [tokens[other.first], tokens[other.last]]
  return other === unit ? first?.norm === 'and' && second?.capital === true && second.gap === 'plain' : second?.norm === 'and' && first?.capital === true
}

const offices = ['leader', 'lead', 'manager', 'officer', 'chair', 'vice', 'member', 'head', 'director', 'assistant', 'deputy', 'coordinator', 'adviser', 'advisor', 'champion', 'representative', 'rep', 'secretary', 'team', 'board', 'service', 'strategic', 'senior', 'chief', 'executive', 'partner', 'business', 'operational', 'interim']

function isOffice(tokens: readonly Token[], unit: Unit): boolean {
  const words = tokens.slice(unit.first, unit.last + 1).map((token) => token.norm)
  return words.length <= 3 && words.every((word) => offices.includes(word))
}

/** "and", "&" and "the" at the ends of what is left belong to nobody. */
function withoutJoiners(tokens: readonly Token[], units: readonly Unit[]): readonly Unit[] {
  return units.flatMap((unit) => {
    if (unit.id !== null) return [unit]
    let { first, last } = unit
    while (first <= last && joiners.includes(tokens[first]?.norm ?? '')) first += 1
    while (last >= first && joiners.includes(tokens[last]?.norm ?? '')) last -= 1
    return first > last ? [] : [{ ...unit, first, last }]
  })
}

/** "Engagement and Consultation Manager" and "Consultation & Engagement Manager" are one post. */
function sameWords(tokens: readonly Token[], unit: Unit, names: readonly Name[]): string | null {
  const sorted = (words: readonly string[]): string => words.filter((word) => !joiners.includes(word)).toSorted().join(' ')
  const words = sorted(tokens.slice(unit.first, unit.last + 1).map((token) => token.norm))
  const found = new Set(names.filter((name) => name.words.length > 2 && sorted(name.words) === words).map((name) => name.id))
  return found.size === 1 ? [...found][0] ?? null : null
}

/** The same one named twice in one role is one part: the first. */
function joinSame(parts: readonly Found[]): readonly Found[] {
  return parts.filter((part, index) => part.id === null || !parts.slice(0, index).some((other) => other.id === part.id && other.role === part.role))
}
