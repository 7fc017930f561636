/**
 * How long an extract of HR takes from the file to every table and to the board's figures, what that does to the pages meanwhile, and what DuckDB, SQLite and a
 * plain script need for the same tables from the same file. `npm run bench -- monitoring [--people 100000] [--only-duckdb]`. DuckDB is looked for in the folder
 * that `DUCKDB_HOME` names (`npm install @duckdb/node-api` in any folder); what is not there is passed over with a line. `--only-duckdb` leaves out the two slower ones.
 * `BENCH_PROFILE=FILE` writes what the process of the pages did meanwhile, as a `.cpuprofile`.
 */
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { writeMadeExtract } from './monitoring/made-extract.ts'
import type { Taken } from './monitoring/standing.ts'

const at = process.argv.indexOf('--people')
const people = at === -1 ? 100_000 : Number(process.argv[at + 1])
const folder = mkdtempSync(join(tmpdir(), 'due-regard-bench-'))
const file = join(folder, 'extract.csv')
try {
  await writeMadeExtract(file, people)
  console.log(`${people.toLocaleString('en-GB')} people, 20 columns, ${(statSync(file).size / 1e6).toFixed(1)} MB; load average ${loadavg()[0]?.toFixed(1)}\n`)
  const taken = await measureHouse()
  compareWith('DuckDB, two threads', byDuckdb(taken), taken)
  if (!process.argv.includes('--only-duckdb')) {
    compareWith('SQLite, in memory', bySqlite(taken), taken)
    compareWith('Python, csv and Counter', byPython(taken), taken)
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** Asks for a page all the time, before the extract is taken in and while it is. */
async function measureHouse(): Promise<Taken> {
  const child = fork(resolve(import.meta.dirname, 'monitoring', 'standing.ts'), { execArgv: process.execArgv })
  process.once('exit', () => { child.kill() })
  child.once('exit', (code) => { if (code !== 0) process.exit(1) })
  const [standing] = await once(child, 'message') as [{ address: string; host: string; session: string }]
  const page = async (): Promise<number> => {
    const began = performance.now()
    const answer = await fetch(`${standing.address}/plans`, { headers: { host: standing.host, cookie: `session=${standing.session}` }, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`The page answered ${answer.status}`)
    return performance.now() - began
  }
  const load = async (goesOn: () => boolean): Promise<number[]> => {
    const times: number[] = []
    while (goesOn()) { times.push(await page()); await wait(20) }
    return times.sort((a, b) => a - b)
  }
  for (let warm = 0; warm < 50; warm += 1) await page()
  const until = performance.now() + 8_000
  const before = await load(() => performance.now() < until)
  let done = false
  const answer = once(child, 'message').then(([taken]) => { done = true; return taken as Taken })
  child.send(file)
  const during = await load(() => !done)
  const taken = await answer
  child.send('end')
  await once(child, 'exit')
  console.log('| step | seconds | processor seconds: house | PostgreSQL | event loop held at most, ms | memory, MB |\n|---|---|---|---|---|---|')
  for (const { step, milliseconds, own, database, held, memory } of taken.steps) console.log(`| ${step} | ${(milliseconds / 1000).toFixed(1)} | ${own.toFixed(1)} | ${database.toFixed(1)} | ${held.toFixed(0)} | ${memory.toFixed(0)} |`)
  const quantile = (times: readonly number[], share: number): string => (times[Math.floor(times.length * share)] ?? NaN).toFixed(1)
  console.log(`\n| a page, 50 a second | p50 ms | p99 ms |\n|---|---|---|\n| before | ${quantile(before, 0.5)} | ${quantile(before, 0.99)} |\n| while the extract is taken in | ${quantile(during, 0.5)} | ${quantile(during, 0.99)} |\n`)
  const counted = taken.steps.filter(({ step }) => ['read', 'looked through, once its words are said', 'taken in, all tables made'].includes(step))
  const [seconds, own] = [counted.reduce((sum, step) => sum + step.milliseconds / 1000, 0), counted.reduce((sum, step) => sum + step.own + step.database, 0)]
  console.log(`${taken.cuts.length} tables. From the upload to the last of them: ${seconds.toFixed(1)} s (${own.toFixed(1)} s of processor time).${people === 100_000 ? ` What is aimed at is 10 s: ${seconds <= 10 ? 'kept' : 'MISSED'}.` : ''}`)
  const profile = taken.profile.toSorted((a, b) => a - b)
  console.log(`The profile of them, fetched ${profile.length} times: the first ${taken.profile[0]?.toFixed(0)} ms, then ${quantile(profile, 0.5)} ms in the middle and ${quantile(profile, 0.99)} ms at most. ${taken.release}\n`)
  return taken
}

interface Compared { readonly seconds: number; readonly processor: number; readonly sexByDepartment: readonly number[] }

function byDuckdb({ cuts }: Taken): Compared | string {
  const home = process.env['DUCKDB_HOME'] ?? ''
  if (!existsSync(join(home, 'node_modules/@duckdb/node-api'))) return 'DUCKDB_HOME names no folder with it'
  return run([process.execPath, resolve(import.meta.dirname, 'monitoring', 'tables-duckdb.mjs'), file, home], JSON.stringify(cuts)) ?? 'it failed'
}

/** The file into a table without types, and one GROUP BY for each of our tables. Ages stay days of birth, so its tables by age are wider. */
function bySqlite({ cuts }: Taken): Compared | string {
  const quoted = (heading: string): string => `"${heading.replaceAll('"', '""')}"`
  const queries = cuts.map((cut, index) => `create temp table t${index} as select ${[...cut.map(quoted), 'count(*) as n'].join(', ')} from extract${cut.length === 0 ? '' : ` group by ${cut.map(quoted).join(', ')}`};`)
  const script = ['.mode csv', `.import ${file} extract`, ...queries, `select count(*) from extract group by "Sex", "Department" order by 1;`].join('\n')
  return run(['sqlite3', ':memory:'], script) ?? 'sqlite3 is not on this machine'
}

/** What somebody writes who has half an hour: every row once, a Counter for each table. */
function byPython({ cuts }: Taken): Compared | string {
  const script = `
import csv, json, sys
from collections import Counter
cuts = json.load(sys.stdin)
with open(${JSON.stringify(file)}, newline='', encoding='utf-8') as opened:
    rows = csv.reader(opened)
    heads = next(rows)
    places = [tuple(heads.index(each) for each in cut) for cut in cuts]
    counts = [Counter() for _ in cuts]
    cross = Counter()
    sex, department = heads.index('Sex'), heads.index('Department')
    for row in rows:
        for counter, cut in zip(counts, places):
            counter[tuple(row[each] for each in cut)] += 1
        cross[(row[sex], row[department])] += 1
print('\\n'.join(str(each) for each in sorted(cross.values())))`
  return run(['python3', '-c', script], JSON.stringify(cuts)) ?? 'python3 is not on this machine'
}

/** Runs it, with the processor time that it took; null where it is not there. */
function run(command: readonly string[], input: string): Compared | null {
  const began = performance.now()
  const done = spawnSync('bash', ['-c', `TIMEFORMAT='processor %U %S'; time "$@"`, 'bash', ...command], { input, encoding: 'utf8', maxBuffer: 1e9 })
  const [, user, system] = /processor ([\d.]+) ([\d.]+)/.exec(done.stderr) ?? []
  return done.status === 0 ? { seconds: (performance.now() - began) / 1000, processor: Number(user) + Number(system), sexByDepartment: done.stdout.trim().split('\n').map(Number) } : null
}

function compareWith(name: string, compared: Compared | string, { sexByDepartment }: Taken): void {
  if (typeof compared === 'string') { console.log(`${name}: ${compared}.`); return }
  const agree = compared.sexByDepartment.length === sexByDepartment.length && compared.sexByDepartment.every((count, index) => count === sexByDepartment[index])
  console.log(`${name}: the same tables from the same file in ${compared.seconds.toFixed(1)} s (${compared.processor.toFixed(1)} s of processor time); its people by sex and department ${agree ? 'are ours' : 'ARE NOT OURS'}.`)
  if (!agree) process.exitCode = 1
}
