import type { ColumnField } from './plan-reading.ts'

/**
 * What councils, colleges and health bodies call the columns of their action plans, as data. A heading is matched after
 * its capitals, number, brackets and punctuation are laid aside, with small spelling slips forgiven. The first list of a
 * field holds whole headings; `has` holds words that point to the field inside a longer heading, with how strongly.
 */
interface Vocabulary { readonly field: ColumnField; readonly whole: readonly string[]; readonly has: readonly (readonly [RegExp, number])[] }

const vocabularies: readonly Vocabulary[] = [
  {
    field: 'reference',
    whole: ['ref', 'refs', 'reference', 'ref no', 'reference number', 'no', 'number', 'action no', 'action number', 'action ref', 'action reference', 'id', 'action id', 'item', 'item no', 'wres metric', 'metric', 'code', '#', 'indicator no', 'row'],
    has: [[/\b(ref|reference) ?(no|number)?\b/, 0.8], [/^(action|objective|item|indicator) (no|number|ref|id)\b/, 0.9]],
  },
  {
    field: 'theme',
    whole: ['theme', 'themes', 'strand', 'priority theme', 'workstream', 'work stream', 'pillar', 'domain', 'strategic theme', 'key theme', 'focus area', 'area of focus'],
    has: [[/^(strategic|key|priority|corporate) (theme|pillar|strand)s?\b/, 0.85]],
  },
  {
    field: 'objective',
    whole: [
      'objective', 'objectives', 'equality objective', 'equality objectives', 'strategic objective', 'strategic objectives', 'objective area', 'area for improvement', 'areas for improvement', 'goal', 'goals', 'aim', 'aims',
      'priority area', 'our objective', 'our aim', 'our priority', 'what we want to achieve', 'what do we want to achieve', 'what are we trying to achieve', 'what we aim to achieve', 'commitment', 'our commitment',
      'key objective', 'corporate objective', 'equality priority', 'equality goal', 'area', 'strategic aim', 'strategic priority', 'strategic goal', 'key priority', 'ambition', 'objective/outcome', 'objective area', 'outcome sought',
      'equality outcome', 'overall aim', 'eds', 'eds2', 'eds goal', 'eds outcome', 'eds2 outcome', 'eds2 goal', 'indicator',
    ],
    has: [[/\bobjectives?\b/, 0.8], [/\b(goal|aim|ambition)s?\b/, 0.6], [/\bwant to achieve\b/, 0.8], [/\bpriority area\b/, 0.75], [/\barea for improvement\b/, 0.85]],
  },
  {
    field: 'group',
    whole: ['group', 'category', 'sub heading', 'sub theme', 'sub objective', 'topic', 'section', 'subject', 'heading', 'service'],
    has: [],
  },
  {
    field: 'action',
    whole: [
      'action', 'actions', 'strategic action', 'actions and outputs', 'action to be taken', 'actions to be taken', 'action/measure', 'action to be taken and target for improvement', 'activity', 'activities', 'steps', 'step',
      'planned action', 'planned actions', 'planned action/objective', 'we will', 'what we will do', 'what will we do', 'what are we going to do', 'what we are going to do', 'what we plan to do', 'what will be done', 'how we will do it',
      'how will we do it', 'how we will achieve this', 'how will we achieve this', 'how we will get there', 'task', 'tasks', 'key action', 'key actions', 'key activity', 'key activities', 'action required', 'actions required', 'required action',
      'proposed action', 'proposed actions', 'specific action', 'specific actions', 'agreed action', 'agreed actions', 'action point', 'action points', 'action item', 'what', 'what we need to do', 'what needs to be done', 'what do we need to do',
      'action description', 'description of action', 'mitigating action', 'mitigating actions', 'mitigation', 'improvement action', 'recommendation', 'recommendations', 'recommended action', 'initiative', 'intervention', 'activity/action', 'action/activity', 'actions/activities',
      'our actions', 'delivery action', 'delivery actions', 'equality action', 'action we will take', 'actions we will take', 'steps to be taken', 'steps we will take', 'what action will we take', 'high level action', 'main actions', 'work to be undertaken', 'deliverables', 'deliverable', 'project',
      'how', 'key tasks', 'strategies', 'strategy', 'strategies/actions', 'actions/strategies', 'action/target', 'what we are doing', 'action area', 'how we will achieve it', 'how will we achieve it', 'action detail', 'action details', 'action planned', 'actions planned', 'target action', 'operational action', 'milestones and actions', 'action to address', 'detail of action', 'details of action',
    ],
    has: [[/\bactions?\b/, 0.8], [/\bactivit(y|ies)\b/, 0.75], [/\bsteps?\b/, 0.65], [/\btasks?\b/, 0.7], [/\bwe (will|plan to|are going to|need to) (do|take)\b/, 0.9], [/\bto be (taken|done|undertaken)\b/, 0.75], [/^how (will we|we will) (achieve|deliver|do|get)\b/, 0.85], [/\bintervention\b/, 0.65]],
  },
  {
    field: 'lead',
    whole: [
      'lead', 'leads', 'responsibility of', 'responsibility', 'responsibilities', 'responsibility/delivery lead', 'delivery lead', 'lead responsibility', 'lead service area', 'lead service', 'lead partner', 'lead officer', 'lead officers', 'lead team', 'lead department', 'lead directorate', 'lead person',
      'person/persons responsible for delivery of operational actions/targets', 'persons responsible/co-ordinating', 'persons responsible', 'person responsible', 'action by', 'responsible officer', 'responsible officers', 'accountable', 'accountable officer', 'accountable lead', 'accountability', 'owner', 'owners', 'action owner',
      'who', 'by whom', 'who will lead', 'who is responsible', 'who will do it', 'who will do this', 'who by', 'responsible', 'responsible person', 'responsible team', 'responsible service', 'responsible department', 'responsible lead', 'responsible body', 'officer', 'officer responsible', 'officers responsible', 'service lead', 'project lead', 'action lead', 'sro',
      'senior responsible owner', 'senior responsible officer', 'led by', 'who leads', 'lead agency', 'lead organisation', 'lead manager', 'lead director', 'lead name', 'lead area', 'operational lead', 'team responsible', 'service responsible', 'department responsible', 'responsible service area', 'named lead', 'assigned to', 'owned by', 'leads and partners', 'lead and partners', 'lead/partners', 'service area', 'directorate', 'department', 'responsible party', 'lead/owner', 'owner/lead', 'who will be responsible', 'who will deliver this', 'delivered by', 'delivery partner', 'responsible lead officer',
    ],
    has: [[/\bresponsib(le|ility|ilities)\b/, 0.9], [/\bleads?\b/, 0.85], [/\b(owner|accountable|accountability)\b/, 0.85], [/\baction by\b/, 0.9], [/\bby whom\b/, 0.95], [/^who\b/, 0.85], [/\bofficers?\b/, 0.7], [/\bdelivery (team|partner)s?\b/, 0.7]],
  },
  {
    field: 'support',
    whole: ['support', 'supported by', 'supporting', 'supporting officer', 'supporting officers', 'supporting team', 'partners', 'partner', 'key partners', 'supporting partners', 'other partners', 'partner organisations', 'involved', 'who else', 'who else is involved', 'monitored by', 'contributors', 'stakeholders', 'key stakeholders', 'consultees', 'working with', 'in partnership with', 'supporting services', 'supporting departments', 'delivery partners', 'support from'],
    has: [[/\bsupport(ed|ing)?\b/, 0.7], [/\bpartners?\b/, 0.6], [/\bmonitored by\b/, 0.9], [/\bstakeholders\b/, 0.7]],
  },
  {
    field: 'elected lead',
    whole: ['lead member', 'cabinet member', 'portfolio holder', 'elected member', 'lead councillor', 'cabinet lead', 'elected lead', 'lead elected member', 'portfolio', 'board member', 'executive member', 'member champion', 'executive sponsor', 'sponsor'],
    has: [[/\b(lead|cabinet|executive|elected) (member|councillor)\b/, 0.9], [/\bportfolio holder\b/, 0.9], [/\bsponsor\b/, 0.7]],
  },
  {
    field: 'deadline',
    whole: [
      'by when', 'deadline', 'deadlines', 'date of completion', 'completion date', 'delivery date', 'target date', 'target dates', 'date to be completed by', 'to be completed by', 'complete by', 'projected timescale', 'timescale', 'timescales', 'timeframe', 'time frame', 'timeframes', 'completion year', 'timeline', 'timelines', 'timing', 'when',
      'due', 'due date', 'due by', 'end', 'end date', 'finish', 'finish date', 'date', 'dates', 'target completion', 'target completion date', 'completion', 'when by', 'when will we do it', 'when will it be done', 'when will this happen', 'by date', 'year', 'year of delivery', 'delivery timescale', 'delivery year', 'implementation date', 'date due', 'date for completion', 'expected completion', 'expected completion date', 'planned completion',
      'planned completion date', 'proposed completion date', 'time scale', 'time scales', 'target timescale', 'milestone date', 'frequency', 'target end date', 'anticipated completion date', 'date by', 'action date', 'completed by date', 'period', 'quarter', 'timetable', 'schedule', 'when will this be done', 'time line', 'target year', 'delivery by', 'achieve by', 'achieved by', 'to be achieved by', 'to be done by', 'completed by', 'delivery deadline', 'goal date', 'timespan', 'term',
    ],
    has: [[/\bby when\b/, 1], [/\b(deadline|timescale|time ?frame|time ?line|time ?scale)s?\b/, 0.95], [/\b(target|completion|due|end|delivery|finish|implementation) dates?\b/, 0.95], [/\bdate\b/, 0.75], [/^when\b/, 0.85], [/\bcomplet(ed|e|ion) by\b/, 0.9], [/\bdue\b/, 0.75], [/\bcompletion (date|year)\b/, 0.95]],
  },
  {
    field: 'start',
    whole: ['start', 'start date', 'from', 'commencement', 'commencement date', 'start by', 'planned start', 'begin', 'begins', 'planned start date'],
    has: [[/\bstart( date)?\b/, 0.9], [/\bcommence(ment|s)?\b/, 0.8]],
  },
  {
    field: 'measure',
    whole: [
      'success measure', 'success measures', 'measure of success', 'measures of success', 'how will success be measured', 'how will we measure success', 'how success will be measured', 'how we will measure success', 'outcome/pi', 'operational active targets', 'target criteria', 'indicator (kpi)', 'indicator kpi', 'kpi', 'kpis', 'success criteria and outcomes', 'success criteria', 'success criterion', 'measuring success',
      'measure', 'measures', 'performance indicator', 'performance indicators', 'performance measure', 'performance measures', 'key performance indicator', 'key performance indicators', 'success indicator', 'success indicators', 'indicators of success', 'how will we know', 'how will we know it has worked', 'how we will know', 'how we will measure it', 'how will we measure it', 'how will we measure progress', 'how will it be measured', 'how will this be measured', 'how will we know we have succeeded', 'how will we know we have been successful',
      'how will we know we have achieved this', 'evidence of success', 'evidence', 'target', 'targets', 'measurable target', 'measures/outcomes', 'success factors', 'measurement', 'outcomes/targets', 'outcome/targets', 'what success looks like', 'what will success look like', 'what does success look like', 'what good looks like', 'what good will look like', 'milestone', 'milestones', 'key milestones', 'measurable outcome', 'measurable outcomes', 'outcome measure', 'outcome measures', 'impact measure', 'measure/target', 'metric/measure', 'monitoring', 'how we will know we have succeeded', 'indicators', 'progress measure', 'how measured', 'measured by', 'evaluation',
      'how will we know if we are successful', 'performance target', 'success', 'performance indicator/target', 'key measures', 'how we will know it is working',
    ],
    has: [[/\bsuccess\b/, 0.95], [/\bmeasur(e|es|ed|ement|ing|able)\b/, 0.85], [/\b(kpi|kpis|performance indicators?)\b/, 0.95], [/\bindicators?\b/, 0.7], [/\btargets?\b/, 0.7], [/\bhow (will|do|shall) we know\b/, 0.95], [/\bhow we will know\b/, 0.95], [/\bmilestones?\b/, 0.7], [/\bevidence\b/, 0.6], [/\blooks? like\b/, 0.85]],
  },
  {
    field: 'output',
    whole: ['output', 'outputs', 'output measure', 'key outputs', 'planned outputs', 'outputs/deliverables', 'output/deliverable'],
    has: [[/\boutputs?\b/, 0.75]],
  },
  {
    field: 'outcome',
    whole: ['outcome', 'outcomes', 'expected outcome', 'expected outcomes', 'intended outcome', 'intended outcomes', 'desired outcome', 'desired outcomes', 'anticipated outcome', 'expected result', 'result', 'results', 'overall result', 'overall results', 'impact', 'expected impact', 'intended impact', 'benefit', 'benefits', 'what difference will it make', 'what difference will this make', 'difference made', 'what will change', 'key outcomes', 'planned outcome', 'what will be different', 'outcomes/impact', 'outcome/impact', 'outcomes and impact', 'target outcome', 'the difference we will make', 'the difference this will make'],
    has: [[/\boutcomes?\b/, 0.8], [/\bimpacts?\b/, 0.65], [/\bdifference\b/, 0.8], [/\bbenefits?\b/, 0.6]],
  },
  {
    field: 'progress',
    whole: ['update', 'updates', 'completed', 'progress', 'progress to date', 'progress update', 'progress updates', 'dates reviewed', 'progress made', 'progress made/action fully completed', 'actions taken', 'action taken', 'achieved', 'achievements', 'current position', 'what we have done', 'what we did', 'latest position', 'latest update', 'position', 'progress report', 'commentary', 'outturn', 'review', 'date completed', 'completed on', 'actual completion date', 'date achieved', 'progress/update', 'progress/comments', 'progress and comments'],
    has: [[/^(?!.*(measur|indicator|outcome)).*\bprogress\b/, 0.95], [/\bupdates?\b/, 0.9], [/\bactions? taken\b/, 0.95], [/\b(reviewed|achieved|completed)\b/, 0.7], [/\b(date|actual) completed\b/, 0.95], [/^completed( on| y n)?$/, 0.95]],
  },
  { field: 'status', whole: ['status', 'rag', 'rag status', 'rag rating', 'rating', 'current status', 'brag', 'brag status', 'action status', 'traffic light', 'complete', 'complete y/n', 'on track'], has: [[/\b(b?rag|status|rating)\b/, 0.9]] },
  { field: 'rationale', whole: ['rationale', 'issue', 'issues', 'why', 'why we are doing this', 'why this matters', 'reason', 'reasons', 'background', 'context', 'issue identified', 'issues identified', 'identified issue', 'gap', 'gaps', 'gap identified', 'need', 'what the evidence tells us', 'barrier', 'barriers', 'finding', 'findings', 'impact identified', 'negative impact', 'risk', 'risks', 'current situation', 'where are we now', 'where we are now', 'what we know', 'challenge', '5 year aim'], has: [[/^(rationale|issues?|why|reason|background|gap|barrier|findings?)\b/, 0.8], [/\b(issue|gap|barrier)s? identified\b/, 0.9], [/\bwhere (are we|we are) now\b/, 0.9], [/\brisks?\b/, 0.6], [/\byear aim\b/, 0.7]] },
  { field: 'baseline', whole: ['baseline', 'baseline measure', 'baseline data', 'current baseline', 'baseline position', 'starting point'], has: [[/\bbaseline\b/, 0.95]] },
  { field: 'resources', whole: ['resources', 'resource', 'resources required', 'resources needed', 'resource implications', 'budget', 'cost', 'costs', 'funding', 'cost/resources', 'financial implications', 'resources/cost', 'resource required'], has: [[/\b(resources?|budget|costs?|funding)\b/, 0.85]] },
  { field: 'characteristics', whole: ['protected characteristic', 'protected characteristics', 'characteristic', 'characteristics', 'state protected characteristics', 'protected group', 'protected groups', 'equality group', 'equality groups', 'equality strand', 'equality strands', 'who will benefit', 'groups affected', 'target group', 'target groups', 'strands', 'other equality issues', 'age', 'disability', 'gender reassignment', 'race', 'religion or belief', 'religion', 'sex', 'gender', 'sexual orientation', 'marriage and civil partnership', 'pregnancy and maternity', 'pc', 'pcs', 'meets equality duties'], has: [[/\bcharacteristics?\b/, 0.95], [/\b(protected|equality|affected) (groups?|strands?)\b/, 0.9], [/\bmeets equality duties\b/, 0.9], [/\bequality issues\b/, 0.8]] },
  { field: 'aims', whole: ['equality aim', 'equality aims', 'general duty', 'psed', 'psed aim', 'aim of the duty', 'aims of the duty', 'equality duty', 'public sector equality duty', 'psed aims', 'general duty aim', 'duty', 'link to general duty', 'due regard'], has: [[/\b(psed|general duty|equality duty|equality aims?|due regard)\b/, 0.9]] },
  { field: 'priority', whole: ['priority', 'priority level', 'high/medium/low', 'importance', 'priority rating', 'priority h/m/l', 'inclusivity plan priority area', 'link to corporate plan', 'corporate plan priority', 'links', 'strategic link', 'corporate priority', 'link', 'linked to'], has: [[/^priority\b/, 0.7], [/\bplan priority\b/, 0.85], [/\blinks? to\b/, 0.75], [/\bh\/m\/l\b/, 0.9]] },
  { field: 'notes', whole: ['notes', 'note', 'comments', 'comment', 'remarks', 'further information', 'additional information', 'comments/notes', 'other', 'source', 'source of action'], has: [[/\b(comments?|notes?|remarks)\b/, 0.85]] },
]

