import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import { append } from '#database/ledger.ts'
import type { ExamplePeople } from '#features/people/index.ts'
import { listPeople } from '#features/people/index.ts'
import { howAsked, usuallyAsked, type Askable } from './asked.ts'
import { countDeclared, keepRate } from './campaign-store.ts'
import { addAnswers, addParticipants, listParticipants, participantFor, saveStaffNumber } from './declaration-store.ts'
import type { Given } from './declaration.ts'
import { countDeclarations } from './jobs/count-declarations.ts'
import { rateOf } from './rate.ts'

type Said = { readonly [question in Askable]?: string }

/** Some of the fictional county's people have declared, some in part, one in their own words; most have not. */
const said: Readonly<Record<string, Said>> = {
  'Olena Marchenko': { 'ethnic group': 'W9', 'disability': 'N2', 'carer': 'C1', 'legal partnership status': 'P2', 'religion or belief': 'R1' },
  'George Tansley': { 'ethnic group': 'W1', 'disability': 'D2', 'carer': 'C0', 'legal partnership status': 'P1', 'socio-economic background': 'E6', 'religion or belief': 'R0', 'sexual orientation': 'S1', 'gender identity': 'G1' },
  'Nkechi Adeyemi': { 'ethnic group': 'B2', 'disability': 'N2', 'carer': 'C0', 'legal partnership status': 'P2', 'socio-economic background': 'E1', 'religion or belief': 'R1', 'sexual orientation': 'S1', 'gender identity': 'G1' },
  'Liam Gallacher': { 'ethnic group': 'W2', 'disability': 'D1', 'carer': 'C2', 'sexual orientation': 'S2', 'religion or belief': 'prefer not to say' },
  'Kelvin Osei': { 'ethnic group': 'M1', 'disability': 'prefer not to say', 'socio-economic background': 'E5' },
  'Bronwen Rees': { 'ethnic group': 'W1', 'disability': 'N1', 'carer': 'C1', 'religion or belief': 'R8' },
}

export async function addExampleDeclarations(db: Database, organisation: string, body: string, people: ExamplePeople, now: Temporal.Instant, counted: 'at once' | 'soon'): Promise<void> {
  if (body !== 'barsetshire') return
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  const colleagues = (await listPeople(db, organisation)).filter((each) => each.grants.some((grant) => grant.role === 'employee'))
  for (const [place, [name, answers]] of Object.entries(said).entries()) {
    const colleague = colleagues.find((each) => each.id === people.people.get(name))
    if (colleague === undefined) continue
    const whose = await participantFor(db, organisation, colleague, today.subtract({ days: 40 - place }))
    await saveStaffNumber(db, organisation, whose.id, staffNumberOf(600 + place))
    await addAnswers(db, organisation, usuallyAsked.flatMap((question) => {
      const answer = answers[question]
      return answer === undefined ? [] : [{ participant: whose.id, question, questionSet: howAsked(question, 'England').set.id, given: given(answer, answer === 'R8' ? 'Humanist' : ''), from: today.subtract({ days: 40 - place }) }]
    }))
  }
  await addWhoNeverSignsIn(db, organisation, today)
  // The gate takes a second: nobody who has just started the program should wait for it.
  if (counted === 'soon') await enqueue(db, organisation, countDeclarations, null, { notBefore: now.add({ seconds: 20 }) })
  else await countForExample(db, organisation, today)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'self-declaration.example-made', on: { room: 'self-declaration', id: organisation } })
}

/** As the example county's extracts write it, so that what people say of themselves can be joined to them. */
const staffNumberOf = (who: number): string => `B${100_000 + who * 7}`

/** HR's list: most employees of a county never sign in here. Nobody on it exists, and their letters go nowhere (RFC 2606). */
async function addWhoNeverSignsIn(db: Database, organisation: string, today: Temporal.PlainDate): Promise<void> {
  const chance = chances(1863)
  await addParticipants(db, organisation, Array.from({ length: 420 }, (_, place) => ({ email: `employee.${10_401 + place}@barsetshire.example`, staffNumber: staffNumberOf(700 + place) })), today.subtract({ days: 60 }))
  const participants = (await listParticipants(db, organisation)).filter((each) => each.person === null && each.email.startsWith('employee.'))
  const asked = usuallyAsked.map((question) => ({ question, set: howAsked(question, 'England').set }))
  await addAnswers(db, organisation, participants.filter(() => chance() < 0.58).flatMap((each) => asked.flatMap(({ question, set }, place) => {
    if (chance() < 0.06 + 0.03 * place) return []
    const code = set.categories[Math.floor(set.categories.length * chance() ** 2)]?.code
    return code === undefined ? [] : [{ participant: each.id, question, questionSet: set.id, given: given(chance() < 0.05 ? 'prefer not to say' : code, ''), from: today.subtract({ days: 50 - Math.floor(40 * chance()) }) }]
  })))
}

/** As the Monday's work would have counted it. */
async function countForExample(db: Database, organisation: string, today: Temporal.PlainDate): Promise<void> {
  const counted = await countDeclared(db, organisation)
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const made = await rateOf(counted, usuallyAsked, [], monday)
  if (made !== null) await keepRate(db, organisation, made)
}

/** The same numbers each time from one seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function given(answer: string, ownWords: string): Given {
  return answer === 'prefer not to say' ? { meaning: { state: answer }, ownWords: '' } : { meaning: { category: answer }, ownWords }
}
