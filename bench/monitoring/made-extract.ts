import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

/** An extract of a body that does not exist, of so many people and twenty columns, as an HR system writes it. The same number gives the same file. */
export async function writeMadeExtract(file: string, people: number): Promise<void> {
  const random = numbers(1867)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!
  const whole = (below: number): number => Math.floor(random() * below)
  const day = (from: number, years: number): string => `${String(whole(28) + 1).padStart(2, '0')}/${String(whole(12) + 1).padStart(2, '0')}/${from + whole(years)}`
  const out = createWriteStream(file)
  out.write('Employee number,Department,Team,Job title,Grade,Contract type,Working pattern,FTE,Date of birth,Sex,Ethnic group,Disability,Religion or belief,Sexual orientation,Marital status,Location,Start date,Manager,Cost centre,Carer\r\n')
  let held = ''
  for (let person = 1; person <= people; person += 1) {
    const department = whole(12)
    held += `E${String(person).padStart(7, '0')},${departments[department]},Team ${department * 12 + whole(12)},"Officer, level ${whole(400)}",Grade ${1 + whole(17)},${pick(contracts)},${pick(patterns)},${pick(hours)},${day(1958, 48)},`
      + `${pick(sexes)},${pick(ethnic)},${pick(disability)},${pick(religions)},${pick(orientations)},${pick(partnerships)},Site ${whole(60)},${day(1998, 28)},Manager ${whole(5000)},${1000 + whole(900)},${pick(carers)}\r\n`
    if (held.length < 1_000_000) continue
    if (!out.write(held)) await once(out, 'drain')
    held = ''
  }
  out.end(held)
  await once(out, 'finish')
}

const departments = ['Adults and communities', 'Children and family services', 'Environment and transport', 'Public health', 'Corporate resources', 'Chief executive’s', 'Fire and rescue', 'Libraries', 'Highways', 'Trading standards', 'Museums', 'Pensions']
const contracts = ['Permanent', 'Permanent', 'Permanent', 'Fixed term', 'Casual']
const patterns = ['Full time', 'Full time', 'Part time']
const hours = ['1', '1', '1', '0.5', '0.6', '0.8']
const sexes = ['Female', 'Female', 'Female', 'Male', 'Male']
const ethnic = [...Array.from({ length: 16 }, () => 'White - British'), 'White - Irish', 'Any other White background', 'Indian', 'Indian', 'Pakistani', 'Black African', 'Black Caribbean', 'White and Asian', 'Chinese', 'Prefer not to say', '', '']
const disability = ['No', 'No', 'No', 'No', 'No', 'No', 'Yes', 'Prefer not to say', '', '']
const religions = ['Christian', 'Christian', 'Christian', 'No religion', 'No religion', 'Muslim', 'Hindu', 'Sikh', 'Jewish', 'Buddhist', 'Prefer not to say', '', '']
const orientations = ['Heterosexual', 'Heterosexual', 'Heterosexual', 'Heterosexual', 'Gay man', 'Gay woman or lesbian', 'Bisexual', 'Prefer not to say', '', '']
const partnerships = ['Married', 'Married', 'Single', 'Single', 'Divorced', 'Civil partnership', 'Widowed', '']
const carers = ['No', 'No', 'No', 'Yes', '']

/** Evenly spread numbers from 0 to 1 that are always the same (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
