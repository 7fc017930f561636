/** A body's pay, as the tests of pages need it: the example's own county has it; another body is given the same extract, counted. */
import { addExamplePay } from '#features/pay-gaps/index.ts'
import type { House } from './house.ts'

/** Gives the ids and years that stand in the addresses of the room's pages. */
export async function addSamplePay(council: House, body: string): Promise<{ readonly payroll: string; readonly year: string; readonly publicYear: string; readonly rule: string; readonly file: string }> {
  const organisation = await council.organisation(body)
  if (body !== 'barsetshire') await council.change((db, id) => addExamplePay(db, id, 'barsetshire', { people: new Map(), departments: new Map(), known: new Map(), signIns: [] }, council.now()), body)
  const [counted] = await council.database.asOwner<{ payroll: string; year: number }>('select payroll_id as payroll, year from pay_gaps.report where organisation_id = $1 and payroll_id is not null', [organisation])
  if (!counted) throw new Error(`${body} has no payroll`)
  const [made] = await council.database.asOwner<{ rule: string }>(`insert into pay_gaps.element_rule (organisation_id, rule_id, words, class, from_on, because, by_name, made_at) values ($1, $2, 'market', 'allowance', '2020-04-01', 'It is paid every month', 'Samira Hussain', $3) returning rule_id as rule`, [organisation, crypto.randomUUID(), council.now().toString()])
  const [file] = await council.database.asOwner<{ file: string }>(`insert into pay_gaps.return_file (organisation_id, file_id, file_name, sha256, state, told, progress, by_name, at) values ($1, $2, 'returns.csv', $3, 'read', '{"years":[2025],"bodies":60,"unread":0,"restated":0}', 100, 'Samira Hussain', $4) returning file_id as file`, [organisation, crypto.randomUUID(), 'a'.repeat(64), council.now().toString()])
  return { payroll: counted.payroll, year: String(counted.year), publicYear: String(counted.year - 1), rule: made?.rule ?? '', file: file?.file ?? '' }
}
