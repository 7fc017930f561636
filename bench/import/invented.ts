import { type MadeFormat, type MadePlan, type MadeRow, madeFormats } from './make.ts'
import type { Gold, GoldAction } from './score.ts'

/**
 * Plans of Barsetshire that nobody wrote, in layouts drawn by a number: which columns, called what, in which order, objectives
 * as rows or as a column, with or without references, groups, lists, repeated headers. The same number gives the same plan.
 */
export interface Invented { readonly plan: MadePlan; readonly format: MadeFormat; readonly gold: Gold }

export function inventPlan(number: number): Invented {
  const draw = drawer(number)
  const format = draw.one(madeFormats)
  const numbered = draw.maybe(0.5)
  const how = draw.one(['rows', 'rows', 'column', 'column merged', 'none'] as const)
  const objectives = Array.from({ length: draw.between(2, 5) }, (_, index) => objectiveWords(draw, index + 1, how))
  const groups = how === 'rows' && draw.maybe(0.3)
  const fields: string[] = ['action']
  if (numbered) fields.push('reference')
  if (how.startsWith('column')) fields.push('objective')
  fields.push('lead')
  if (draw.maybe(0.85)) fields.push('deadline')
  if (draw.maybe(0.8)) fields.push('measure')
  for (const extra of ['progress', 'status', 'characteristics', 'resources'] as const) if (draw.maybe(0.2)) fields.push(extra)
  const order = draw.maybe(0.5) ? ['reference', 'objective', 'action', 'lead', 'deadline', 'measure', 'characteristics', 'resources', 'progress', 'status'].filter((each) => fields.includes(each)) : placeFirst(draw.shuffled(fields), draw)
  const columns = order.map((field) => draw.one(headings[field] ?? ['Notes']))
  const rows: MadeRow[] = []
  const gold: GoldAction[] = []
  const said = new Set<string>()
  objectives.forEach((objective, index) => {
    if (how === 'rows') rows.push({ heading: objective })
    const count = draw.between(1, 5)
    for (let at = 0; at < count; at++) {
      if (groups && at > 0 && draw.maybe(0.3)) rows.push({ heading: draw.one(['Recruitment', 'Training', 'Community safety', 'Buildings', 'Working with partners']) })
      let action = actionWords(draw)
      while (said.has(action)) action = `${action} ${draw.one(['each year', 'in every district', 'with our partners', 'for carers', 'across the county'])}`
      said.add(action)
      const cells: Record<string, string> = {
        reference: `${index + 1}.${at + 1}`, objective, action, lead: draw.maybe(0.95) ? leadWords(draw) : '', deadline: draw.maybe(0.9) ? deadlineWords(draw) : '', measure: draw.maybe(0.9) ? measureWords(draw) : '',
        progress: draw.maybe(0.5) ? draw.one(['Begun in May', 'Not yet started, awaiting funding', 'Done']) : '', status: draw.one(['Green', 'Amber', 'Red', 'On track']), characteristics: draw.one(['All', 'Age', 'Disability and race', 'Sex']), resources: draw.one(['Existing budget', '£5,000', 'Staff time']),
      }
      const blank = how === 'column' && at > 0 && draw.maybe(0.6)
      rows.push({ cells: order.map((field) => field === 'objective' && blank ? '' : cells[field] ?? '') })
      const own = (field: string): string | null => fields.includes(field) && cells[field] !== '' ? cells[field] ?? null : null
      gold.push({ reference: numbered ? cells['reference'] ?? null : null, objective: how === 'none' ? null : objective, action, leads: own('lead'), deadline: own('deadline'), measures: own('measure') })
    }
    if (draw.maybe(0.2)) rows.push({ cells: columns })
  })
  return { plan: { title: 'Barsetshire County Council Equality Action Plan 2026 - 2030', columns, rows, ...(how === 'column merged' ? { merged: order.indexOf('objective') } : {}) }, format, gold: { source: `invented ${number}`, actions: gold } }
}

/** An objective never stands after its action, nor does a number stand in the middle. */
function placeFirst(fields: readonly string[], draw: Drawer): readonly string[] {
  const first = ['reference', 'objective'].filter((each) => fields.includes(each))
  return [...(draw.maybe(0.5) ? first : first.toReversed()), ...fields.filter((each) => !first.includes(each))]
}

