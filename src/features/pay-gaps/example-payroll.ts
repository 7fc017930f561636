import { mulberry32 } from '#statistics/pay-gap-interval.ts'
import type { ExtractRow } from './gather.ts'

/** The headings of the fictional county's extract: everything that the room can use. */
export const exampleHeadings = ['Staff number', 'Sex', 'Ethnic group', 'Disability', 'Department', 'Grade', 'Contract hours', 'Paid weeks', 'Basic pay', 'Allowances', 'Shift premium', 'Overtime', 'Bonus', 'Pay status', 'Employment type', 'Start date', 'Working pattern'] as const

interface Job { readonly department: string; readonly share: number; readonly women: number; readonly grades: readonly [least: number, most: number]; readonly partTime: number; readonly term?: true; readonly shifts?: number; readonly allowance?: number }

/** Who does what in Barsetshire, and in which grades: more women, and most of them in care, schools support and offices. */
const jobs: readonly Job[] = [
  { department: 'Adults and Communities', share: 27, women: 0.82, grades: [3, 8], partTime: 0.45, shifts: 0.35 }, { department: 'Adults and Communities', share: 6, women: 0.74, grades: [9, 13], partTime: 0.2 },
  { department: 'Children and Family Services', share: 18, women: 0.84, grades: [4, 9], partTime: 0.5, term: true }, { department: 'Children and Family Services', share: 9, women: 0.78, grades: [9, 13], partTime: 0.2, allowance: 0.25 },
  { department: 'Environment and Transport', share: 12, women: 0.22, grades: [4, 9], partTime: 0.1, shifts: 0.2, allowance: 0.3 }, { department: 'Environment and Transport', share: 4, women: 0.3, grades: [9, 14], partTime: 0.06 },
  { department: 'Corporate Resources', share: 13, women: 0.62, grades: [5, 11], partTime: 0.25 }, { department: 'Corporate Resources', share: 3, women: 0.46, grades: [12, 15], partTime: 0.08 },
  { department: 'Public Health', share: 3, women: 0.72, grades: [8, 13], partTime: 0.25 }, { department: 'Chief Executive’s', share: 1.4, women: 0.55, grades: [9, 15], partTime: 0.15 }, { department: 'Catering and Cleaning', share: 3.6, women: 0.88, grades: [1, 3], partTime: 0.85, term: true },
]
const ethnic: readonly (readonly [string, number])[] = [
  ['White: English, Welsh, Scottish, Northern Irish or British', 744], ['White: Irish', 9], ['Any other White background', 28], ['Indian', 48], ['Pakistani', 12], ['Bangladeshi', 7], ['Chinese', 4], ['Any other Asian background', 9], ['Caribbean', 9], ['African', 19],
  ['Any other Black background', 3], ['White and Black Caribbean', 6], ['White and Asian', 5], ['Any other Mixed background', 4], ['Arab', 2], ['Any other ethnic group', 4], ['Prefer not to say', 25], ['Not declared', 62],
]

/**
 * An extract of the fictional county for one year: the same year gives the same rows. Women catch up a little each year, and
 * the rows have the faults that extracts have.
 */
export function examplePayroll(year: number, employees: number): readonly ExtractRow[] {
  const random = mulberry32(year * 7919)
  const pick = <Item>(list: readonly (readonly [Item, number])[]): Item => {
    let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of list) if ((left -= weight) < 0) return item
    const last = list.at(-1)
    if (!last) throw new RangeError('There is nothing to choose from.')
    return last[0]
  }
  const weighted = jobs.map((job): readonly [Job, number] => [job, job.share])
  const growth = 1 + 0.035 * (year - 2022)
  const rows: ExtractRow[] = []
  for (let place = 1; place <= employees; place++) {
    const job = pick(weighted)
    const isWoman = random() < job.women
    const [least, most] = job.grades
    // Men stand a little higher in the same range, by less each year.
    const lean = isWoman ? 1.12 - 0.018 * (year - 2022) : 0.88
    const grade = least + Math.min(most - least, Math.floor((most - least + 1) * random() ** lean))
    // In the highest grades men stand higher on the scale: what an audit should find.
    const step = Math.floor(5 * random() ** (grade >= 12 ? (isWoman ? 1.7 : 0.65) : isWoman ? 1.12 : 0.95))
    const partTime = random() < job.partTime * (isWoman ? 1.15 : 0.5)
    const hours = partTime ? [15, 18.5, 20, 22.5, 25, 30][Math.floor(random() * 6)] ?? 20 : 37
    const weeks = job.term === true && random() < 0.6 ? 44.6 : null
    const year0 = 2024 - Math.floor(40 * random() ** 2.4) + (year - 2025)
    const hourly = (11.6 + 1.62 * (grade - 1) + 0.055 * (grade - 1) ** 2 + (grade >= 14 ? 2.1 : grade >= 12 ? 1.15 : 0.28) * step) * growth
    const monthly = hourly * hours * (weeks === null ? 52.18 : weeks) / 12
    const shift = job.shifts !== undefined && random() < job.shifts ? monthly * 0.12 : 0
    const allowance = job.allowance !== undefined && random() < job.allowance * (isWoman ? 0.8 : 1.2) ? 40 + Math.floor(random() * 6) * 25 : 0
    const bonus = random() < (grade >= 14 ? 0.3 : 0.012) ? (grade >= 14 ? 1500 : 150) + Math.floor(random() * 4) * 100 : 0
    const leave = isWoman && random() < 0.022 ? 'Statutory maternity pay' : random() < 0.017 ? 'Half pay sick leave' : random() < 0.001 ? 'Strike' : 'Full pay'
    const reduced = leave === 'Full pay' ? 1 : leave === 'Strike' ? 0.95 : 0.5
    const kind = random() < 0.012 ? 'Casual' : job.term === true && random() < 0.03 ? 'Maintained school' : 'Permanent'
    const noWork = kind === 'Casual' && random() < 0.5
    const disability = pick<string>([['No', 690], ['Yes', 47 + 4 * (year - 2022)], ['Prefer not to say', 32], ['Not declared', 250 - 30 * (year - 2022)]])
    const day = `${String(1 + Math.floor(random() * 28)).padStart(2, '0')}/${String(1 + Math.floor(random() * 12)).padStart(2, '0')}/${Math.min(year0, year - 1)}`
    const first = pick(ethnic)
    // People of other ethnic groups are fewer in the higher grades, as they are in many councils.
    const group = grade >= 9 && !/^White:|^White and|^Prefer|^Not/.test(first) && random() < 0.32 ? 'White: English, Welsh, Scottish, Northern Irish or British' : first
    const oddSex = random() < 0.0012
    rows.push({ line: place + 1, cells: [
      `B${String(100_000 + place)}`, oddSex ? '' : isWoman ? 'F' : 'M', group, disability, job.department, grade >= 14 ? `Chief Officer ${grade - 13}` : `Grade ${grade}`, noWork ? '' : String(hours), weeks === null ? '' : String(weeks), noWork ? '' : (monthly * reduced).toFixed(2),
      allowance === 0 ? '' : allowance.toFixed(2), shift === 0 ? '' : shift.toFixed(2), random() < 0.06 ? (monthly * 0.08).toFixed(2) : '', bonus === 0 ? '' : String(bonus), leave, kind, day, partTime ? 'Part time' : 'Full time',
    ] })
  }
  return rows
}
