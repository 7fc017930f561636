import { holds, holdsAnywhere } from '#duty/roles.ts'
import type { Person } from '#web/person.ts'
import { hasWritten, isAuthor, type Assessment } from './assessment.ts'
import { mayStillAttach } from './attachment.ts'

/** Everyone who works here may read the register, the programme and what was agreed: they are how the body thinks before it acts. */
export function mayReadAssessments(person: Person): boolean {
  return person.grants.length > 0
}

/** Anybody who works here may ask whether an assessment is needed: most people do so once a year. */
export function mayScreen(person: Person): boolean {
  return person.grants.length > 0
}

/** The register and relevance are kept by the department: its authors and its equalities group; and by the equality lead. */
export function mayKeepRegister(person: Person, department: string | null): boolean {
  return (['equality lead', 'assessment author', 'departmental group member', 'departmental group chair'] as const).some((role) => holds(person, role, department))
}

/** Somebody who keeps a part of the register anywhere may add to it; for which department, the page asks. */
export function mayAddToRegister(person: Person): boolean {
  return (['equality lead', 'assessment author', 'departmental group member', 'departmental group chair'] as const).some((role) => holdsAnywhere(person, role))
}

/** “Not relevant” and “not needed” are agreed by the department’s equalities group, or by the equality lead. Never by whoever said it: the core makes sure. */
export function mayAgree(person: Person, department: string | null): boolean {
  return (['equality lead', 'departmental group member', 'departmental group chair'] as const).some((role) => holds(person, role, department))
}

/** The departments for which somebody is of the equalities group, or may sign: what waits for them stands there. */
export function departmentsOf(person: Person, may: (person: Person, department: string | null) => boolean): readonly string[] | 'all' {
  return may(person, null) ? 'all' : [...new Set(person.grants.flatMap((grant) => grant.department !== null && may(person, grant.department) ? [grant.department] : []))]
}

/** A screening under way is its author’s; those who will have to agree, and the auditor, may look. What was agreed, all who work here may read. */
export function mayReadScreening(person: Person, screening: { readonly by: { readonly id: string }; readonly department: string | null; readonly state: string }): boolean {
  return screening.by.id === person.id || screening.state === 'not needed' || mayAgree(person, screening.department) || holdsAnywhere(person, 'auditor')
}

/** The same for a list: whose, and in which departments somebody may read screenings that are under way. */
export function readableScreenings(person: Person): { readonly person: string; readonly departments: readonly string[] | 'all' } {
  if (mayAgree(person, null) || holdsAnywhere(person, 'auditor')) return { person: person.id, departments: 'all' }
  return { person: person.id, departments: departmentsOf(person, mayAgree) }
}

/** The house method and the wording of the questions are kept by the equality lead of the whole body. */
export function mayKeepMethod(person: Person): boolean {
  return holds(person, 'equality lead')
}

/** The groups that the body has promised to look at are kept by the equality lead and by administrators. */
export function mayKeepGroups(person: Person): boolean {
  return holds(person, 'equality lead') || holds(person, 'administrator')
}

/** A full assessment is begun by an author of the department, or by the equality lead. */
export function mayBegin(person: Person, department: string | null): boolean {
  return (['equality lead', 'assessment author'] as const).some((role) => holds(person, role, department))
}

/** One that is being written is its authors’; the departmental group, those who may sign and the auditor may look. What was signed, all who work here may read. */
export function mayReadAssessment(person: Person, assessment: Assessment): boolean {
  return isAuthor(assessment, person.id) || assessment.signed !== null || mayAgree(person, assessment.department) || maySign(person, assessment.department) || holdsAnywhere(person, 'auditor')
}

/** The same for a question over all of them: everything, or what was signed, one’s own, and all of these departments. */
export function readableAssessments(person: Person): 'all' | readonly string[] {
  if (mayAgree(person, null) || maySign(person, null) || holdsAnywhere(person, 'auditor')) return 'all'
  return [...new Set(person.grants.flatMap((grant) => grant.department !== null && (mayAgree(person, grant.department) || maySign(person, grant.department)) ? [grant.department] : []))]
}

export function mayWrite(person: Person, assessment: Assessment): boolean {
  return assessment.stage === 'drafting' && (isAuthor(assessment, person.id) || holds(person, 'equality lead'))
}

/** Who is an author, who decides, when: its lead and the equality lead keep these until it is signed. */
export function mayChangeDetails(person: Person, assessment: Assessment): boolean {
  return ['drafting', 'in scrutiny', 'agreed'].includes(assessment.stage) && (isAuthor(assessment, person.id) || holds(person, 'equality lead'))
}

/** The departmental group of its department, never anybody who has written in it: the core makes sure. */
export function mayScrutinise(person: Person, assessment: Assessment): boolean {
  return assessment.stage === 'in scrutiny' && mayAgree(person, assessment.department) && !hasWritten(assessment, person.id)
}

/** A second signature: a chair of the departmental group, a member of the board or the equality lead; not its author and not who scrutinised it. */
export function maySign(person: Person, department: string | null): boolean {
  return (['equality lead', 'departmental group chair', 'board member', 'board chair'] as const).some((role) => holds(person, role, department) || (role !== 'departmental group chair' && holdsAnywhere(person, role)))
}

/** Central audit: by the auditor, or by the equality lead of the whole body. Never of what they had a part in: the core makes sure. */
export function mayAudit(person: Person): boolean {
  return holdsAnywhere(person, 'auditor') || holds(person, 'equality lead')
}

/** The decision is recorded, and the assessment reviewed, opened again or ended, by its authors or the equality lead. */
export function mayFollow(person: Person, assessment: Assessment): boolean {
  return isAuthor(assessment, person.id) || holds(person, 'equality lead')
}

/** What a supplier reports is recorded by whoever looks after the contract, and by those who follow the assessment. */
export function mayRecordReturn(person: Person, assessment: Assessment, duty: { readonly owner: { readonly id: string } }): boolean {
  return mayFollow(person, assessment) || (duty.owner.id === person.id && mayReadAssessment(person, assessment))
}

/** Documents are attached by those who write it, and by the equality lead, until it is decided. */
export function mayAttach(person: Person, assessment: Assessment): boolean {
  return mayFollow(person, assessment) && mayStillAttach(assessment) === null
}

export function mayPublishAssessments(person: Person): boolean {
  return holds(person, 'publisher')
}

/** A document is brought in by somebody who may begin an assessment somewhere. */
export function mayBringIn(person: Person): boolean {
  return (['equality lead', 'assessment author'] as const).some((role) => holdsAnywhere(person, role))
}

/** While it is being looked at it is whose it is, and the equality lead’s. What it became is read by those who may read that. */
export function mayLookThrough(person: Person, document: { readonly by: { readonly id: string } }): boolean {
  return document.by.id === person.id || holds(person, 'equality lead')
}
