/** The publication door: what other rooms use to make something public, and to show what is. */
import type { Room } from '#web/page.ts'
import { changes, home } from './pages/home.ts'

export type { Edition, LetOut } from './edition.ts'
export { letOutWords } from './edition.ts'
export { findHead, findNewest, listNewest, listRecent, listVersions, moveHead, publish, withdraw, type ToPublish } from './edition-store.ts'

export const publication: Room = { name: 'Publication', pages: [home, changes] }
