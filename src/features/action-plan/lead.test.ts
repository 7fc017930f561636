import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { recogniseLeads, type Known } from './lead.ts'

const known: readonly Known[] = [
  { id: 'hr', kind: 'department', name: 'Human Resources', alsoKnownAs: ['HR'] },
  { id: 'fait', kind: 'department', name: 'Finance and IT', alsoKnownAs: ['FAIT'] },
  { id: 'bi', kind: 'department', name: 'Business Intelligence Team', alsoKnownAs: ['BI', 'Business Intelligence'] },
  { id: 'ld', kind: 'department', name: 'Learning and Development', alsoKnownAs: ['L&D'] },
  { id: 'comms', kind: 'department', name: 'Communications', alsoKnownAs: ['Comms'] },
  { id: 'policy', kind: 'department', name: 'Policy Team', alsoKnownAs: [] },
  { id: 'officer', kind: 'post', name: 'Policy Officer (Equalities)', alsoKnownAs: [] },
  { id: 'engagement', kind: 'post', name: 'Consultation & Engagement Manager', alsoKnownAs: [] },
  { id: 'dwg', kind: 'group', name: 'Disabled Workers’ Group', alsoKnownAs: [] },
  { id: 'wg', kind: 'group', name: 'Workers’ Groups', alsoKnownAs: [] },
  { id: 'deg', kind: 'group', name: 'Departmental Equalities Groups', alsoKnownAs: ['DEGs'] },
  { id: 'board', kind: 'group', name: 'Equalities Board', alsoKnownAs: [] },
  { id: 'cmt', kind: 'group', name: 'Corporate Management Team', alsoKnownAs: [] },
  { id: 'ac', kind: 'department', name: 'Adults and Communities', alsoKnownAs: ['A&C'] },
  { id: 'police', kind: 'outside partner', name: 'Barsetshire Police', alsoKnownAs: [] },
]

/** Each part as `id role`, with the words themselves where nobody is known by them. */
function parts(written: string): readonly string[] {
  return recogniseLeads(written, known).parts.map((part) => `${part.id ?? `“${part.words}”`}${part.role === 'lead' ? '' : ` ${part.role}`}`)
}

test('two names with only a space between them are two leads where both are known', () => {
  assert.deepEqual(parts('FAIT Human Resources'), ['fait', 'hr'])
  assert.deepEqual(parts('Policy Officer (Equalities) Human Resources Disabled Workers\' Group'), ['officer', 'hr', 'dwg'])
  assert.deepEqual(parts('Learning and Development Communications Policy Officer (Equalities)'), ['ld', 'comms', 'officer'])
})

test('what nobody is known by is never divided at a space', () => {
  assert.deepEqual(parts('Digital Council'), ['“Digital Council”'])
  assert.deepEqual(parts('Policy Officer (Equalities) Individual Services Human Resources'), ['officer', '“Individual Services”', 'hr'])
  assert.deepEqual(recogniseLeads('FAIT Human Resources', []).parts.map((part) => part.words), ['FAIT Human Resources'])
})

test('one group is recognised however it is spelt', () => {
  for (const written of ['Workers group', 'Workers Groups', 'Workers\' Groups', 'workers’ group', 'the Workers Group']) assert.deepEqual(parts(written), ['wg'], written)
  assert.deepEqual(parts('Policy officer (Equalities)'), ['officer'])
  assert.deepEqual(parts('Learning & Development'), ['ld'])
  assert.deepEqual(parts('A & C'), ['ac'])
  assert.deepEqual(parts('Engagement and Consultation Manager'), ['engagement'])
  assert.deepEqual(parts('Business intelligence Team Departmental Equalities Groups'), ['bi', 'deg'])
})

test('initials with slashes are taken apart, and a post with a slash in it is not', () => {
  assert.deepEqual(parts('HR/BI/Comms'), ['hr', 'bi', 'comms'])
  assert.deepEqual(parts('A&C/HR'), ['ac', 'hr'])
  assert.deepEqual(parts('LG/DG/CJ'), ['“LG”', '“DG”', '“CJ”'])
  assert.deepEqual(parts('Performance/Improvement Manager'), ['“Performance/Improvement Manager”'])
  assert.deepEqual(parts('CMT / Learning & Development'), ['“CMT”', 'ld'])
  assert.deepEqual(parts('Policy Team/\nComms/ \n\nWorkers group'), ['policy', 'comms', 'wg'])
})

test('lines and commas divide, and a line that runs on does not', () => {
  assert.deepEqual(parts('LG, DG, Executive, CJ'), ['“LG”', '“DG”', '“Executive”', '“CJ”'])
  assert.deepEqual(parts('Corporate Manager\n(Human Resources)'), ['“Corporate Manager\n(Human Resources)”'])
  assert.deepEqual(parts('Head of Housing\nLeisure Services Manager'), ['“Head of Housing”', '“Leisure Services Manager”'])
  assert.deepEqual(parts('Head of\nHousing'), ['“Head of\nHousing”'])
})

