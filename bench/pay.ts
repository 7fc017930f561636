/**
 * From a file to the six figures, on one core: `npm run bench -- pay [6000 100000 1500000]`. The terminal command beside base R and DuckDB on the same file, with the
 * processor's seconds and the most memory of each, as `/usr/bin/time` tells them. R is `Rscript` on the path; DuckDB is looked for in the folder
 * that `DUCKDB_HOME` names (`npm install @duckdb/node-api` in any folder): what is not there is passed over with a line.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { mulberry32 } from '#statistics/pay-gap-interval.ts'

interface Run { readonly seconds: number; readonly processor: number; readonly megabytes: number; readonly said: string }

const home = resolve(import.meta.dirname, '..')
const duckdb = process.env['DUCKDB_HOME'] ?? ''

function main(sizes: readonly number[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'pay-bench-'))
  try {
    console.log(['people', 'file, MB', 'with', 'seconds', 'processor', 'MB'].map((each) => each.padEnd(14)).join(''))
    let [differs, missed] = [false, false]
    for (const size of sizes) {
      const file = join(folder, `pay-${size}.csv`)
      const megabytes = writePayroll(file, size)
      const ours = best(['node_modules/.bin/node', '--no-warnings', 'src/cli.ts', 'pay', 'figures', file, '--columns', 'sex=Sex,hourly=Hourly,bonus=Bonus', '--reference', 'M', '--other', 'F', '--json'])
      const r = found('Rscript') ? best(['Rscript', '--vanilla', 'bench/pay/six-figures.R', file]) : null
      const duck = existsSync(join(duckdb, 'node_modules/@duckdb/node-api')) ? best(['node_modules/.bin/node', 'bench/pay/six-figures-duckdb.mjs', file, duckdb]) : null
      for (const [name, run] of [['Due Regard', ours], ['base R', r], ['DuckDB', duck]] as const) {
        console.log(run === null ? `${name} is not here` : [String(size), megabytes.toFixed(1), name, run.seconds.toFixed(2), run.processor.toFixed(2), String(Math.round(run.megabytes))].map((each) => each.padEnd(14)).join(''))
        if (run !== null && !agrees(run.said, ours.said)) { differs = true; console.log(`  ${name} says otherwise: ${run.said}`) }
      }
      if ((r !== null && ours.processor > r.processor) || (duck !== null && ours.processor > 2 * duck.processor) || ours.megabytes > 1_500) { missed = true; console.log('  The aim is missed here: as quick as base R, within twice DuckDB, under 1,500 MB.') }
    }
    return differs || missed ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The same in each: mean and median gap, to nine digits. Quarters differ by who is counted first at a tie. */
function agrees(said: string, ours: string): boolean {
  const figures = JSON.parse(ours) as { readonly mean: number; readonly median: number; readonly bonus: { readonly mean: number; readonly median: number } }
  const told = said.startsWith('{') ? null : [...said.matchAll(/(mean|median|bonusMean|bonusMedian)=(-?[\d.e-]+)/g)].map(([, , value]) => Number(value))
  return told === null || [figures.mean, figures.median, figures.bonus.mean, figures.bonus.median].every((figure, at) => Math.abs(figure - (told[at] ?? NaN)) < 1e-8)
}

/** The quickest of three. */
function best(command: readonly string[]): Run {
  const runs = [1, 2, 3].map((): Run => {
    const began = performance.now()
    const { stdout, stderr } = spawnSync('taskset', ['-c', '0', '/usr/bin/time', '-f', '%U %S %M', ...command], { cwd: home, encoding: 'utf8' })
    const [user = 0, system = 0, kilobytes = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
    return { seconds: (performance.now() - began) / 1_000, processor: user + system, megabytes: kilobytes / 1_024, said: stdout.trim() }
  })
  return runs.reduce((least, run) => (run.processor < least.processor ? run : least))
}

const found = (program: string): boolean => spawnSync('which', [program]).status === 0

/** A made-up payroll: seven in ten are women, more of them in lower grades; rates to the penny, one in ten with a bonus. Gives its size in MB. */
function writePayroll(file: string, people: number): number {
  const random = mulberry32(people)
  writeFileSync(file, 'Staff number,Sex,Department,Grade,Hours,Hourly,Bonus,Start\n')
  let [text, bytes] = ['', 0]
  for (let place = 1; place <= people; place++) {
    const isWoman = random() < 0.7
    const grade = 1 + Math.floor(15 * random() ** (isWoman ? 1.15 : 0.9))
    text += `P${1_000_000 + place},${isWoman ? 'F' : 'M'},Department ${1 + Math.floor(random() * 12)},Grade ${grade},${random() < 0.3 ? '22.5' : '37'},${(11.6 + 1.7 * grade + 2 * random()).toFixed(2)},${random() < 0.1 ? String(100 + Math.floor(random() * 2000)) : ''},20${10 + Math.floor(random() * 15)}-04-01\n`
    if (text.length > 4_000_000 || place === people) { appendFileSync(file, text); bytes += text.length; text = '' }
  }
  return bytes / 1_000_000
}

const asked = process.argv.slice(2).map(Number).filter((each) => each > 0)
process.exitCode = main(asked.length > 0 ? asked : [6_000, 100_000, 1_500_000])
