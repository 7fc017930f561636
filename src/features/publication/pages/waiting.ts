import type { Waiting } from '#web/offers.ts'
import { mayApprove, mayCheck } from '../access.ts'
import { listDrafts } from '../draft-store.ts'
import { paths } from '../paths.ts'

/** Drafts that this person can take a step further: look through, approve, or mend what was sent back to them. */
export const waitingDrafts: Waiting = {
  name: 'publication.drafts',
  async list(db, organisation, { person }) {
    const drafts = await listDrafts(db, organisation, ['draft', 'checked'])
    return drafts.flatMap((draft) => {
      const thing = (todo: string) => [{ title: draft.title, todo, href: paths.draft.to({ draft: draft.id }), by: null }]
      if (draft.state === 'draft' && draft.sentBackBecause !== '' && draft.draftedBy.id === person.id) return thing('It was sent back to you before publication')
      if (draft.state === 'draft') return mayCheck(person) ? thing('Look through it before it is published') : []
      return mayApprove(person) && draft.draftedBy.id !== person.id ? thing('Approve it for publication, or send it back') : []
    })
  },
}