export interface HeadingMatch {
  readonly field: ColumnField
  /** From 0 to 1: how surely these words name that field. */
  readonly strength: number
  /** From 0 to 1: how much of the heading is the vocabulary of headings. Words of an ordinary sentence score low. */
  readonly coverage: number
}

/** What a column's heading says that the column holds; null when it says nothing that we know. */
export function matchHeading(text: string): HeadingMatch | null {
  const plain = plainHeading(text)
  if (plain === '' || plain.length > 140) return null
  const whole = wholeHeadings.get(plain) ?? wholeHeadings.get(plain.replace(/\b(the|a|an|of|our|your)\b ?/g, '').trim()) ?? wholeHeadings.get(plainHeading(text.replace(/\([^)]*\)/g, ' '))) ?? wholeInParts(plain)
  if (whole) return { field: whole, strength: 1, coverage: 1 }
  const mended = mendSpelling(plain)
  const mendedWhole = wholeHeadings.get(mended)
  if (mendedWhole) return { field: mendedWhole, strength: 0.95, coverage: 1 }
  const coverage = headingCoverage(mended)
  let best: HeadingMatch | null = null
  for (const { field, has } of vocabularies) for (const [pattern, strength] of has) {
    if (!pattern.test(mended)) continue
    // A long heading that only mentions the word is less surely about it.
    const sure = strength * (coverage >= 0.6 ? 0.95 : coverage >= 0.4 ? 0.8 : 0.6)
    if (best === null || sure > best.strength) best = { field, strength: sure, coverage }
  }
  return best
}

