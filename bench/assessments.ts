/**
 * How fast the pages of assessments are with 10,000 in the register: the example's sixty, copied. `npm run bench -- assessments`
 * Requests go through the whole app in this process, one at a time, as an equality lead sends them; the middle and the longest of nine.
 */
import { house } from '../test/house.ts'

await using council = await house()
const organisation = await council.organisation()
const copies = `impact_assessments.assessment b join impact_assessments.assessment a on a.organisation_id = b.organisation_id and b.reference like 'EIA/X/%' and a.reference not like 'EIA/X/%' and b.title like a.title || ' %'`
await council.database.asOwner(`insert into impact_assessments.assessment (organisation_id, assessment_id, reference, title, undertaking_id, department_id, lead_id, lead_name, authors, stage, round, decision_maker, decision_due_on, budget_round, started_on, steps, signed_on, decided_on, published_on, review_on, changed_at, version)
  select a.organisation_id, gen_random_uuid(), 'EIA/X/' || row_number() over (), a.title || ' ' || n, a.undertaking_id, a.department_id, a.lead_id, a.lead_name, a.authors, a.stage, a.round, a.decision_maker, a.decision_due_on, a.budget_round, a.started_on, a.steps, a.signed_on, a.decided_on, a.published_on, a.review_on, a.changed_at - n * interval '1 hour', a.version
  from impact_assessments.assessment a cross join generate_series(1, 170) n where a.organisation_id = $1 limit 10000`, [organisation])
await council.database.asOwner(`insert into impact_assessments.impact select i.organisation_id, b.assessment_id, i.group_code, i.rating, i.severity, i.residual, i.residual_severity from ${copies} join impact_assessments.impact i on i.organisation_id = a.organisation_id and i.assessment_id = a.assessment_id on conflict do nothing`)
await council.database.asOwner(`insert into impact_assessments.section select i.organisation_id, b.assessment_id, i.section, i.content, i.version, i.round, i.changed_at, i.changed_by from ${copies} join impact_assessments.section i on i.organisation_id = a.organisation_id and i.assessment_id = a.assessment_id and i.section in ('proposal', 'people', 'together', 'mitigation') on conflict do nothing`)
// As many that are public: the published ones, each under a name and a day of its own.
await council.database.asOwner(`insert into impact_assessments.public_entry (organisation_id, assessment_id, reference, title, department, service, summary, outcome, signed_on, decided_on, decided_by, decision, assessed_after, review_on, worse, edition, published_on)
  select e.organisation_id, b.assessment_id, b.reference, b.title, e.department, e.service, e.summary, e.outcome, e.signed_on, e.decided_on, e.decided_by, e.decision, e.assessed_after, e.review_on, e.worse, 1, e.published_on - (row_number() over ())::integer % 1500
  from (select *, row_number() over (order by reference) as place from impact_assessments.public_entry where organisation_id = $1) e
  join (select *, row_number() over (order by reference) as place from impact_assessments.assessment where organisation_id = $1 and reference like 'EIA/X/%') b on b.place % (select count(*) from impact_assessments.public_entry where organisation_id = $1) + 1 = e.place`, [organisation])
const copy = `join impact_assessments.public_entry one on one.organisation_id = e.organisation_id and one.reference like 'EIA/X/%' join impact_assessments.public_entry as was on was.organisation_id = e.organisation_id and was.assessment_id::text = e.thing_id and one.title like was.title || ' %'`
await council.database.asOwner(`insert into publication.edition (organisation_id, address, version, room, thing_id, title, content, sha256, approved_by, published_at, head) select e.organisation_id, '/impact-assessments/' || one.assessment_id, 1, e.room, one.assessment_id::text, one.title, e.content, e.sha256, e.approved_by, e.published_at, e.head from publication.edition e ${copy} where e.organisation_id = $1 and e.room = 'impact-assessments' on conflict do nothing`, [organisation])
await council.database.asOwner(`insert into publication.newest (organisation_id, address, room, thing_id, version, place, words, search) select e.organisation_id, '/impact-assessments/' || one.assessment_id, e.room, one.assessment_id::text, 1, e.place, e.words, e.search from publication.newest e ${copy} where e.organisation_id = $1 and e.room = 'impact-assessments' on conflict do nothing`, [organisation])
const [public_] = await council.database.asOwner<{ entries: string; one: string; pages: string }>(`select (select count(*) from impact_assessments.public_entry)::text as entries, (select count(*) from publication.newest where room = 'impact-assessments')::text as pages, (select assessment_id from impact_assessments.public_entry where reference like 'EIA/X/%' and assessment_id::text in (select thing_id from publication.newest) limit 1)::text as one`)
console.log(`${public_?.entries ?? ''} in the public register, ${public_?.pages ?? ''} public pages`)
await council.database.asOwner('analyze')

const priya = await council.as('priya.nair@barsetshire.example')
console.log('| page | middle, ms | longest, ms |\n|---|---|---|')
for (const url of ['/assessments', '/assessments/all', '/assessments/all?words=library', '/assessments/all?group=disability&rating=negative', '/assessments/all?sort=title', '/assessments/all?page=150', '/assessments/all.csv', '/assessments/programme', '/assessments/register', '/assessments/together', '/assessments/together?group=disability&also=sex', `/assessments/all/${public_?.one ?? ''}`,
  '/impact-assessments', '/impact-assessments?words=library', '/impact-assessments?words=nothing+has+these+words', '/impact-assessments?service=Libraries', '/impact-assessments?group=disability', '/impact-assessments?year=2024', '/impact-assessments?outcome=adjust', '/impact-assessments?page=300', `/impact-assessments/${public_?.one ?? ''}`, '/impact-assessments/register.csv']) {
  const times: number[] = []
  for (let round = 0; round < 9; round++) {
    const began = performance.now()
    // Another address each time, so that nothing is remembered from the last.
    const { status } = await priya.get(`${url}${url.includes('?') ? '&' : '?'}at=${round}`)
    if (status !== 200) throw new Error(`${url} answered ${status}`)
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  console.log(`| ${url} | ${Math.round(times[4] ?? 0)} | ${Math.round(times[8] ?? 0)} |`)
}
