import { freeze } from '#disclosure/artefact.ts'
import { policies } from '#disclosure/policy.ts'
import { protectWithProof } from '#disclosure/protect.ts'
import { dropOccasion, tabulateOccasion } from '#features/self-declaration/index.ts'
import type { Work } from '#web/work.ts'
import { fewestForms, figuresOf, inGroups, releaseOf } from '../asking.ts'
import { findAsking, keepCounted, listHeld } from '../asking-store.ts'

/** Once an asking is closed: counted, proved beside every earlier one, frozen; then the sums are deleted, so that nothing can be counted again. */
export const countMembers: Work<{ readonly asking: string }> = {
  name: 'governance.count-members',
  line: 'governance.members',
  async run({ asking: id }, { organisation, looking, changing, append, now }) {
    const { asking, counted, held } = await looking(async (db) => ({ asking: await findAsking(db, organisation, id), counted: await tabulateOccasion(db, organisation, { room: 'governance', thing: id }), held: await listHeld(db, organisation) }))
    if (asking?.state !== 'counting') return
    const on = (asking.closedOn ?? asking.openedOn).toString()
    const sums = counted === null || counted.forms < fewestForms ? [] : counted.tables.map(inGroups)
    const release = releaseOf(sums, on)
    // The gate takes its time: no transaction is open meanwhile.
    const made = sums.length === 0 ? null : await protectWithProof(release, { earlier: held.map((each) => ({ ...each, comparedOnly: true })), policy: policies.board.edition, on: now().toZonedDateTimeISO('Europe/London').toPlainDate().toString(), limitMs: 60_000, adviseMerging: false })
    const proof = made?.proof ?? null
    await changing(async (db) => {
      const frozen = proof === null ? null : freeze({ questions: figuresOf(sums, on, proof).map((each) => ({ ...each })) }, 'board')
      const state = frozen !== null ? 'shown' : sums.length === 0 ? 'too few' : 'not safe'
      if (!await keepCounted(db, organisation, id, state, frozen === null || made === null ? null : { ...frozen, held: { release, withheld: made.answer.withheld } })) return
      await dropOccasion(db, organisation, { room: 'governance', thing: id })
      await append(db, { did: 'governance.members-counted', on: { room: 'governance', id }, after: { state, ...(frozen === null || proof === null ? {} : { sha256: frozen.sha256, certificate: proof.certificate }) } })
    })
  },
}
