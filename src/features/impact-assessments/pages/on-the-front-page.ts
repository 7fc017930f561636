/** What the public front page tells of assessments, and the register as open data. From what was published alone. */
import { dayInWords } from '#duty/dates.ts'
import type { FrontPagePart, OpenDataOffer } from '#web/offers.ts'
import { groupName } from '../content.ts'
import { paths } from '../paths.ts'
import { listPublicEntries, type PublicEntry } from '../public-store.ts'
import { outcomeWords } from './assessment-parts.ts'
import { things } from './parts.ts'

const addressOf = (each: PublicEntry): string => paths.publicOne.to({ assessment: each.assessment })
const everything = { limit: 50_000, offset: 0 }
const decidedWords = ({ decidedOn }: PublicEntry): string => decidedOn === null ? '' : `. Decided ${dayInWords(Temporal.PlainDate.from(decidedOn))}`

export const onFrontPage: FrontPagePart = {
  name: 'impact-assessments.newest', part: 'assessments',
  async make(db, organisation) {
    const entries = (await listPublicEntries(db, organisation, everything)).toSorted((a, b) => b.publishedOn.localeCompare(a.publishedOn))
    return entries.length === 0 ? null : {
      title: 'Find an assessment', href: paths.publicAll.to(), words: 'Before we change something, we ask whom the change would touch. These are the newest.',
      lines: entries.slice(0, 5).map((each) => ({ text: each.title, href: addressOf(each), note: `${each.department}${decidedWords(each)}` })), more: entries.length === 1 ? 'See the assessment' : `See all ${things(entries.length)} assessments`,
    }
  },
}

/** What a row of the register says: for open data and for the register's own file. */
export const columns: readonly { readonly name: string; readonly means: string; readonly kind: 'text' | 'day' | 'whole number'; of(each: PublicEntry): string }[] = [
  { name: 'reference', means: 'The number of the assessment.', kind: 'text', of: (each) => each.reference },
  { name: 'title', means: 'What was assessed.', kind: 'text', of: (each) => each.title },
  { name: 'department', means: 'Which department answers for it.', kind: 'text', of: (each) => each.department },
  { name: 'service', means: 'Which policy or service it is about. May be empty.', kind: 'text', of: (each) => each.service },
  { name: 'signed_on', means: 'The day on which it was signed.', kind: 'day', of: (each) => each.signedOn },
  { name: 'outcome', means: 'What the assessment recommended.', kind: 'text', of: (each) => outcomeWords[each.outcome] ?? '' },
  { name: 'decided_on', means: 'The day of the decision. Empty while nothing is decided.', kind: 'day', of: (each) => each.decidedOn ?? '' },
  { name: 'decided_by', means: 'Who decided.', kind: 'text', of: (each) => each.decidedBy },
  { name: 'decision', means: 'What was decided.', kind: 'text', of: (each) => each.decision },
  { name: 'completed_after_the_decision', means: 'Yes where the decision came before the signature.', kind: 'text', of: (each) => each.decidedOn === null ? '' : each.assessedAfter ? 'yes' : 'no' },
  { name: 'review_on', means: 'When it is to be reviewed. May be empty.', kind: 'day', of: (each) => each.reviewOn ?? '' },
  { name: 'worse_or_not_known_for', means: 'The groups for whom it would make things worse, or for whom nobody knows; divided by a semicolon.', kind: 'text', of: (each) => each.worse.map((code) => groupName(code)).join('; ') },
  { name: 'address', means: 'The public page.', kind: 'text', of: addressOf },
  { name: 'version', means: 'The version of the public page.', kind: 'whole number', of: (each) => String(each.edition) },
  { name: 'published_on', means: 'The day of that version.', kind: 'day', of: (each) => each.publishedOn },
]

export const openRegister: OpenDataOffer = {
  name: 'impact-assessments.register',
  async list(db, organisation) {
    const entries = await listPublicEntries(db, organisation, everything)
    const newest = entries.map((each) => each.publishedOn).sort().at(-1)
    return newest === undefined ? [] : [{
      name: 'impact-assessments', title: 'Impact assessments', description: 'Every published impact assessment, with what was recommended and what was decided.', href: paths.publicAll.to(), version: newest,
      publishedAt: Temporal.PlainDate.from(newest).toZonedDateTime('Europe/London').toInstant(),
      tables: async () => [{
        name: 'register', title: 'Impact assessments', description: 'One row is one published assessment.', source: 'Published impact assessments', key: ['reference'],
        columns: columns.map(({ name, means, kind }) => ({ name, title: name.replaceAll('_', ' '), means, kind, ...(name === 'reference' ? { required: true } : {}) })), rows: entries.map((each) => columns.map((column) => column.of(each))),
      }],
    }]
  },
}
