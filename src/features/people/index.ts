/** The room of people: who they are here, what they may do, and who is signed in. */
import type { Room } from '#web/page.ts'
import { sendResetLink } from './jobs/send-reset-link.ts'
import { mayReadLedger, maySeePeople } from './access.ts'
import { account } from './pages/account.ts'
import { changeEmail, confirmEmail } from './pages/change-email.ts'
import { changePassword } from './pages/change-password.ts'
import { choosePassword } from './pages/choose-password.ts'
import { department, departments, newDepartment } from './pages/departments.ts'
import { enterCode } from './pages/enter-code.ts'
import { forgotten, forgottenSent } from './pages/forgotten.ts'
import { invite, inviteAgain } from './pages/invite.ts'
import { keepCodes } from './pages/keep-codes.ts'
import { ledger, ledgerCheck, ledgerEntry, ledgerExport } from './pages/ledger.ts'
import { name, names, newName } from './pages/names.ts'
import { newCodes, ownSecondStep, turnOffSecondStep } from './pages/own-second-step.ts'
import { people as everyone, whoMayDoWhat } from './pages/people.ts'
import { bringPersonBack, changePerson, giveRole, person, personLeaves, resetSecondStep, signOutPerson, suspendPerson, takeAwayRole } from './pages/person.ts'
import { sessions } from './pages/sessions.ts'
import { setUpSecondStep } from './pages/set-up-second-step.ts'
import { organisationPage, signEveryoneOut, signInRule } from './pages/settings.ts'
import { arrived, signInElsewhere } from './pages/sign-in-elsewhere.ts'
import { signIn } from './pages/sign-in.ts'
import { signOut } from './pages/sign-out.ts'
import { paths } from './paths.ts'

export const people: Room = {
  name: 'People',
  pages: [
    signIn, enterCode, setUpSecondStep, keepCodes, signInElsewhere, arrived, forgotten, forgottenSent, choosePassword, signOut,
    account, changePassword, changeEmail, confirmEmail, ownSecondStep, newCodes, turnOffSecondStep, sessions,
    ...everyone, invite, ...whoMayDoWhat, departments, newDepartment, department, ...names, newName, name, signInRule,
    person, changePerson, giveRole, takeAwayRole, suspendPerson, bringPersonBack, personLeaves, inviteAgain, resetSecondStep, signOutPerson, signEveryoneOut, organisationPage,
    ...ledger, ledgerCheck, ledgerExport, ledgerEntry,
  ],
  navigation: [{ text: 'People', href: paths.people.to(), mayUse: maySeePeople }, { text: 'Ledger', href: paths.ledger.to(), mayUse: mayReadLedger }],
  work: [sendResetLink],
}
export { addOrganisationByHand, giveAddressByHand, readHost, shortNameOf } from './commands/add-organisation.ts'
export { addPersonByHand, setUpLink, type PersonByHand } from './commands/set-up-link.ts'
export { openIdConnect } from './pages/identity-provider.ts'
export { beginSession, endSession, endSessionsOf, keepAwake, whoIs } from './session-store.ts'
export { departmentsOf, findPerson, findPersonByEmail, listDepartments, listHolders, listKnown, listOrganisations, listPeople } from './people-store.ts'
export type { Beginning, SignedInBy } from './session.ts'
export type { Colleague, Department, Granted, Known, KnownKind, PersonState } from './person.ts'
export { addExamplePeople, exampleOrganisations, examplePassword, isExample } from './example.ts'
export type { ExampleOrganisation, ExamplePeople, ExampleSignIn } from './example.ts'
