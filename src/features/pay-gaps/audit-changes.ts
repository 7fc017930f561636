import { auditComparisons, type Audit, type AuditCause, type AuditedWork, type AuditId } from './pay-audit.ts'

/** One group of equal work that was flagged in one of two audits, or in both. */
export interface ChangedGroup {
  readonly comparison: AuditId
  readonly name: string
  readonly standing: Standing
  readonly was: AuditedWork['total'] | null
  readonly is: AuditedWork['total'] | null
  /** What the earlier audit recorded of it, with its action. */
  readonly before: AuditCause | null
  readonly now: AuditCause | null
}

export const standings = {
  new: { name: 'New', says: 'below 3% in the last audit, or not in it, and at least 3% now' },
  still: { name: 'Still there', says: 'at least 3% in both audits' },
  mended: { name: 'Mended', says: 'at least 3% in the last audit, and below 3% now' },
  'cannot say': { name: 'Cannot be compared now', says: 'at least 3% in the last audit; now the group is gone, or too few people are in it' },
} as const
export type Standing = keyof typeof standings

const isFlagged = (total: AuditedWork['total'] | null): boolean => total?.flag === 'investigate' || total?.flag === 'watch'

/**
 * What changed between two audits, group by group: a flag is at least 3 % of total pay in either direction. Groups are the same where they are
 * called the same; one that was never flagged is left out. A gap that turned round to the other side is still there.
 */
export function changesSince(before: Audit, now: Audit, causes: { readonly before: readonly AuditCause[]; readonly now: readonly AuditCause[] }): readonly ChangedGroup[] {
  return auditComparisons.flatMap(({ id }) => {
    const [then, today] = [before, now].map((each) => each.comparisons.find((held) => held.id === id)?.groups ?? [])
    const names = [...new Set([...today ?? [], ...then ?? []].map((each) => each.name))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    return names.flatMap((name): readonly ChangedGroup[] => {
      const [was, is] = [then, today].map((groups) => groups?.find((each) => each.name === name)?.total ?? null)
      if (was === undefined || is === undefined || (!isFlagged(was) && !isFlagged(is))) return []
      const standing = isFlagged(is) ? (isFlagged(was) ? 'still' : 'new') : is === null || is.flag === 'too few' ? 'cannot say' : 'mended'
      const of = (kept: readonly AuditCause[]): AuditCause | null => kept.find((each) => each.comparison === id && each.workGroup === name) ?? null
      return [{ comparison: id, name, standing, was, is, before: of(causes.before), now: of(causes.now) }]
    })
  })
}

/** Groups that are flagged in both audits, of which the last recorded a cause and this one has none yet: its cause and action can be carried. */
export function carriable(changes: readonly ChangedGroup[]): readonly (ChangedGroup & { readonly before: AuditCause })[] {
  return changes.flatMap((each) => (each.standing === 'still' && each.before !== null && each.now === null ? [{ ...each, before: each.before }] : []))
}
