import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WrittenBlock } from '#documents/write.ts'
import type { Verdict } from '../assessment.ts'
import type { Challenge } from '../challenge.ts'
import { sectionCodes, type Content } from '../content.ts'
import { madeUpContent } from '../made-up-assessment.ts'
import { implicationsOf, notOfOneMind, reportOf, sectionInWords, whyFirstAimOnly } from './in-words.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const made = madeUpContent(today)
/** With words in the places that are easily forgotten: a justification where no disadvantage is seen, a right that is not touched, an action that answers one cell. */
const full: Content = {
  ...made,
  proposal: { ...made.proposal, nature: ['budget'] },
  impact: made.impact.map((impact) => impact.group === 'age' ? { ...impact, indirect: 'no' as const, justification: 'The aim is to keep four days open; one day elsewhere was looked at.' } : impact.group === 'religion_belief' ? { ...impact, lasting: 'Every week from April' } : impact),
  rights: made.rights.map((right) => right.article === 'A2' ? { ...right, how: 'Nobody relies on the centre for their safety.' } : right),
  evidence: { ...made.evidence, items: made.evidence.items.map((item, at) => at === 0 ? { ...item, link: 'https://barsetshire.example/register' } : item) },
  mitigation: made.mitigation.map((each, at) => at === 0 ? { ...each, answers: [{ group: 'disability' as const, aim: 'advance' as const }] } : each),
}

/** Everything that an officer typed: sentences of more than two words, wherever they stand. */
function typed(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split('\n').filter((line) => line.trim().split(/\s+/).length > 2 || line.startsWith('https'))
  if (Array.isArray(value)) return value.flatMap(typed)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(typed) : []
}
const wordsOf = (blocks: readonly WrittenBlock[]): string => blocks.map((block) => block.kind === 'table' ? [block.table.title, ...block.table.rows.flat()].join('\n') : block.kind === 'picture' ? '' : block.text).join('\n')
const plain = (markup: string): string => markup.replaceAll(/<[^>]+>/g, ' ').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', '’')

test('the Word file says everything that was typed, and so does the page', () => {
  const [all, file, page] = [typed(full), wordsOf(reportOf(full)), plain(sectionCodes.map((section) => String(sectionInWords(section, full))).join('\n'))]
  assert.ok(all.length > 80, `only ${all.length} sentences were found`)
  assert.deepEqual(all.filter((each) => !file.includes(each)), [], 'missing from the Word file')
  // A link is on the page of its piece of evidence.
  assert.deepEqual(all.filter((each) => !page.includes(each) && !each.startsWith('https')), [], 'missing from the page')
})

test('marriage and civil partnership stands under one aim, and the page and the file say why', () => {
  assert.ok(wordsOf(reportOf(full)).includes(whyFirstAimOnly))
  assert.ok(plain(String(sectionInWords('impact', full))).includes(whyFirstAimOnly))
})

const verdict: Verdict = { section: 'evidence', round: 1, verdict: 'agreed with a comment', comment: 'The register is a year old', by: { id: 'c', name: 'Colin' }, at: Temporal.Instant.from('2026-11-01T10:00:00Z'), reply: 'A newer one comes in March', repliedBy: 'Aisha' }
const challenge: Challenge = { id: 'x', assessment: 'a', from: 'group', name: 'Silverbridge access group', email: '', words: 'The bus does not come on Fridays', mayBePublic: true, madeAt: verdict.at, answer: { kind: 'explained', words: 'A minibus does', by: 'Aisha', at: verdict.at }, isPublic: true, version: 2 }
const implied = (content: Content, others: readonly string[] = []) => implicationsOf(content, { reference: 'EIA/2026/001', title: 'Fridays', signed: null, state: 'being written', notOfOneMind: others })

test('the equalities implications say who loses, why it is justified, what it rests on, what is open and who did not agree', () => {
  const parts = implied(full, notOfOneMind({ openedAgainAfter: 0 }, [verdict], [challenge]))
  const words = parts.flatMap((each) => each.paragraphs).join('\n')
  for (const impact of full.impact.filter((each) => each.cells.some((cell) => cell.rating === 'negative'))) {
    for (const cell of impact.cells) for (const sentence of cell.because.split(/(?<=\.)\s/)) assert.ok(words.includes(sentence), sentence)
    for (const each of [impact.justification, impact.affected, impact.lasting]) assert.ok(words.includes(each), `${impact.group}: ${each}`)
  }
  for (const each of [...full.mitigation.map(({ action }) => action), ...full.evidence.gaps.map(({ what }) => what), ...full.evidence.items.map(({ shows }) => shows), 'Some families do not agree to any change.', 'Attendance by age each quarter', 'It is to be reviewed on 22 September 2027', 'nobody who would be treated less favourably']) assert.ok(words.includes(each), each)
  assert.match(words, /The departmental group on “Evidence”: The register is a year old\. The answer: A newer one comes in March\./)
  assert.match(words, /Silverbridge access group challenged it: The bus does not come on Fridays\. The answer: A minibus does\./)
  assert.equal(words.split('Older people who come have fewer other places').length, 2, 'a sentence that stands under three aims is said once')
})

test('a challenge whose writer does not want it to be public is told of and not repeated, and one that was followed is no dissent', () => {
  const [quiet] = notOfOneMind({ openedAgainAfter: 0 }, [], [{ ...challenge, mayBePublic: false, answer: null }])
  assert.equal(quiet, 'Silverbridge access group challenged it. The words are kept with the assessment. It waits for an answer.')
  assert.deepEqual(notOfOneMind({ openedAgainAfter: 1 }, [verdict], [{ ...challenge, answer: { ...challenge.answer!, kind: 'changed' } }]), [])
})
