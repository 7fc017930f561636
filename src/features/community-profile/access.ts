import { holds } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'

/** Everybody who works here reads the profile, with the figures that are not public yet. */
export function mayReadProfile(person: Person): boolean {
  return person.grants.length > 0
}

/** The equality lead and analysts of the whole body choose its areas and keep its figures. */
export function mayKeepProfile(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'analyst')
}

/** A publisher lets it out, under their own name. */
export function mayPublishProfile(person: Person): boolean {
  return holds(person, 'publisher')
}