/** `Action/Target`: two headings of which the first says what the column is. */
function wholeInParts(plain: string): ColumnField | undefined {
  const parts = plain.split(/\/| (?:and|or|&) /)
  const fields = parts.map((part) => wholeHeadings.get(part.trim()))
  if (parts.length !== 2 || !fields.every((field) => field !== undefined)) return undefined
  return fields[0] === 'measure' && fields[1] === 'deadline' ? 'deadline' : fields[0]
}

/** `Lead officer: Ada Thorne` on a line or a row of its own: said of the objective above it, and no heading. */
export function isLabelled(text: string): boolean {
  const label = /^([^:\n]{2,60}):\s+\S/.exec(text.trim())?.[1]
  const match = label === undefined ? null : matchHeading(label)
  return match !== null && match.coverage >= 0.75 && match.strength >= 0.9 && !['objective', 'theme', 'action', 'group', 'reference'].includes(match.field) && !/^(outcome|aim|goal|priority)s?$/i.test(label?.trim() ?? '')
}

/** The heading's own words: small letters, no leading number, no brackets or closing punctuation. `2. Action(s):` is `actions`. */
export function plainHeading(text: string): string {
  return text.normalize('NFKC').toLowerCase()
    .replace(/[’‘`]/g, "'").replace(/[–—‑]/g, '-').replace(/\u00ad/g, '')
    .replace(/\(s\)/g, 's').replace(/\s+/g, ' ').trim()
    .replace(/^(\d+(\.\d+)*[.):]?|\(?[a-h]\))\s+(?=\D)/, '').replace(/^\d+\.(?=[a-z])/, '')
    .replace(/\s*\/\s*/g, '/').replace(/[*:;?.,"“”•·]+/g, ' ').replace(/\(([^)]*)\)/g, ' $1 ').replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim()
    .replace(/-/g, ' ').replace(/\s+/g, ' ').replace(/^[/ ]+|[/ ]+$/g, '')
}

const wholeHeadings: ReadonlyMap<string, ColumnField> = new Map(vocabularies.flatMap(({ field, whole }) => whole.map((words) => [plainHeading(words), field] as const)).reverse())

const headingWords: ReadonlySet<string> = new Set([
  ...vocabularies.flatMap(({ whole }) => whole.flatMap((words) => plainHeading(words).split(/[ /-]+/))),
  'planned', 'proposed', 'delivery', 'operational', 'strategic', 'key', 'expected', 'completion', 'target', 'for', 'and', 'or', 'the', 'of', 'to', 'by', 'in', 'how', 'will', 'be', 'is', 'we', 'our', 'this', 'who', 'what', 'when', 'are', 'going', 'do', 'it', 'council', 'team', 'name', 'job', 'title', 'post', 'person', 'persons', 'lead', 'against', 'made', 'fully',
  'co', 'ordinating', 'coordinating', 'taken', 'required', 'date', 'dates', 'officer', 'if', 'applicable', 'any', 'eg', 'e', 'g', 'kpi', 'smart', 'specific', 'overall', 'main', 'key', 'per', 'year', 'end', 'quarter', 'annual',
])

function headingCoverage(plain: string): number {
  const words = plain.split(/[ /-]+/).filter((word) => word !== '' && !/^\d+$/.test(word))
  return words.length === 0 ? 0 : words.filter((word) => headingWords.has(word)).length / words.length
}

const longHeadingWords: readonly string[] = [...headingWords].filter((word) => word.length >= 5)

/** `Responsibilty` and `Timscale` are slips of one letter or two; only words of five letters and more are mended. */
function mendSpelling(plain: string): string {
  return plain.split(/(?<=[ /-])|(?=[ /-])/).map((word) => {
    if (word.length < 5 || headingWords.has(word) || !/^[a-z']+$/.test(word)) return word
    return longHeadingWords.find((known) => Math.abs(known.length - word.length) <= 1 && known[0] === word[0] && isSlip(word, known)) ?? word
  }).join('')
}

/** One letter missing, added or changed, or two neighbours exchanged. */
function isSlip(written: string, meant: string): boolean {
  let start = 0
  while (start < written.length && start < meant.length && written[start] === meant[start]) start++
  const [left, right] = [written.slice(start), meant.slice(start)]
  return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1)
    || (left.length > 1 && right.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
}

/** Two headings that the file runs together into one cell, `Timescale/DeadlineImpact`; null where it is not two whole ones. */
export function splitInTwo(text: string): readonly [string, string] | null {
  for (const place of text.matchAll(/(?<=[\p{Ll}?)])\s*(?=\p{Lu})/gu)) {
    const [left, right] = [text.slice(0, place.index).trim(), text.slice(place.index).trim()]
    const fields = [left, right].map((each) => matchHeading(each)).map((match) => match?.coverage === 1 && match.strength >= 0.95 ? match.field : null)
    if (fields[0] && fields[1] && fields[0] !== fields[1]) return [left, right]
  }
  return null
}

/** Several headings run together on one line, as copying from a page makes them: `1 Action  Lead By when Outcomes`. Empty when it is not such a line. */
export function splitGluedHeadings(line: string): readonly { readonly text: string; readonly match: HeadingMatch }[] {
  const text = line.replace(/\s+/g, ' ').trim()
  if (text.length > 200 || /[.;]\s*$/.test(text)) return []
  const starts = [0]
  for (let at = 1; at < text.length; at++) {
    const [before, here] = [text[at - 1] ?? '', text[at] ?? '']
    if (before === ' ' || (/[a-z)?]/.test(before) && /[A-Z]/.test(here))) starts.push(at)
  }
  starts.push(text.length)
  // The fewest whole headings that cover the line, each begun with a capital but for the first.
  const reach: ({ cost: number; from: number; match: HeadingMatch | null } | undefined)[] = []
  reach[0] = { cost: 0, from: -1, match: null }
  for (let to = 1; to < starts.length; to++) for (let from = Math.max(0, to - 9); from < to; from++) {
    const before = reach[from]
    if (!before) continue
    const piece = text.slice(starts[from], starts[to]).trim()
    if (!/^[A-Z]/.test(piece.replace(/^\d+\.?\s*/, '')) ) continue
    const plain = plainHeading(piece)
    const field = wholeHeadings.get(plain) ?? wholeHeadings.get(mendSpelling(plain))
    if (!field || plain.length < 2) continue
    // "Action Lead" run together is more likely two headings than one.
    const cost = before.cost + (field === 'lead' && /^actions? /.test(plain) ? 2.5 : 1)
    if (!reach[to] || cost < (reach[to]?.cost ?? Infinity)) reach[to] = { cost, from, match: { field, strength: 0.9, coverage: 1 } }
  }
  const found: { text: string; match: HeadingMatch }[] = []
  for (let at = starts.length - 1; at > 0;) {
    const step = reach[at]
    if (!step?.match) return []
    found.unshift({ text: text.slice(starts[step.from], starts[at]).trim(), match: step.match })
    at = step.from
  }
  return new Set(found.map((each) => each.match.field)).size >= 3 ? found : []
}