const headings: Readonly<Record<string, readonly string[]>> = {
  reference: ['Ref', 'No.', 'Action No', '', 'Ref.', 'ID', 'Action Ref', 'Number'],
  objective: ['Objective', 'Equality objective', 'What we want to achieve', 'Our aim', 'Priority', 'Strategic Objective', 'Goal'],
  action: ['Action', 'Actions', 'What will we do?', 'Key Actions', 'Planned activity', 'Action to be taken', 'What are we going to do?', 'Actions we will take', 'Activities', 'Specific actions', 'Task', 'How we will do it', 'Steps we need to take'],
  lead: ['Lead', 'Who', 'Lead officer', 'Responsible', 'Person responsible', 'Lead(s)', 'Owner', 'Responsibility', 'Who is responsible?', 'Lead department', 'Responsible Officer/Team', 'Accountable lead', 'Led by', 'Service Lead', 'By whom', 'Lead Officer/s'],
  deadline: ['By when', 'Deadline', 'Timescale', 'Target date', 'When', 'Due date', 'Timeframe', 'Completion date', 'Date', 'When will it be done?', 'Target completion date', 'Time-scale', 'To be completed by', 'Timescale/Deadline', 'Delivery date'],
  measure: ['Success measure', 'Measure', 'How will we know?', 'Outcome', 'Success criteria', 'KPI', 'Expected outcome', 'Measure of success', 'What will success look like?', 'Outcomes', 'Performance measure/target', 'How we will measure it', 'Evidence of success', 'Intended outcomes', 'Indicators', 'Impact', 'Target'],
  progress: ['Progress', 'Update', 'Progress to date', 'Latest position', 'Comments/progress'], status: ['Status', 'RAG', 'RAG rating', 'Current status'],
  characteristics: ['Protected characteristic', 'Equality strand', 'Protected characteristics'], resources: ['Resources', 'Budget', 'Resources needed'],
}

interface Drawer { between(from: number, to: number): number; one<Thing>(of: readonly Thing[]): Thing; maybe(share: number): boolean; shuffled<Thing>(of: readonly Thing[]): readonly Thing[] }

/** A small generator of numbers (mulberry32), so that a plan can be drawn again by its number. */
function drawer(seed: number): Drawer {
  let state = seed * 2_654_435_761 >>> 0
  const next = (): number => {
    state = state + 0x6D2B79F5 >>> 0
    let mixed = Math.imul(state ^ state >>> 15, 1 | state)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const one = <Thing>(of: readonly Thing[]): Thing => {
    const drawn = of[between(0, of.length - 1)]
    if (drawn === undefined) throw new Error('there is nothing to draw from')
    return drawn
  }
  return { between, one, maybe: (share) => next() < share, shuffled: (of) => of.map((each) => ({ each, at: next() })).sort((a, b) => a.at - b.at).map(({ each }) => each) }
}

function objectiveWords(draw: Drawer, number: number, how: string): string {
  const words = draw.one(['Be an employer that people choose', 'Make our services open to everyone', 'Know our communities better', 'Tackle hate crime together', 'Give residents a voice', 'Pay fairly', 'Improve access to buildings and information', 'Support carers and care leavers'])
  const label = how === 'column' || how === 'column merged' ? draw.one(['', '', `Objective ${number}: `, `${number}. `, `EO${number}: `]) : draw.one([`Objective ${number}: `, `EO${number}: `, `Priority ${number} - `, `Aim ${number}. `, `Objective ${number} `])
  return `${label}${words}${how === 'rows' ? '' : ` ${['first', 'second', 'third', 'fourth', 'fifth'][number - 1] ?? ''}`}`.trim()
}

function actionWords(draw: Drawer): string {
  const doing = draw.one(['Review', 'Develop', 'Publish', 'Hold', 'Train managers in', 'Work with partners on', 'Consult residents about', 'Continue to promote', 'To set up', 'Carry out', 'Monitor', 'Roll out', 'Raise awareness of', 'Embed', 'Explore'])
  const what = draw.one(['the translation service', 'an annual workforce profile', 'mentoring for disabled staff', 'a forum of older residents', 'guidance on inclusive language', 'the use of mixed interview panels', 'equality impact assessments of budget proposals', 'third party reporting centres', 'accessible web pages', 'flexible working in front line teams', 'the pay gap action plan', 'Gypsy and Traveller liaison'])
  const more = draw.one(['', '', ' so that more people can take part', ', starting with the libraries', ' in line with the new policy. Findings will be shared with staff networks.', ' (with the Police and Crime Commissioner)', '\nPublish what we find'])
  return `${doing} ${what}${more}`
}

function leadWords(draw: Drawer): string {
  return draw.one(['Human Resources', 'HR', 'Policy Team', 'Head of Libraries', 'Ada Thorne, Equality Officer', 'Community Safety Team', 'All departments', 'HR/Comms', 'Director of Public Health', 'Equalities Board', 'Learning and Development\nHuman Resources', 'Corporate Management Team', 'Digital Services', 'Barsetshire Police', 'Chief Executive', 'Procurement Manager'])
}

function deadlineWords(draw: Drawer): string {
  return draw.one(['March 2027', 'Ongoing', 'On-going', 'By end of 2026/27', '31/03/2028', 'Annually', 'Quarterly', 'Sept 2026', 'By December 2027', 'Q3 2026', '30 June 2027', 'Every six months', 'TBC', 'Spring 2028', '2027/28', 'Within six months of adoption', 'April 2026 – March 2028', 'June 2026 and annually thereafter'])
}

function measureWords(draw: Drawer): string {
  return draw.one(['Report published on the website', '90% of managers trained', 'More disabled people in senior posts.', 'Feedback from staff networks is positive', 'Plan agreed by Cabinet', 'Number of incidents reported', 'Uptake of the service by older people has grown', 'Annual survey results\nCase studies', 'Increase in declaration rates to 85%', 'Fewer complaints', 'Members are aware of their duties'])
}
