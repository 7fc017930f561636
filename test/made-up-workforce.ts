/**
 * The extract of a made-up HR system: as many people as a county has, in words as messy as such systems hold. The same asked for gives the
 * same file. Nobody in it exists.
 */

export interface WorkforceAsked {
  readonly people?: number
  /** Which quarter it is of: in each, some of the people of the one before have left and others have joined. */
  readonly quarter?: number
  /** Rows that no system should have let out: the same person twice, no staff number, words that nobody knows. */
  readonly troubles?: boolean
}

export const workforceHeadings = [
  'Employee No', 'Directorate', 'Service Area', 'Pay Grade', 'Contract Type', 'FT/PT', 'FTE', 'Work Base', 'Age', 'Gender', 'Ethnic Origin', 'Disability', 'Religion/Belief', 'Sexual Orientation', 'Marital Status', 'Cost Centre',
] as const

/** A CSV file with a heading row. */
export function madeUpWorkforce({ people = 6_400, quarter = 0, troubles = false }: WorkforceAsked = {}): string {
  const rows: string[][] = []
  // Who has left by this quarter are the first of a fixed order; who has joined, the last: both move on by the same step.
  const step = Math.max(1, Math.round(people * 0.02))
  for (let place = quarter * step; place < people + quarter * step; place++) rows.push(employee(place))
  if (troubles) rows.push([...employee(quarter * step)], ['', ...employee(quarter * step + 1).slice(1)], employee(people + 9_000).with(10, 'See file note'))
  return [workforceHeadings, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function employee(place: number): string[] {
  const chance = chances(place)
  const service = pick(chance(), services)
  const grade = Math.max(1, Math.min(17, Math.round(3 + 10 * chance() ** 1.6 + 2 * chance())))
  const part = chance() < 0.42
  return [
    String(100_001 + place), service[0], service[1], `Grade ${grade}`, pick(chance(), ['Permanent', 'Permanent', 'Permanent', 'Permanent', 'PERMANENT', 'Fixed Term', 'Fixed-term', 'Apprentice']),
    part ? pick(chance(), ['PT', 'Part Time']) : pick(chance(), ['FT', 'Full Time']), part ? pick(chance(), ['0.4', '0.5', '0.6', '0.81']) : '1', pick(chance(), ['County Hall', 'County Hall', 'Silverbridge', 'Plumstead', 'Home']),
    String(Math.round(18 + 50 * (chance() + chance()) / 2)),
    weigh(chance(), [['F', 66], ['Female', 4], ['M', 28], ['Male', 2], ['', 1]]),
    weigh(chance(), [['White - British', 560], ['White British', 90], ['W1', 40], ['White - Irish', 9], ['White - Other', 25], ['Any other White background', 6], ['Asian or Asian British - Indian', 70], ['A1', 8], ['Pakistani', 7], ['Bangladeshi', 4], ['Chinese', 4],
      ['Black African', 14], ['Black Caribbean', 9], ['Mixed - White & Black Caribbean', 7], ['Mixed White and Asian', 5], ['Arab', 2], ['Any other', 3], ['Prefers Not to State', 30], ['Not Known', 60], ['', 40]]),
    weigh(chance(), [['N', 600], ['No', 80], ['Y', 45], ['Yes', 12], ['Prefer not to say', 20], ['Not declared', 200], ['', 43]]),
    weigh(chance(), [['Christian', 330], ['CHRISTIAN', 12], ['No religion', 240], ['None', 30], ['Hindu', 28], ['Muslim', 26], ['Sikh', 9], ['Buddhist', 3], ['Jewish', 2], ['Jedi', 1], ['Other', 6], ['PNTS', 60], ['', 250]]),
    weigh(chance(), [['Heterosexual/Straight', 480], ['Straight', 40], ['Gay man', 8], ['Gay woman / Lesbian', 7], ['Bisexual', 9], ['Prefer not to say', 56], ['', 400]]),
    weigh(chance(), [['Married', 430], ['Single', 330], ['Divorced', 70], ['Widowed', 15], ['Civil Partnership', 8], ['Separated', 20], ['Unknown', 127]]),
    `CC${String(1000 + place % 137)}`,
  ]
}

const services: readonly (readonly [string, string])[] = [
  ['Adults and Communities', 'Home Care'], ['Adults and Communities', 'Libraries'], ['Adults and Communities', 'Social Work'], ['Children and Family Services', 'Safeguarding'], ['Children and Family Services', 'Early Help'],
  ['Environment and Transport', 'Highways'], ['Environment and Transport', 'Passenger Transport'], ['Corporate Resources', 'Finance'], ['Corporate Resources', 'Property'], ['Chief Executive’s', 'Policy'], ['Public Health', 'Health Improvement'],
]

const pick = <Thing>(chance: number, from: readonly Thing[]): Thing => from[Math.floor(chance * from.length)]!

function weigh(chance: number, from: readonly (readonly [string, number])[]): string {
  let left = chance * from.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [words, weight] of from) if ((left -= weight) < 0) return words
  return from.at(-1)![0]
}

/** Mulberry32: the same person has the same answers in every quarter. */
function chances(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b1 | 0
  return () => {
    state = state + 0x6d2b79f5 | 0
    let mixed = Math.imul(state ^ state >>> 15, 1 | state)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296
  }
}

const cell = (words: string): string => /[",\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
