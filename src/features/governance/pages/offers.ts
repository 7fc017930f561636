/** What this room tells those that must not know it. */
import type { KindOfThing } from '#web/offers.ts'
import { findBody } from '../body-store.ts'
import { mayReadStructure } from '../access.ts'
import { paths } from '../paths.ts'

export const things: readonly KindOfThing[] = [
  {
    kind: 'governance.body',
    async find(db, organisation, id, reader) {
      const body = await findBody(db, organisation, id)
      if (body === null || !(reader === null ? body.isPublic && body.ended === null : mayReadStructure(reader))) return null
      return { title: body.name, href: reader === null ? paths.publicBody.to({ body: id }) : paths.body.to({ body: id }) }
    },
  },
]
