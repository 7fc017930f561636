import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readDocumentHere } from '#documents/read.ts'
import { planAsJson } from '#features/action-plan/reading/plan-as-json.ts'
import { readPlan } from '#features/action-plan/reading/read-plan.ts'
import { type Trial, findShared, hashReading, listInvented, listTrials } from './import/plans.ts'
import { type Score, score, scoredFields } from './import/score.ts'

/**
 * Scores the reader of action plans: `node bench/import.ts [--detail] [--python] [--invented=200] [part of a name …]`. The rule is that of the
 * shared score_plan_reading.py; `--python` runs that too and says where the two disagree; `--invented` scores plans in layouts drawn by number instead.
 */
export interface Scored { readonly trial: Trial; readonly score: Score; readonly milliseconds: number; /** Fields that were wrong though the reader was sure of them, at 0.9 and above. */ readonly surelyWrong: readonly string[] }

export async function scoreTrial(trial: Trial): Promise<Scored | { readonly trial: Trial; readonly unreadable: string }> {
  const bytes = await trial.bytes()
  const before = performance.now()
  const document = await readDocumentHere(bytes, trial.fileName)
  if ('unreadable' in document) return { trial, unreadable: document.unreadable }
  const reading = planAsJson(readPlan(document))
  const milliseconds = performance.now() - before
  const scored = score(trial.gold, trial.hashed ? hashReading(reading) : reading)
  const surelyWrong = scored.wrong.flatMap(({ field, action, row }) => (reading.actions[row]?.confidence[field] ?? 0) >= 0.9 ? [`${field} of “${trial.hashed ? reading.actions[row]?.action.slice(0, 40) ?? '' : action}”`] : [])
  return { trial, score: scored, milliseconds, surelyWrong }
}

async function main(args: readonly string[]): Promise<number> {
  const shared = findShared()
  if (shared === null) { console.log('The shared plans are not beside the project, so there is nothing to score.'); return 0 }
  const wanted = args.filter((each) => !each.startsWith('--'))
  const invented = Number(args.find((each) => each.startsWith('--invented='))?.slice('--invented='.length) ?? 0)
  const trials = (invented > 0 ? listInvented(invented) : listTrials(shared)).filter((trial) => wanted.length === 0 || wanted.some((part) => trial.name.includes(part)))
  console.log(['file'.padEnd(58), 'precision', 'recall', 'read/wanted', ...scoredFields.map((field) => field.padEnd(9)), 'invented', 'surely wrong', 'ms'].join('  '))
  for (const trial of trials) {
    const result = await scoreTrial(trial)
    if ('unreadable' in result) { console.log(`${trial.name.padEnd(58)}  ${result.unreadable}`); continue }
    console.log(lineOf(result))
    if (args.includes('--detail')) detail(result)
    if (args.includes('--python') && !trial.hashed) await comparePython(shared, result)
  }
  return 0
}

function lineOf({ trial, score: { precision, recall, read, required, fields }, milliseconds, surelyWrong }: Scored): string {
  const share = (number: number): string => number.toFixed(3)
  const invented = scoredFields.reduce((sum, field) => sum + fields[field].invented, 0)
  return [
    trial.name.padEnd(58), share(precision).padEnd(9), share(recall).padEnd(6), `${read}/${required}`.padEnd(11),
    ...scoredFields.map((field) => `${fields[field].right}/${fields[field].of}`.padEnd(9)), String(invented).padEnd(8), String(surelyWrong.length).padEnd(12), milliseconds.toFixed(0),
  ].join('  ')
}

function detail({ score: { missed, extra, wrong }, surelyWrong }: Scored): void {
  for (const each of missed) console.log(`    missed: ${each.replace(/\s+/g, ' ').slice(0, 140)}`)
  for (const each of extra) console.log(`    extra: ${each.replace(/\s+/g, ' ').slice(0, 140)}`)
  for (const each of wrong) console.log(`    ${each.field} of “${each.action}”: read “${each.read.replace(/\s+/g, ' ').slice(0, 90)}”, gold “${each.gold.replace(/\s+/g, ' ').slice(0, 90)}”`)
  for (const each of surelyWrong) console.log(`    surely wrong: ${each}`)
}

async function comparePython(shared: string, { trial, score: ours }: Scored): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'score-'))
  try {
    const document = await readDocumentHere(await trial.bytes(), trial.fileName)
    if ('unreadable' in document) return
    writeFileSync(join(folder, 'gold.json'), JSON.stringify(trial.gold))
    writeFileSync(join(folder, 'reading.json'), JSON.stringify(planAsJson(readPlan(document))))
    const run = spawnSync('python3', [join(shared, 'tools', 'score_plan_reading.py'), join(folder, 'gold.json'), join(folder, 'reading.json')], { encoding: 'utf8' })
    if (run.status !== 0) { console.log('    python3 could not be run here'); return }
    const theirs: { precision: number; recall: number; fields: Record<string, { right: number; n: number; invented: number }> } = JSON.parse(run.stdout)
    const same = Math.abs(theirs.precision - ours.precision) < 0.0001 && Math.abs(theirs.recall - ours.recall) < 0.0001
      && scoredFields.every((field) => theirs.fields[field]?.right === ours.fields[field].right && theirs.fields[field]?.n === ours.fields[field].of && theirs.fields[field]?.invented === ours.fields[field].invented)
    console.log(same ? '    the shared scorer agrees' : `    the shared scorer says otherwise: ${run.stdout.trim()}`)
  } finally { rmSync(folder, { recursive: true }) }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