test('an office over a known body is not that body', () => {
  assert.deepEqual(parts('Chair of Equalities Board'), ['“Chair of Equalities Board”'])
  assert.deepEqual(parts('Head of Human Resources'), ['“Head of Human Resources”'])
  assert.deepEqual(parts('Policy Team Leader'), ['“Policy Team Leader”'])
  assert.deepEqual(parts('Member Learning and Development'), ['“Member Learning and Development”'])
  assert.deepEqual(parts('Lead Member, Equalities Board chair and Corporate Management Team'), ['“Lead Member”', '“Equalities Board chair”', 'cmt'])
  assert.deepEqual(parts('Learning and Development A & C Strategic Lead –Equalities'), ['ld', '“A & C Strategic Lead –Equalities”'])
  assert.deepEqual(parts('Policy Officer (Equalities) Member Learning and Development'), ['officer', '“Member Learning and Development”'])
})

test('who supports and who oversees is told from who leads', () => {
  assert.deepEqual(parts('Departmental Equalities Groups with support from Policy Officer (Equalities)'), ['deg', 'officer supporting'])
  assert.deepEqual(parts('Service specific – overseen by Departmental Equalities groups'), ['“Service specific”', 'deg overseeing'])
  assert.deepEqual(parts('HR (lead), Comms'), ['hr', 'comms'])
  assert.deepEqual(parts('HR, Comms (support)'), ['hr', 'comms supporting'])
  assert.deepEqual(parts('Lead: Human Resources; Support: Communications, Barsetshire Police'), ['hr', 'comms supporting', 'police supporting'])
})

test('a name that begins like a known one and goes on is another name', () => {
  assert.deepEqual(parts('Comms and Digital'), ['“Comms and Digital”'])
  assert.deepEqual(parts('Digital and Comms'), ['“Digital and Comms”'])
  assert.deepEqual(parts('HR and service managers'), ['hr', '“service managers”'])
  assert.deepEqual(parts('HR and Comms'), ['hr', 'comms'])
})

test('a bracket belongs to what stands before it', () => {
  assert.deepEqual(parts('Eleanor Harding (Local Plan Team Leader) and individual planning officers'), ['“Eleanor Harding (Local Plan Team Leader)”', '“individual planning officers”'])
  assert.deepEqual(parts('CMT (Corporate Management Team)'), ['cmt'])
  assert.deepEqual(recogniseLeads('CMT (Corporate Management Team)', known).parts[0]?.words, 'CMT (Corporate Management Team)')
})

test('"All" is everyone, and somebody still has to answer', () => {
  for (const written of ['All', 'All leaders and managers', 'All departments', 'Everyone']) {
    const reading = recogniseLeads(written, known)
    assert.deepEqual([reading.everyone, reading.accountable, reading.certainty], [true, null, 'ask'], written)
    assert.equal(reading.question, `“${written}” names everyone. Who answers for this action?`)
  }
  const mixed = recogniseLeads('HR/All', known)
  assert.deepEqual([mixed.everyone, mixed.accountable, mixed.certainty], [true, 0, 'sure'])
  assert.deepEqual(parts('Policy Team/ All departments'), ['policy', '“All departments”'])
})

test('a cell that names nobody says so', () => {
  for (const written of ['', '  ', 'N/A', '-', 'TBC', 'to be confirmed']) {
    const reading = recogniseLeads(written, known)
    assert.deepEqual([reading.parts.length, reading.accountable, reading.certainty], [0, null, 'ask'], written)
  }
})

test('one known lead is sure, several are asked with the first as the proposal', () => {
  assert.deepEqual([recogniseLeads('Communications', known).accountable, recogniseLeads('Communications', known).certainty], [0, 'sure'])
  const two = recogniseLeads('FAIT Human Resources', known)
  assert.deepEqual([two.accountable, two.certainty, two.question], [0, 'ask', 'Who answers for this action: FAIT or Human Resources?'])
  const marked = recogniseLeads('Comms, HR (lead)', known)
  assert.deepEqual([marked.accountable, marked.certainty], [1, 'sure'])
  const unknown = recogniseLeads('Web team', known)
  assert.deepEqual([unknown.accountable, unknown.certainty, unknown.question], [0, 'ask', 'Who is “Web team”?'])
})

test('words are kept as they stand, each part where it says it is', () => {
  const vocabulary = ['HR', 'Human Resources', 'Policy Team', 'All', '/', ' / ', ', ', '\n', ' ', ' and ', '&', '(', ')', 'with support from', 'overseen by', 'Workers’ Groups', 'Head of', 'x', 'Lead:', '•', '–', '💡']
  const cells = fc.oneof(fc.string({ maxLength: 50, unit: 'grapheme' }), fc.array(fc.constantFrom(...vocabulary), { maxLength: 10 }).map((words) => words.join('')))
  fc.assert(fc.property(cells, (written) => {
    const reading = recogniseLeads(written, known)
    assert.equal(reading.written, written)
    for (const part of reading.parts) assert.equal(written.slice(part.from, part.to), part.words)
    assert.ok(reading.accountable === null || reading.parts[reading.accountable]?.role === 'lead')
    assert.equal(reading.question === null, reading.certainty === 'sure')
  }), { numRuns: 1000 })
})
