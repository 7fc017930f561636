import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Everybody who is employed here may declare, and sees, changes and erases what they have said: nobody else does, whatever their role. */
export function mayDeclare(person: Person): boolean {
  return holdsAnywhere(person, 'employee')
}

/** The equality lead asks people to declare, and sees how many have: never who. */
export function mayRunCampaign(person: Person): boolean {
  return holds(person, 'equality lead')
}
