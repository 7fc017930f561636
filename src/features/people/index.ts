/** The room of people: who they are here, what they may do, and who is signed in. */
import type { Room } from '#web/page.ts'

export const people: Room = { name: 'People', pages: [] }
export { beginSession, endSession, endSessionsOf, keepAwake, whoIs } from './session-store.ts'
export { departmentsOf, findPerson, findPersonByEmail, listDepartments, listHolders, listKnown, listPeople } from './people-store.ts'
export type { Beginning, SignedInBy } from './session.ts'
export type { Colleague, Department, Granted, Known, KnownKind, PersonState } from './person.ts'
