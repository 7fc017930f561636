import type { Generated } from 'kysely'
import type { Role } from '#duty/roles.ts'
import type { KnownKind, PersonState } from './person.ts'
import type { SignedInBy } from './session.ts'
import type { LinkPurpose, StepStage } from './sign-in.ts'

/** Instants and days are text both ways: the stores make them `Temporal`. */
export interface PeopleTables {
  'people.department': { organisation_id: string; id: string; name: string; also_known_as: readonly string[]; closed_on: string | null }
  'people.person': {
    organisation_id: string; id: string; name: string; email: string; job_title: string; department_id: string | null; also_known_as: readonly string[]; state: PersonState; added_at: string; last_signed_in_at: Generated<string | null>
  }
  'people.granted_role': { organisation_id: string; id: string; person_id: string; role: Role; department_id: string | null; granted_by: string | null; granted_at: string }
  'people.session': {
    organisation_id: string; token_hash: string; id: string; person_id: string; signed_in_by: SignedInBy; browser: string
    began_at: string; last_used_at: string; idle_minutes: number; ends_at: string
  }
  'people.known': {
    organisation_id: string; id: string; kind: Exclude<KnownKind, 'department' | 'person'>; name: string; also_known_as: readonly string[]; department_id: string | null; held_by: string | null
  }
  'people.password': { organisation_id: string; person_id: string; hash: string; set_at: string }
  'people.second_step': { organisation_id: string; person_id: string; secret: string; set_at: string; last_step: string }
  'people.recovery_code': { organisation_id: string; person_id: string; number: number; hash: string; used_at: Generated<string | null> }
  'people.one_time_link': {
    organisation_id: string; token_hash: string; person_id: string | null; purpose: LinkPurpose; new_email: string | null; made_at: string; ends_at: string; used_at: string | null
  }
  'people.step': {
    organisation_id: string; token_hash: string; person_id: string; stage: StepStage; signed_in_by: Exclude<SignedInBy, 'example'>; tries: Generated<number>; began_at: string; ends_at: string
  }
  'people.device': { organisation_id: string; token_hash: string; person_id: string; made_at: string; ends_at: string }
  'people.failure': { organisation_id: string; about: string; failures: number; last_at: string }
  'people.identity': { organisation_id: string; issuer: string; subject: string; person_id: string; linked_at: string }
  'people.trip': { organisation_id: string; token_hash: string; state: string; nonce: string; verifier: string; next: string; ends_at: string }
  'people.sign_in_rule': { organisation_id: string; second_step_roles: readonly Role[]; second_step_everyone: boolean }
}
