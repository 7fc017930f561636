import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import { carriable, changesSince } from './audit-changes.ts'
import type { Audit, AuditCause, AuditedWork } from './pay-audit.ts'

const group = (name: string, flag: AuditedWork['total']['flag'], mean: string | null): AuditedWork => ({ name, people: [20, 20], basic: { flag, mean, median: mean }, total: { flag, mean, median: mean }, elements: [], service: null })
const audit = (...groups: readonly AuditedWork[]): Audit => ({ workGroups: 'grade', comparisons: [{ id: 'sex', groups, recurring: { againstGroup: 0, againstComparator: 0, of: groups.length } }], gradeMix: null, adjusted: null, oaxaca: null })
const cause = (payroll: string, workGroup: string): AuditCause => ({ payroll, comparison: 'sex', workGroup, cause: 'Starting pay', materialFactor: '', evidence: '', justified: false, action: null, by: 'Priya Nair', at: Temporal.Instant.from('2023-06-01T09:00Z'), version: 1 })

test('two audits are told apart group by group: new, still there, mended, and what cannot be compared any more', () => {
  const before = audit(group('Grade 2', 'watch', '3.1'), group('Grade 10', 'investigate', '6.0'), group('Grade 4', 'watch', '4.0'), group('Grade 5', 'none', '1.0'), group('Grade 6', 'none', '0'), group('Grade 7', 'watch', '3.5'))
  const now = audit(group('Grade 2', 'none', '1.0'), group('Grade 10', 'watch', '-4.0'), group('Grade 4', 'too few', null), group('Grade 5', 'investigate', '7.0'), group('Grade 6', 'none', '0'))
  const changes = changesSince(before, now, { before: [cause('old', 'Grade 10'), cause('old', 'Grade 2')], now: [] })
  assert.deepEqual(changes.map((each) => [each.name, each.standing]), [['Grade 2', 'mended'], ['Grade 4', 'cannot say'], ['Grade 5', 'new'], ['Grade 7', 'cannot say'], ['Grade 10', 'still']])
  assert.deepEqual(carriable(changes).map((each) => each.name), ['Grade 10'])
  // What somebody has looked into again is not written over.
  assert.deepEqual(carriable(changesSince(before, now, { before: [cause('old', 'Grade 10')], now: [cause('new', 'Grade 10')] })), [])
})
