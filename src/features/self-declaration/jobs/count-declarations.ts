import { listPeople } from '#features/people/index.ts'
import type { Work, WorkHouse } from '#web/work.ts'
import { countDeclared, dropOldAskings, keepRate, listRates } from '../campaign-store.ts'
import { eraseParticipant, findSettings, listParticipants } from '../declaration-store.ts'
import { rateOf } from '../rate.ts'

/** Every Monday: what leavers said is erased, links that have run out go, and how many have declared is counted anew. */
export const countDeclarations: Work<null> = {
  name: 'self-declaration.count',
  line: 'self-declaration',
  at: '30 5 * * 1',
  async run(_asked, house) {
    await forgetLeavers(house)
    await countAnew(house)
  },
}

/** Answers are kept while somebody works here. Their share of figures already made stays in those figures. */
async function forgetLeavers({ organisation, changing, append, now }: WorkHouse): Promise<void> {
  await changing(async (db) => {
    await dropOldAskings(db, organisation, now())
    const left = new Set((await listPeople(db, organisation, { state: 'left' })).map((each) => each.id))
    const gone = (await listParticipants(db, organisation)).filter((each) => each.person !== null && left.has(each.person))
    for (const each of gone) await eraseParticipant(db, organisation, each.id)
    if (gone.length > 0) await append(db, { did: 'self-declaration.leavers-forgotten', on: { room: 'self-declaration', id: organisation }, detail: { participants: gone.map((each) => each.id) } })
  })
}

async function countAnew({ organisation, looking, changing, append, now }: WorkHouse): Promise<void> {
  const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
  const { counted, rates, questions } = await looking(async (db) => ({ counted: await countDeclared(db, organisation), rates: await listRates(db, organisation), questions: (await findSettings(db, organisation)).questions }))
  // The gate takes its time: no transaction is open meanwhile.
  const rate = await rateOf(counted, questions, rates, today)
  if (rate === null) return
  await changing(async (db) => {
    await keepRate(db, organisation, rate)
    await append(db, { did: 'self-declaration.counted', on: { room: 'self-declaration', id: organisation, version: rate.number }, detail: { certificate: rate.certificate } })
  })
}
