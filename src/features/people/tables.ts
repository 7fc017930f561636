import type { Role } from '#duty/roles.ts'
import type { KnownKind, PersonState } from './person.ts'
import type { SignedInBy } from './session.ts'

/** Instants and days are text both ways: the stores make them `Temporal`. */
export interface PeopleTables {
  'people.department': { organisation_id: string; id: string; name: string; also_known_as: readonly string[]; closed_on: string | null }
  'people.person': {
    organisation_id: string; id: string; name: string; email: string; job_title: string; department_id: string | null; also_known_as: readonly string[]; state: PersonState; added_at: string
  }
  'people.granted_role': { organisation_id: string; id: string; person_id: string; role: Role; department_id: string | null; granted_by: string | null; granted_at: string }
  'people.session': {
    organisation_id: string; token_hash: string; id: string; person_id: string; signed_in_by: SignedInBy; browser: string
    began_at: string; last_used_at: string; idle_minutes: number; ends_at: string
  }
  'people.known': {
    organisation_id: string; id: string; kind: Exclude<KnownKind, 'department' | 'person'>; name: string; also_known_as: readonly string[]; department_id: string | null; held_by: string | null
  }
  'people.sign_in_rule': { organisation_id: string; second_step_roles: readonly Role[]; second_step_everyone: boolean }
}
