/** The duty clock's front door: what is due, and the register of what was done. */
import type { Room } from '#web/page.ts'

export const dutyClock: Room = { name: 'Duty clock', pages: [] }

export type { Deed, DeedKind, Done } from './deed.ts'
export { listDeeds, recordDeed } from './deed-store.ts'
