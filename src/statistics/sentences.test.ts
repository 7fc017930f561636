/** The sentences that the product promises its readers, from the figures that they were promised for. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { trendFinding } from './cochran-armitage.ts'
import { declarationFinding } from './declaration.ts'
import { disparityFinding } from './disparity-ratio.ts'
import { eventRateFinding } from './event-rate.ts'
import { plainSentence } from './finding.ts'
import type { Finding } from './finding.ts'
import type { NoFigure } from './figure.ts'
import { given, reasonOf } from './for-tests.ts'
import { orderFinding } from './mann-whitney.ts'
import { pipelineFinding } from './pipeline.ts'
import { likelihoodFinding } from './relative-likelihood.ts'
import { representationFinding } from './representation.ts'
import { inWords } from './sentence.ts'
import { jointShareFinding } from './joint-share.ts'
import { intersectionFinding } from './shrinkage.ts'
import { stockFlowFinding } from './stock-flow.ts'
import { surveyFinding } from './survey.ts'
import { associationFinding } from './chi-square.ts'

const about = { definition: 'As answered in the staff record', source: 'Staff record, 31 December 2015' }
const said = (finding: Finding<unknown> | NoFigure): string => inWords(plainSentence(given(finding)))
const census = {
  share: '0.162', population: 'the local population', definition: 'residents whose day-to-day activities are limited', geography: 'Barsetshire', date: 'Census 2011', source: 'https://www.nomisweb.co.uk',
  mismatch: 'The census counts long-term illness, which is wider than the question we ask.',
}

test('representation names its base, the people, the silence and how the comparison differs', () => {
  const finding = given(representationFinding({ numbers: { count: 268, declared: 4649, all: 6386 }, who: 'staff', are: 'disabled', group: 'disabled staff', benchmark: census, ...about }))
  assert.equal(said(finding), 'Of the 4,649 staff who told us, 5.8% are disabled. If our staff mirrored the local population (16.2%) we would expect about 750 disabled staff; there are 268, about 485 fewer. 27% of staff have not told us, so the true figure could be anywhere from 4.2% to 31.4%. The census counts long-term illness, which is wider than the question we ask.')
  assert.equal(finding.evidence, 'clear')
  assert.equal(finding.denominator, 'staff who told us')
  assert.equal(finding.base, 4649)
  assert.match(finding.source, /Staff record, 31 December 2015; compared with .* Census 2011/)
})

test('relative likelihood gives the ratio, its range, the people and no reason', () => {
  const asked = {
    first: { name: 'White applicants who were shortlisted', share: { count: 318, base: 1600 } }, second: { name: 'Black, Asian and minority ethnic applicants', share: { count: 82, base: 640 } },
    focus: 'second', focusName: 'minority ethnic applicants', happened: 'appointed', denominator: 'shortlisted applicants', ...about,
  } as const
  const finding = given(likelihoodFinding(asked))
  assert.equal(said(finding), 'White applicants who were shortlisted were 1.55 times as likely to be appointed as Black, Asian and minority ethnic applicants (95% range 1.24 to 1.94). At equal rates about 45 more minority ethnic applicants would have been appointed. This is a clear difference; it does not by itself show why.')
  assert.match(inWords(finding.sentence.method), /outside that band. The band is a prompt to look, and no legal test/)
  assert.equal(given(finding.value.fourFifths).isBelow, true)
  const few = given(likelihoodFinding({ ...asked, second: { ...asked.second, share: { count: 2, base: 16 } } }))
  assert.match(said(few), /There are too few people to say\.$/)
})

test('an outcome that is bad counts fewer people at equal rates', () => {
  const finding = likelihoodFinding({
    first: { name: 'Minority ethnic staff', share: { count: 18, base: 754 } }, second: { name: 'white staff', share: { count: 25, base: 4649 } },
    focus: 'first', focusName: 'minority ethnic staff', happened: 'taken into the formal disciplinary process', denominator: 'staff who told us', ...about,
  })
  assert.match(said(finding), /were 4\.44 times as likely to be taken into .* At equal rates about 14 fewer minority ethnic staff would have been taken into/)
})

test('where nobody was appointed there is no range, and Fisher’s test still grades it', () => {
  const asked = (count: number) => likelihoodFinding({
    first: { name: 'disabled applicants', share: { count, base: 60 } }, second: { name: 'other applicants', share: { count: 90, base: 300 } },
    focus: 'first', focusName: 'disabled applicants', happened: 'appointed', denominator: 'applicants', ...about,
  })
  const none = given(asked(0))
  assert.match(said(none), /^Disabled applicants: none of the 60 were appointed\. Of other applicants, 90 of 300 were\. At equal rates about 18 more/)
  assert.equal(none.interval, null)
  assert.equal(none.evidence, 'clear')
})

test('declaration says when it is too low to say anything', () => {
  const asked = { who: 'staff', are: 'lesbian, gay or bisexual', ...about }
  assert.equal(said(declarationFinding({ numbers: { count: 70, declared: 2535, all: 6386 }, ...asked })), '70 staff told us they are lesbian, gay or bisexual: 2.8% of the 2,535 who answered. Six in ten have not answered, so we cannot say whether this is low or high.')
  assert.match(said(declarationFinding({ numbers: { count: 70, declared: 5000, all: 6386 }, ...asked })), /22% have not answered\. The true share of all staff lies anywhere from 1\.1% to 22\.8%\.$/)
  assert.match(said(declarationFinding({ numbers: { count: 70, declared: 6386, all: 6386 }, ...asked })), /Everybody has answered\.$/)
  assert.equal(reasonOf(declarationFinding({ numbers: { count: 0, declared: 0, all: 40 }, ...asked })), 'no-data')
  assert.equal(reasonOf(declarationFinding({ numbers: { count: 2, declared: 19, all: 40 }, ...asked })), 'too-few')
})

test('a pipeline says where most of the gap opens', () => {
  const finding = pipelineFinding({
    focus: { name: 'minority ethnic applicants', stages: [1000, 490, 97] }, reference: { name: 'white applicants', rate: 'white', stages: [4000, 2000, 600] },
    steps: [{ at: 'shortlisting', are: 'shortlisted' }, { at: 'interview', are: 'appointed from interview' }], ...about,
  })
  assert.equal(said(finding), 'Most of the gap opens at interview: minority ethnic applicants are shortlisted at almost the same rate (0.98) but appointed from interview at 0.66 of the white rate.')
  assert.equal(given(finding).evidence, 'clear')
})

test('a change between snapshots is told as people who came, went and told us', () => {
  const asked = { group: 'Disabled staff', who: 'staff', ...about }
  assert.equal(said(stockFlowFinding({ numbers: { start: 268, joined: 31, left: 25, newlyDeclared: 20, withdrawn: 2, end: 292 }, ...asked })), 'Disabled staff rose from 268 to 292: 31 joined, 25 left, 20 existing staff told us for the first time, 2 withdrew.')
  assert.equal(said(stockFlowFinding({ numbers: { start: 70, joined: 6, left: 8, newlyDeclared: 0, withdrawn: 0, end: 68 }, ...asked })), 'Disabled staff fell from 70 to 68: 6 joined, 8 left.')
  assert.match(said(stockFlowFinding({ numbers: { start: 70, joined: 6, left: 6, newlyDeclared: 0, withdrawn: 0, end: 70 }, ...asked })), /stayed at 70/)
  assert.equal(reasonOf(stockFlowFinding({ numbers: { start: 70, joined: 6, left: 8, newlyDeclared: 0, withdrawn: 0, end: 69 }, ...asked })), 'undefined')
})

test('a survey question gives both shares, the points between them and the range', () => {
  const asked = { agree: 'would recommend the council', ...about }
  const finding = given(surveyFinding({ first: { name: 'disabled respondents', answers: [24, 25, 25, 66, 50], asked: 400 }, second: { name: 'others', answers: [110, 130, 164, 500, 400] }, ...asked }))
  assert.equal(said(finding), '61% of disabled respondents would recommend the council, compared with 69% of others: 8 points lower (range 1 to 15 lower).')
  assert.match(inWords(finding.sentence.notMeaning), /48% of the disabled respondents who were asked answered\.$/)
  assert.match(said(surveyFinding({ first: { name: 'women', answers: [5, 5, 5, 30, 20] }, second: { name: 'men', answers: [6, 5, 5, 28, 20] }, ...asked })), /: 2 points higher \(range 13 lower to 17 higher\)\.$/)
  assert.equal(reasonOf(surveyFinding({ first: { name: 'trans respondents', answers: [1, 1, 1, 6, 4] }, second: { name: 'others', answers: [6, 5, 5, 28, 20] }, ...asked })), 'too-few')
})

test('a rate of events says that reporting can raise it', () => {
  const asked = { numbers: { events: 212, population: 650_489 }, happened: 'hate incidents were reported', population: 'residents', per: 10_000, ...about }
  assert.equal(said(eventRateFinding(asked)), '212 hate incidents were reported: about 3.3 for every 10,000 residents. Changes in reporting can raise this number.')
  const compared = given(eventRateFinding({ ...asked, before: { numbers: { events: 150, population: 650_000 }, name: 'the year before' } }))
  assert.match(said(compared), /In the year before it was about 2\.3\./)
  assert.equal(compared.evidence, 'clear')
})

test('an intersection gives an estimate and keeps the raw figure to itself until it may be shown', () => {
  const groups = [{ name: 'disabled minority ethnic women', count: 3, base: 24 }, { name: 'others', count: 400, base: 5000 }, { name: 'disabled white women', count: 20, base: 300 }, { name: 'minority ethnic men', count: 60, base: 400 }]
  const asked = { groups, about: 'disabled minority ethnic women', denominator: 'staff who told us', ...about }
  assert.match(said(intersectionFinding({ ...asked, rawMayBeShown: false })), /^Among disabled minority ethnic women the raw rate is based on few people; adjusting for that, our best estimate is \d+% \(raw figure withheld\)\.$/)
  assert.match(said(intersectionFinding({ ...asked, rawMayBeShown: true })), /\(raw figure 13%\)/)
  assert.equal(reasonOf(intersectionFinding({ ...asked, about: 'somebody else', rawMayBeShown: false })), 'undefined')
})

test('a share of two questions together has its base and its range, stands beside everybody else who answered both, and is refused where too few did', () => {
  const asked = { group: 'employees who are Asian', share: { count: 240, base: 412 }, others: 'the other employees', otherShare: { count: 2938, base: 4120 }, are: 'female', ...about }
  const finding = given(jointShareFinding(asked))
  assert.equal(said(finding), 'Of the 412 employees who are Asian and answered both questions, 58.3% are female (95% range 53.4% to 62.9%), compared with 71.3% of the other employees. This is a clear difference; it does not by itself show why.')
  assert.match(inWords(finding.sentence.meaning), /about 54 more of them would be female/)
  assert.equal(given(jointShareFinding({ ...asked, share: { count: 14, base: 22 } })).evidence, 'too few')
  assert.equal(reasonOf(jointShareFinding({ ...asked, share: { count: 14, base: 19 } })), 'too-few')
  assert.equal(reasonOf(jointShareFinding({ ...asked, share: { count: 0, base: 0 } })), 'no-data')
})

test('two points are no trend, and a trend in stock is never called clear', () => {
  const points = [2015, 2016, 2017, 2018].map((score, i) => ({ score, name: `March ${score}`, base: 6386, count: 200 + 60 * i }))
  const asked = { group: 'disabled staff', denominator: 'staff who told us', ...about }
  const flow = given(trendFinding({ points, of: 'flow', ...asked }))
  assert.equal(flow.evidence, 'clear')
  assert.match(said(flow), /^The share of disabled staff went from 3\.1% in March 2015 to 6\.0% in March 2018, over 4 points in time\. This is a clear difference; it does not/)
  const stock = given(trendFinding({ points, of: 'stock', ...asked }))
  assert.equal(stock.evidence, 'possible')
  assert.match(said(stock), /The same people are counted again/)
  assert.equal(reasonOf(trendFinding({ points: points.slice(0, 2), of: 'flow', ...asked })), 'too-few')
})

test('the analyst’s panel speaks in words too', () => {
  assert.match(said(orderFinding({ first: { name: 'disabled respondent', counts: [30, 20, 10, 5, 5] }, second: { name: 'non-disabled one', counts: [25, 22, 13, 8, 9] }, higher: 'answers more positively', denominator: 'respondents', ...about })),
    /^The probability that a randomly chosen disabled respondent answers more positively than a non-disabled one is 43%\. There may be a difference, but chance could explain it\./)
  assert.match(said(associationFinding({ counts: [[60, 40, 25], [40, 45, 65]], rows: 'sex', columns: 'how a grievance ended', denominator: 'grievances', ...about })), /^We looked at whether how a grievance ended differs by sex\. This is a clear difference;/)
  assert.equal(reasonOf(associationFinding({ counts: [[1, 2, 30], [3, 1, 40], [0, 2, 30]], rows: 'faith', columns: 'outcome', denominator: 'grievances', ...about })), 'too-few')
  assert.match(said(disparityFinding({ reference: { name: 'White staff', bands: { upper: 300, lower: 2400 } }, focus: { name: 'minority ethnic staff', bands: { upper: 20, lower: 400 } }, upper: 'grades 13 and above', lower: 'grades 9 to 12', ...about })),
    /White staff have 2\.50 times as many in grades 13 and above as minority ethnic staff \(95% range 1\.57 to 3\.98\)\. This is a clear difference;/)
})

test('no sentence of any finding prints a p-value, a star or a word that gives a reason', () => {
  const finding = given(likelihoodFinding({
    first: { name: 'Men', share: { count: 30, base: 200 } }, second: { name: 'women', share: { count: 20, base: 210 } }, focus: 'second', focusName: 'women', happened: 'promoted', denominator: 'applicants', ...about,
  }))
  const { plain: _, ...parts } = finding.sentence
  const all = Object.values(parts).map((words) => inWords(words)).join(' ')
  assert.doesNotMatch(all, /\bp\s*[<=]|\*|significant|discriminat|caused|due to|NaN|undefined|Infinity/i)
})
