/** The room of people: who they are here, what they may do, and who is signed in. */
import type { Room } from '#web/page.ts'
import { signIn } from './pages/sign-in.ts'
import { signOut } from './pages/sign-out.ts'

export const people: Room = { name: 'People', pages: [signIn, signOut] }
export { openIdConnect } from './pages/identity-provider.ts'
export { beginSession, endSession, endSessionsOf, keepAwake, whoIs } from './session-store.ts'
export { departmentsOf, findPerson, findPersonByEmail, listDepartments, listHolders, listKnown, listPeople } from './people-store.ts'
export type { Beginning, SignedInBy } from './session.ts'
export type { Colleague, Department, Granted, Known, KnownKind, PersonState } from './person.ts'
export { addExamplePeople, exampleOrganisations, examplePassword } from './example.ts'
export type { ExampleOrganisation, ExamplePeople, ExampleSignIn } from './example.ts'
