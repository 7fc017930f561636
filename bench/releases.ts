/**
 * A body whose published history grows: how long each release takes when everything that was published before it is thought of, and how much is withheld.
 * `npm run bench -- releases [county|payroll] [--quarters 20] [--pairs [last]] [--audience public] [--limit 570]`
 *
 * `county`: the example county, each quarter published after the one before, with who joined and left, as a body does that lets everything out by itself.
 * `payroll`: a real payroll of 6,304 people in some four hundred departments, all in one release, as the automatic one for the board is.
 */
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { parseRows } from '#documents/separated-values.ts'
import { cutsOf } from '../src/features/equality-monitoring/cuts.ts'
import { exampleCounty } from '../src/features/equality-monitoring/example-county.ts'
import { noAnswer, type AnswerColumn } from '../src/features/equality-monitoring/dataset.ts'
import { usualCuts } from '../src/features/equality-monitoring/release-asking.ts'
import { makeFigures, whatIsHeld, type HeldRelease } from '../src/features/equality-monitoring/release-making.ts'
import { pairsApart, readyForGate, turnoverOf, withoutFinest, type ReleasedDataset } from '../src/features/equality-monitoring/release-contents.ts'
import { isSenior, usualSettings } from '../src/features/equality-monitoring/settings.ts'
import { tabulateRows } from '../src/features/equality-monitoring/tabulating.ts'
import { policies } from '#disclosure/policy.ts'
import { everyCell } from '#disclosure/protect.ts'
import { asReadRelease } from '#disclosure/release.ts'

const option = (name: string, usual: string): string => { const at = process.argv.indexOf(`--${name}`); return at === -1 ? usual : process.argv[at + 1] ?? usual }
const limitMs = Number(option('limit', '570')) * 1000
const audience = option('audience', 'public') === 'board' ? 'board' : 'public'
const pairs = process.argv.includes('--pairs') ? usualSettings.pairs : []
/** Two questions together only in the newest quarter, at the end of a long history, and within the time that the program gives them. */
const pairsLast = option('pairs', '') === 'last'
const today = Temporal.PlainDate.from('2026-11-22')

if (process.argv.includes('payroll')) await payroll()
else await county(Number(option('quarters', '20')))

/** Quarter by quarter, oldest first: each holds all that was published before it. */
async function county(quarters: number): Promise<void> {
  console.log(`Load average ${loadavg()[0]?.toFixed(1)}. Each quarter of the example county for the ${audience}, everything published before it thought of${pairs.length > 0 ? `, with ${pairs.length} pairs of questions` : ''}.\n`)
  console.log('| quarter | tables | earlier tables proved together | compared | figures | withheld | seconds | processor seconds | |\n|---|---|---|---|---|---|---|---|---|')
  const extracts = exampleCounty(today)
  const held: HeldRelease[] = []
  const snapshots = extracts.filter(({ kind }) => kind === 'workforce').slice(0, quarters)
  for (const workforce of snapshots) {
    const asked = pairsLast && workforce !== snapshots.at(-1) ? [] : pairs
    const own = extracts.filter(({ kind, to }) => ['workforce', 'starters', 'leavers'].includes(kind) && to.equals(workforce.to))
    const newest = extracts.filter(({ kind, to }) => !['workforce', 'starters', 'leavers'].includes(kind) && Temporal.PlainDate.compare(to, workforce.to) <= 0 && Temporal.PlainDate.compare(to, workforce.to.subtract({ months: 18 })) >= 0)
    const processes = [...new Map(newest.map((each) => [each.kind, each])).values()]
    const datasets = [...own, ...processes].map(({ kind, from, to, columns, answers }): ReleasedDataset => {
      const cuts = new Set(usualCuts(kind, columns.map(({ field }) => field), asked))
      return { of: `${kind} ${to.toString()}`, kind, source: `${kind} extract`, scope: '', from, on: to, tabulations: tabulateRows(columns, answers, new Uint8Array(answers[0]?.length ?? 0).fill(1), cutsOf(kind, columns.map(({ field }) => field)).filter(({ id }) => cuts.has(id))) }
    })
    const moved = own.filter(({ kind }) => kind !== 'workforce').map(({ columns, answers, kind }) => tabulateRows(columns, answers, new Uint8Array(answers[0]?.length ?? 0).fill(1), cutsOf(kind, columns.map(({ field }) => field)).filter(({ id }) => /^(?:sex|age) by /.test(id))))
    if (!await release(workforce.to.toString(), datasets, held, (dimensions) => turnoverOf(moved, dimensions))) break
  }
}

