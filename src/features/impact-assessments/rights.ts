/**
 * The sixteen Convention rights of section 1(1) of the Human Rights Act 1998, with their headings in Schedule 1, and how far each may be limited.
 * Articles 1 and 13 are not scheduled; articles 16 to 18 qualify the others and are not rights to tick. Last checked 22 November 2026.
 */
export const conventionRights = [
  { article: 'A2', ref: 'Article 2', heading: 'Right to life', plain: 'Being kept alive and safe by those who look after you', kind: 'absolute' },
  { article: 'A3', ref: 'Article 3', heading: 'Prohibition of torture', plain: 'Not being treated in an inhuman or degrading way, in care or anywhere', kind: 'absolute' },
  { article: 'A4', ref: 'Article 4', heading: 'Prohibition of slavery and forced labour', plain: 'Not being made to work', kind: 'absolute' },
  { article: 'A5', ref: 'Article 5', heading: 'Right to liberty and security', plain: 'Not being locked in or restrained except by law', kind: 'limited' },
  { article: 'A6', ref: 'Article 6', heading: 'Right to a fair trial', plain: 'A fair hearing when your rights are decided: appeals, panels, admissions', kind: 'limited' },
  { article: 'A7', ref: 'Article 7', heading: 'No punishment without law', plain: 'No penalty for what was no offence', kind: 'absolute' },
  { article: 'A8', ref: 'Article 8', heading: 'Right to respect for private and family life', plain: 'Home, family, private life, records about you', kind: 'qualified' },
  { article: 'A9', ref: 'Article 9', heading: 'Freedom of thought, conscience and religion', plain: 'Believing is absolute; living by it may be limited', kind: 'qualified' },
  { article: 'A10', ref: 'Article 10', heading: 'Freedom of expression', plain: 'Saying and receiving ideas and information', kind: 'qualified' },
  { article: 'A11', ref: 'Article 11', heading: 'Freedom of assembly and association', plain: 'Meeting, joining, protesting', kind: 'qualified' },
  { article: 'A12', ref: 'Article 12', heading: 'Right to marry', plain: 'Marrying and founding a family, as the law provides', kind: 'limited' },
  { article: 'A14', ref: 'Article 14', heading: 'Prohibition of discrimination', plain: 'Having the other rights without discrimination on any ground', kind: 'limited' },
  { article: 'P1A1', ref: 'First Protocol, Article 1', heading: 'Protection of property', plain: 'Keeping what you own, licences and some benefits included', kind: 'qualified' },
  { article: 'P1A2', ref: 'First Protocol, Article 2', heading: 'Right to education', plain: 'Not being denied education', kind: 'limited' },
  { article: 'P1A3', ref: 'First Protocol, Article 3', heading: 'Right to free elections', plain: 'Voting in secret', kind: 'limited' },
  { article: 'P13A1', ref: 'Thirteenth Protocol, Article 1', heading: 'Abolition of the death penalty', plain: 'No death penalty', kind: 'absolute' },
] as const

export type RightKind = (typeof conventionRights)[number]['kind']

/** What each kind means for somebody who writes an assessment. */
export const kindWords: Readonly<Record<RightKind, string>> = {
  absolute: 'Absolute: it may never be interfered with. If the proposal would, stop and take legal advice now',
  limited: 'Limited: only in the ways that the article itself sets out',
  qualified: 'Qualified: only where the law allows it, for a legitimate aim, and no more than is needed',
}
