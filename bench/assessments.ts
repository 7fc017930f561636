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
await council.database.asOwner('analyze')

const priya = await council.as('priya.nair@barsetshire.example')
console.log('| page | middle, ms | longest, ms |\n|---|---|---|')
for (const url of ['/assessments', '/assessments/all', '/assessments/all?words=library', '/assessments/all?group=disability&rating=negative', '/assessments/all?sort=title', '/assessments/all?page=150', '/assessments/all.csv', '/assessments/programme', '/assessments/register', '/assessments/together', '/assessments/together?group=disability&also=sex', '/impact-assessments']) {
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