async function release(id: string, datasets: readonly ReleasedDataset[], held: HeldRelease[], turnover?: (dimensions: Parameters<typeof turnoverOf>[1]) => ReturnType<typeof turnoverOf>): Promise<boolean> {
  const on = datasets[0]?.on ?? today
  const apart = pairsApart(datasets)
  const ready = readyForGate(apart.datasets, policies[audience])
  const known = 'refused' in ready ? null : whatIsHeld(ready.release, { audience, on, held })
  const tied = known === null || 'refused' in known ? [] : known.earlier.filter(({ comparedOnly }) => comparedOnly !== true)
  const compared = known === null || 'refused' in known ? [] : known.earlier.filter(({ comparedOnly }) => comparedOnly === true)
  const many = (list: typeof tied) => list.reduce((sum, { release: each }) => sum + each.tables.length, 0)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const made = await makeFigures({ id, audience, mode: 'withhold', title: id, on, ...apart, held, today, findings: () => [], ...(turnover === undefined ? {} : { turnover: (_since, dimensions) => turnover(dimensions) }) }, { seed: 7, limitMs, ...(pairsLast ? {} : { pairsMs: limitMs }) })
  const used = process.cpuUsage(cpu)
  const seconds = `${((performance.now() - began) / 1000).toFixed(1)} | ${((used.user + used.system) / 1e6).toFixed(1)}`
  const tables = 'refused' in ready ? 0 : ready.tables.length
  if ('refused' in made) { console.log(`| ${id} | ${tables} | ${many(tied)} | ${many(compared)} | | | ${seconds} | ${made.refused} ${made.advice.join(' ')} |`); return false }
  const withheld = made.held.reduce((sum, each) => sum + each.withheld.length, 0)
  const figures = made.held.reduce((sum, { release: each }) => { const read = asReadRelease(each); return sum + ('refused' in read ? 0 : everyCell(read).length) }, 0)
  console.log(`| ${id} | ${tables} | ${many(tied)} | ${many(compared)} | ${figures} | ${withheld} | ${seconds} | ${made.leftOut.join(' ')} |`)
  held.push({ id, audience, on, earlier: made.held })
  return true
}

/** A real payroll, its words kept as they are: the release that is made by itself once it has been taken in. */
async function payroll(): Promise<void> {
  const file = resolve(import.meta.dirname, '../../shared/data/payroll/cincinnati_oh_2021_names_removed.csv')
  if (!existsSync(file)) { console.log('The real payroll (../shared/data) is not on this machine.'); return }
  const [headings = [], ...rows] = parseRows(readFileSync(file, 'utf8'), ',', { rows: 10_000 }).map((row) => row.record)
  const fields = [['sex', 'SEX'], ['ethnic group', 'RACE'], ['age', 'AGE_RANGE'], ['department', 'DEPTNAME'], ['grade', 'GRADE']] as const
  const columns: AnswerColumn[] = []
  const answers = fields.map(([field, heading]) => {
    const at = headings.indexOf(heading)
    const words = [...new Set(rows.map((row) => row[at] ?? '').filter((word) => word !== ''))].sort()
    columns.push({ field, kind: 'category', categories: words.map((word) => ({ code: word, label: word, ...(field === 'grade' && isSenior(word, usualSettings.seniorLine) ? { parent: usualSettings.seniorLine.name } : {}) })) })
    return Int16Array.from(rows, (row) => ((row[at] ?? '') === '' ? noAnswer['not declared'] : words.indexOf(row[at] ?? '')))
  })
  const cuts = new Set(usualCuts('workforce', columns.map(({ field }) => field), pairs))
  const tabulations = tabulateRows(columns, answers, new Uint8Array(rows.length).fill(1), cutsOf('workforce', columns.map(({ field }) => field)).filter(({ id }) => cuts.has(id)))
  console.log(`Load average ${loadavg()[0]?.toFixed(1)}. ${rows.length.toLocaleString('en-GB')} people in ${columns[3]?.categories?.length ?? 0} departments and ${columns[4]?.categories?.length ?? 0} grades, for the ${audience}.\n`)
  console.log('| release | tables | earlier tables proved together | compared | figures | withheld | seconds | processor seconds | |\n|---|---|---|---|---|---|---|---|---|')
  let datasets: readonly ReleasedDataset[] = [{ of: 'workforce', kind: 'workforce', source: 'Payroll', scope: '', from: null, on: Temporal.PlainDate.from('2021-12-31'), tabulations }]
  // As the program does by itself: where it is too fine, without the breakdown that has the most parts.
  while (!await release('2021-12-31', datasets, [])) {
    const fewer = withoutFinest(datasets)
    if (fewer === null) break
    console.log(`Without the ${fewer.parts} parts by ${fewer.field}:`)
    datasets = fewer.datasets
  }
}
