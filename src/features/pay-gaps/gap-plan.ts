/**
 * The equality action plan of the government's service, as dated values: what can be chosen, and by which rules it is taken.
 * Voluntary for the reporting year 2026 to 2027; expected to be required from 2027 to 2028 (Employment Rights Act 2025, not in
 * force for this yet). Source: the service, June 2026; facts read, no code copied. Last checked 22 November 2026.
 */
export const planItems = [
  { code: 'R1', category: 'Recruiting staff', words: 'Make job descriptions inclusive', tags: ['pay gap'] },
  { code: 'R2', category: 'Recruiting staff', words: 'Encourage applications from a range of candidates', tags: ['pay gap'] },
  { code: 'R3', category: 'Recruiting staff', words: 'Reduce unconscious bias in CV screening', tags: ['pay gap'] },
  { code: 'R4', category: 'Recruiting staff', words: 'Use fair and structured interview techniques', tags: ['pay gap'] },
  { code: 'R5', category: 'Recruiting staff', words: 'Advertise leave policies in job adverts', tags: ['pay gap'] },
  { code: 'R6', category: 'Recruiting staff', words: 'Advertise flexible working arrangements in job adverts', tags: ['pay gap', 'menopause'] },
  { code: 'D1', category: 'Developing and promoting staff', words: 'Automatically consider eligible employees for promotion', tags: ['pay gap'] },
  { code: 'D2', category: 'Developing and promoting staff', words: 'Encourage employee development through actionable steps', tags: ['pay gap'] },
  { code: 'D3', category: 'Developing and promoting staff', words: 'Offer mentoring, sponsorship and other development programmes', tags: ['pay gap'] },
  { code: 'B1', category: 'Building diversity into your organisation', words: 'Set targets to improve gender representation', tags: ['pay gap'] },
  { code: 'T1', category: 'Increasing transparency', words: 'Increase transparency for pay, promotion and rewards', tags: ['pay gap'] },
  { code: 'T2', category: 'Increasing transparency', words: 'Enhance and promote flexible working and leave policies', tags: ['pay gap'] },
  { code: 'M1', category: 'Supporting employees experiencing menopause', words: 'Train managers to support employees experiencing menopause', tags: ['menopause'] },
  { code: 'M2', category: 'Supporting employees experiencing menopause', words: 'Offer occupational health advice to employees experiencing menopause', tags: ['menopause'] },
  { code: 'M3', category: 'Supporting employees experiencing menopause', words: 'Set up menopause support groups and networks', tags: ['menopause'] },
  { code: 'M4', category: 'Supporting employees experiencing menopause', words: 'Offer workplace adjustments to employees experiencing menopause', tags: ['menopause'] },
  { code: 'M5', category: 'Supporting employees experiencing menopause', words: 'Conduct a menopause risk assessment for your workplace', tags: ['menopause'] },
  { code: 'M6', category: 'Supporting employees experiencing menopause', words: 'Review policies and procedures to meet the needs of employees experiencing menopause', tags: ['menopause'] },
] as const satisfies readonly { readonly code: string; readonly category: string; readonly words: string; readonly tags: readonly ('pay gap' | 'menopause')[] }[]
export type ItemCode = (typeof planItems)[number]['code']

export const itemStatuses = ['Do not add', 'New or in progress', 'Embedded'] as const
export type ItemStatus = (typeof itemStatuses)[number]
export const planKinds = { original: 'The plan', 'one-year review': 'Review after one year', 'three-year review': 'Review after three years' } as const
export type PlanKind = keyof typeof planKinds

/** From which reporting year (of the snapshot) the law is expected to require a plan. A setting until it is made. */
export const expectedFrom = 2027

export interface GapPlan {
  readonly year: number
  readonly kind: PlanKind
  readonly status: 'draft' | 'submitted'
  readonly items: readonly PlannedItem[]
  readonly narrative: string
  readonly link: string
  readonly version: number
}

export interface PlannedItem {
  readonly code: ItemCode
  readonly status: Exclude<ItemStatus, 'Do not add'>
  /** The action in the body's own plan by which it is done; null until there is one. */
  readonly action: string | null
}

export const mostWordsOfNarrative = 200

/** What the service would still ask for, in sentences; empty when it takes the plan. */
export function whatThePlanLacks({ items, narrative, link }: Pick<GapPlan, 'items' | 'narrative' | 'link'>): readonly string[] {
  const active = items.filter((each) => each.status === 'New or in progress').flatMap((each) => planItems.find(({ code }) => code === each.code) ?? [])
  const tagged = (tag: 'pay gap' | 'menopause') => active.filter((each) => each.tags.some((own) => own === tag))
  const said: string[] = []
  // One action that carries both tags counts once: another is needed for the second.
  const hasTwo = tagged('pay gap').some((one) => tagged('menopause').some((other) => other.code !== one.code))
  if (tagged('pay gap').length === 0) said.push('Choose at least one action that is new or in progress and is about the gender pay gap')
  if (tagged('menopause').length === 0) said.push('Choose at least one action that is new or in progress and is about menopause')
  if (said.length === 0 && !hasTwo) said.push('Choose two different actions: one that is about both counts once')
  if (wordsIn(narrative) > mostWordsOfNarrative) said.push(`Write at most ${mostWordsOfNarrative} words about the plan: there are ${wordsIn(narrative)}`)
  if (link === '') said.push('Give the address of the page on your website')
  return said
}

export const wordsIn = (text: string): number => text.trim().split(/\s+/).filter((word) => word !== '').length
