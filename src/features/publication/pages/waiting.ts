import type { Waiting } from '#web/offers.ts'
import { mayApprove, mayCheck } from '../access.ts'
import { findApproval } from '../approval-store.ts'
import { listDrafts } from '../draft-store.ts'
import { paths } from '../paths.ts'

/** Drafts that this person can take a step further: look through, approve, or mend what was sent back to them. */
export const waitingDrafts: Waiting = {
  name: 'publication.drafts',
  async list(db, organisation, { person }) {
    const drafts = await listDrafts(db, organisation, ['draft', 'checked'])
    // Where one person is enough, their own draft waits for themselves.
    const own = drafts.some((draft) => draft.state === 'checked' && draft.draftedBy.id === person.id) && (await findApproval(db, organisation)).people === 1
    return drafts.flatMap((draft) => {
      const thing = (todo: string) => [{ title: draft.title, todo, href: paths.draft.to({ draft: draft.id }), by: null }]
      if (draft.state === 'draft' && draft.sentBackBecause !== '' && draft.draftedBy.id === person.id) return thing('It was sent back to you before publication')
      if (draft.state === 'draft') return mayCheck(person) ? thing('Look through it before it is published') : []
      if (!mayApprove(person)) return []
      if (draft.draftedBy.id !== person.id) return thing('Approve it for publication, or send it back')
      return own ? thing('You drafted it, and one person is enough here: publish it') : []
    })
  },
}
