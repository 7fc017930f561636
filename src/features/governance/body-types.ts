/**
 * The kinds of body that equality work passes through, as dated data. None of them but the council, the executive and
 * scrutiny is required by law; the rest are how bodies have arranged themselves. Pure.
 */
export const bodyTypesEdition = { edition: '2026-11', lastChecked: '2026-11-22' } as const

export type Standing = 'decides' | 'leads' | 'works' | 'outside'

export interface BodyType {
  readonly code: string
  readonly name: string
  /** For several of them in one box of the drawing. */
  readonly plural: string
  readonly does: string
  readonly standing: Standing
  readonly source: string
}

const [act1972, act2000, practice] = ['Local Government Act 1972, section 2', 'Local Government Act 2000, Part 1A', 'Practice of councils and trusts; no law asks for it'] as const

export const bodyTypes = [
  { code: 'council', name: 'Full council', plural: 'Full councils', does: 'Approves the strategy and the major plans', standing: 'decides', source: act1972 },
  { code: 'executive', name: 'Cabinet or executive', plural: 'Cabinets', does: 'Takes most decisions, and recommends major plans to the council', standing: 'decides', source: `${act2000}, section 9C` },
  { code: 'lead member', name: 'Lead member', plural: 'Lead members', does: 'Leads on equality in the cabinet or executive', standing: 'decides', source: practice },
  { code: 'governing board', name: 'Trust board or governing body', plural: 'Governing boards', does: 'Directs a trust, school or other body that has no council', standing: 'decides', source: practice },
  { code: 'scrutiny', name: 'Scrutiny committee', plural: 'Scrutiny committees', does: 'Looks into what was decided and done, and says what it found', standing: 'decides', source: `${act2000}, section 9F` },
  { code: 'management', name: 'Management team', plural: 'Management teams', does: 'Directors together: answers for carrying out the strategy', standing: 'leads', source: practice },
  { code: 'board', name: 'Equalities board', plural: 'Equalities boards', does: 'Brings departments and networks together, and watches over the plan', standing: 'leads', source: practice },
  { code: 'departmental group', name: 'Departmental equalities group', plural: 'Departmental equalities groups', does: 'Takes equality work into a department, and scrutinises its assessments', standing: 'works', source: practice },
  { code: 'network', name: 'Staff network or workers’ group', plural: 'Staff networks', does: 'Supports colleagues, and is heard before things are decided', standing: 'works', source: practice },
  { code: 'task group', name: 'Task and finish group', plural: 'Task and finish groups', does: 'Does one piece of work, and ends', standing: 'works', source: practice },
  { code: 'forum', name: 'Forum', plural: 'Forums', does: 'Brings people together to talk and to raise what matters to them', standing: 'outside', source: practice },
  { code: 'challenge group', name: 'External challenge group', plural: 'External challenge groups', does: 'People from outside who challenge and support the work', standing: 'outside', source: practice },
  { code: 'partnership', name: 'Partnership', plural: 'Partnerships', does: 'Several bodies that work together', standing: 'outside', source: practice },
] as const satisfies readonly BodyType[]

export type BodyTypeCode = (typeof bodyTypes)[number]['code']
export const bodyTypeCodes: readonly BodyTypeCode[] = bodyTypes.map((each) => each.code)

/** A type that a later edition has taken out still has its word. */
export function typeOf(code: string): BodyType {
  return bodyTypes.find((each) => each.code === code) ?? { code, name: code, plural: code, does: '', standing: 'works', source: practice }
}
