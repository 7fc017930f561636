/**
 * What a cell's own words look like, from 0 (not at all) to 1, whatever stands above it. Used to check what a heading
 * claims, to map a column that has no heading, and to find where cells begin in text that has lost its table.
 */

const month = '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const year = "(?:(?:19|20)\\d\\d|'\\d\\d|\\d\\d)"
const yearSpan = '(?:(?:19|20)?\\d\\d\\s?[/–-]\\s?(?:20)?\\d\\d)'
const season = '(?:spring|summer|autumn|winter)'
const term = `(?:${season}(?:\\s+term)?|q(?:uarter)?\\s?[1-4])`
const day = '(?:\\d{1,2}(?:st|nd|rd|th)?)'
const dated = [
  `${day}\\s+${month}(?:\\s+${year})?`, `${month}(?:\\s+${day},?)?\\s+${year}`, `${month}\\s?[-–/]\\s?${month}\\s+${year}`, `${month}\\s+${year}\\s?[-–]\\s?${month}\\s+${year}`, '\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}', '(?:19|20)\\d\\d-\\d\\d-\\d\\d', `${term}\\s*(?:of\\s+)?(?:${yearSpan}|${year})`, `${year}\\s?${term}`,
  `(?:end\\s+(?:of\\s+)?)?(?:financial year|fy)?\\s?${yearSpan}`, '(?:19|20)\\d\\d', month,
].join('|')
const standing = "on-?\\s?going|continuous(?:ly)?|continuing|in progress|annual(?:ly)?|quarterly|monthly|weekly|bi-?\\s?annual(?:ly)?|bi-?\\s?monthly|six-?\\s?monthly|half-?\\s?yearly|yearly|termly|(?:short|medium|long)[- ]term|immediate(?:ly)?|t\\.?b\\.?[acd]\\.?|to be (?:confirmed|agreed|determined)|n/?a|not applicable|as (?:and when )?required|as above|see above|complete(?:d)?|rolling|as needed|every (?:\\w+ )?(?:months?|years?|quarters?|weeks?)|each (?:year|quarter|month|term)|year (?:one|two|three|four|1|2|3|4)|duration of (?:the )?plan|business as usual|bau"
const lead = "by(?: the)?(?: end)?(?: of)?(?: the)?|end(?: of)?|from|before|after|until|during|throughout|within|early|mid|late|start of|beginning of|every|no later than|due|target|commencing|starting|launch(?:ed)?(?: in)?|review(?:ed)?(?: in| by)?|circa|approx(?:imately)?"
const opening = new RegExp(`^(?:(?:${lead})[\\s-]+)*(?:${dated}|${standing})(?=$|[\\s.,;:()/–-])`, 'i')
const anywhere = new RegExp(`(?:^|[\\s(])(?:${dated}|${standing})(?=$|[\\s.,;:)/–-])`, 'gi')
const leading = new RegExp(`\\b(?:${lead})\\b`, 'gi')
const eventBound = /^(within|in advance of|in line with|following|after|upon|prior to|before|once|when|by the time)\b/i

/** Does the text read as a time by which, or a rhythm in which, something is to be done? */
export function looksLikeDeadline(text: string): number {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > 160) return 0
  const words = plain.split(' ').length
  // These stand in any cell, and say little of which.
  if (/^\(?(n\/?a|not applicable|none|(see|as) (above|below))\)?\.?$/i.test(plain)) return 0.55
  if (opening.test(plain)) {
    const left = besides(plain)
    return left === 0 ? 1 : left <= 2 ? 0.9 : left <= 5 ? 0.7 : left <= 10 ? 0.45 : left <= 16 ? 0.4 : 0.2
  }
  if (words <= 12 && /\b(annual|quarterly|regular|monthly|termly|yearly|weekly|rolling|six[- ]monthly|half[- ]yearly) basis\b/i.test(plain)) return 0.8
  if (eventBound.test(plain) && words <= 16) return /\b(weeks?|months?|years?|days?|deadlines?|commencement|approval|quarter|election|council|report|dates?)\b/i.test(plain) ? 0.8 : 0.4
  if (words <= 8 && (plain.match(anywhere) ?? []).length > 0 && besides(plain) <= 2) return words <= 5 ? 0.6 : 0.4
  return 0
}

/** How many words are left when the words of time are taken out. */
function besides(text: string): number {
  return text.replace(anywhere, ' ').replace(leading, ' ').replace(/[^\p{L}]+/gu, ' ').trim().split(' ').filter((word) => word !== '').length
}

/** The first part of the text that is a deadline by itself, as a number of characters: `Annually` of `Annually  The profile is published`. 0 when there is none. */
export function deadlineAtStart(text: string): number {
  const found = new RegExp(`^(?:(?:${lead})[\\s-]+)*(?:${dated}|${standing})(?:\\s?[-–/&,]\\s?(?:${dated}|${standing}))*(?=$|[\\s.,;:()])`, 'i').exec(text)
  return found ? found[0].length : 0
}

const bodies = /\b(teams?|officers?|managers?|directors?|heads?|services?|departments?|dept|directorates?|boards?|groups?|committees?|hr|human resources|leads?|units?|partnerships?|police|everyone|learning|communications?|comms|cmt|smt|slt|clt|chief|executives?|ceo|co-?ordinators?|cabinet|portfolio|nhs|trust|networks?|governors?|principal|planners?|advis[eo]rs?|legal|finance|procurement|it|ict|digital|members?|councillors?|cllr|organisational development|od|policy|equalit(?:y|ies)|edi|forum|leader(?:ship)?|champions?|champion|office|commission(?:er|ers|ing)?|agency|association|college|council|staff|partners?|workforce|resources|housing|libraries|adults?|children'?s?|public health|democratic|estates|property|facilities|customer|community|communities|safety|performance|transformation|strategy|monitoring|business intelligence|intelligence|secretary|chair|president|deputy|assistant|engagement|consultation|training|sro|all|sponsor|analyst|librar(?:y|ian)|planning|environment|transport|education|schools?|care|culture|leisure|highways|resourcing|talent|inclusion|diversity|company|union|unions|owner|consultant|contractor|employee|panel|steering|task)\b/gi
const sentenceWords = /\b(is|are|was|were|be|been|has|have|had|will|would|should|must|can|may|that|which|than|there|their|they|our|we|increase[ds]?|improve[ds]?|ensure[ds]?|reduce[ds]?|completed|published|delivered|received|held|reviewed|taken|made|set up)\b/gi

/** Does the text read as who: a post, a team, a board, an outside body, initials of departments? */
export function looksLikeLead(text: string): number {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain === '' || plain.length > 260) return 0
  if (/^(n\/?a|all|tbc|as above|everyone)\.?$/i.test(plain)) return 0.7
  if (/^[A-Z][A-Z&]{0,5}(\s?[/,&+]\s?[A-Z][A-Za-z&]{0,11})*$/.test(plain)) return 0.9
  const words = plain.split(/[\s/]+/).filter((word) => /\p{L}/u.test(word))
  if (words.length === 0) return 0
  const named = (plain.match(bodies) ?? []).length
  const telling = (plain.match(sentenceWords) ?? []).length
  const capital = words.filter((word) => /^[("“‘]?\p{Lu}/u.test(word)).length / words.filter((word) => !/^(and|of|for|the|with|from|by|in|to|&|on|at)$/i.test(word)).length
  let score = Math.min(0.6, named * 0.3) + Math.min(1, capital) * 0.4
  if (/^(to |we will )/i.test(plain) || looksLikeDoing(plain) >= 0.9) score -= 0.35
  score -= telling * 0.25
  if (words.length > 25) score -= 0.3
  // Clause numbers and figures belong to words about a thing, not to a name.
  if (/\[\d/.test(plain)) score -= 0.6
  else if (/\d{2}|\d\.\d/.test(plain)) score -= 0.25
  if (/[.]\s*$/.test(plain) && !/\b(dept|etc|ltd)\.\s*$/i.test(plain)) score -= 0.2
  if (looksLikeDeadline(plain) >= 0.7) score -= 0.6
  return Math.max(0, Math.min(1, score))
}

const verbs = 'accelerate|achieve|act|adapt|address|adopt|advance|advertise|advise|advocate|agree|align|allocate|amend|analyse|analyze|apply|appoint|appraise|arrange|ask|aspire|assess|assign|assist|attain|attend|attract|audit|benchmark|brief|bring|broaden|build|campaign|capture|carry|celebrate|challenge|champion|check|circulate|clarify|close|co-?design|co-?ordinate|co-?produce|collaborate|collate|collect|combat|commission|commit|communicate|compile|complete|comply|conduct|confirm|connect|consider|consolidate|consult|continue|contribute|convene|create|cultivate|deepen|define|deliver|demonstrate|deploy|describe|design|determine|develop|devise|diversify|digitise|disaggregate|discuss|display|disseminate|distribute|document|draft|draw|drive|educate|eliminate|embed|empower|enable|encourage|engage|enhance|enrol|ensure|equip|establish|evaluate|examine|expand|explore|extend|facilitate|feed|finalise|find|focus|follow|formalise|foster|fund|further|gain|gather|get|give|grow|guarantee|guide|help|hold|host|identify|implement|improve|include|incorporate|increase|influence|inform|initiate|innovate|install|instigate|integrate|introduce|invest|investigate|invite|involve|issue|join|keep|launch|lead|learn|level|liaise|link|listen|lobby|look|maintain|make|manage|map|mark|market|maximise|measure|meet|mentor|minimise|mitigate|mobilise|monitor|move|nominate|nurture|observe|obtain|offer|organise|participate|partner|pilot|place|plan|prepare|present|prevent|prioritise|procure|produce|progress|promote|propose|protect|provide|publicise|publish|purchase|pursue|put|raise|reach|re-?design|re-?establish|re-?launch|re-?state|recognise|recommend|record|recruit|rectify|reduce|refine|reflect|refresh|refurbish|register|reinforce|remind|remove|renew|report|represent|request|require|research|resource|respond|restructure|retain|review|revise|roll|run|schedule|scope|scrutinise|secure|seek|send|set|share|shape|showcase|sign|signpost|simplify|source|speak|sponsor|standardise|start|streamline|strengthen|submit|supply|support|survey|sustain|tackle|tailor|take|target|teach|test|track|train|transform|translate|trial|uncover|undertake|update|upgrade|uphold|upload|upskill|use|utilise|value|visit|welcome|widen|work|write'
const imperative = new RegExp(`^(?:[-•·*]\\s*)?(?:(?:to|we will|we shall|continue to|further|fully|jointly|actively|regularly|proactively|where \\w+,?|annually|formally|the council will|the trust will|services will|and)\\s+)*(?:${verbs})\\b`, 'i')
const gerund = new RegExp(`^(?:${verbs.split('|').filter((each) => !each.includes('-?')).map((each) => each.replace(/e$/, '')).join('|')})(?:[a-z])?(?:ing|ation of|ment of)\\b`, 'i')

/** Does the text read as something to do: it begins with what will be done? */
export function looksLikeDoing(text: string): number {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (imperative.test(plain)) return plain.split(' ').length >= 3 ? 1 : 0.6
  if (gerund.test(plain)) return 0.8
  return 0
}

/** Does the text read as a row's own number: `1.1`, `2b`, `EO1.3`, `A12`, `1d*`? */
export function looksLikeReference(text: string): boolean {
  return /^\(?(?:(?:action|objective|indicator|ref|metric)\s*)?(?:[A-Za-z]{1,5}[-. ]?)?\d{1,3}(?:\.\d{1,3})*\s?(?:\([a-z]\)|[a-z])?\)?[.:)*]?$/i.test(text.trim()) && !/^(19|20)\d\d$/.test(text.trim())
}

/** Why such words are left out of the plan. */
export const pageFurniture = 'a page number or a running line'

/** Words that the layout put there and nobody wrote as part of the plan. */
export function isPageFurniture(text: string): boolean {
  const plain = text.replace(/\s+/g, ' ').trim()
  return /^(page\s*)?\d{1,3}(\s*(of|\/)\s*\d{1,3})?$/i.test(plain)
    || /^(continued( (on|from|over))?( (the )?(next|previous|page|overleaf))?( page)?\.*|this page is (intentionally|left) .*blank.*|\(?cont(inue)?d\.?\)?|p\.?t\.?o\.?)$/i.test(plain)
    || /^\d{1,3}\s*\|\s*\S.{0,80}$/.test(plain) || /^\S.{0,80}\s*\|\s*(page\s*)?\d{1,3}$/i.test(plain)
}

/** A row of dashes that draws a line. */
export function isRule(text: string): boolean {
  return /^[\s|:+=_–—-]{2,}$/.test(text) && /[-–—=_]{2}/.test(text)
}
