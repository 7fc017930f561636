/**
 * Disclosure control, measured: how long a release takes to protect, how many cells it withholds, and what an attacker who is written apart from the
 * engine can prove afterwards. `npm run bench -- disclosure [sizes] [council] [attacks] [quarters] [sequence]` (all, if none is named).
 */
import { attack } from '#disclosure/attacker.ts'
import type { PopulationFlow, Published } from '#disclosure/attacker.ts'
import { categories, employees, nextQuarter, releaseOf, tabulate } from '#disclosure/barsetshire.ts'
import type { Employee, Wanted } from '#disclosure/barsetshire.ts'
import { findPattern } from '#disclosure/find-pattern.ts'
import { spell } from '#disclosure/inside.ts'
import type { CellName } from '#disclosure/inside.ts'
import { madeUpRelease, shapes } from '#disclosure/made-up-releases.ts'
import { everyCell, protect } from '#disclosure/protect.ts'
import { asReadRelease } from '#disclosure/release.ts'
import type { Release } from '#disclosure/release.ts'
import { highsSolver } from '#disclosure/solver.ts'
import { randomNumbers } from '#disclosure/suppress.ts'

const wanted = process.argv.slice(2).filter((each) => !each.startsWith('-'))
const asked = (part: string) => wanted.length === 0 || wanted.includes(part)
const parts = { sizes, council, attacks, quarters, sequence }
for (const [name, part] of Object.entries(parts)) if (asked(name)) await part()

/** T14: cells and small cells, time in a worker thread against the limit, and the cells withheld; and how long this thread was ever kept waiting meanwhile. */
async function sizes(): Promise<void> {
  console.log('\nsizes        cells  small  withheld  of them to protect  s      limit s  longest wait of the main thread, ms')
  const trials: readonly [string, Employee[], Wanted, number][] = [
    ['250', employees(3500, 7), { tables: [['ethnic group', 'department']] }, 2],
    ['1,200', employees(7000, 7, { teams: 35 }), { tables: [['ethnic group', 'team']], hierarchies: true, teams: 35 }, 10],
    ['4,600', employees(13_000, 7, { teams: 166 }), { tables: [['ethnic group', 'team']], hierarchies: true, teams: 166 }, 90],
  ]
  for (const [name, people, of, limit] of trials) {
    const release = releaseOf(people, of)
    let longest = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5)
      last = performance.now()
    }, 5)
    const answer = await protect(release, { seed: 1, limitMs: 600_000 })
    clearInterval(watch)
    const cells = countsOf(release)
    const small = cells.filter(({ count }) => isSmall(count, release)).length
    console.log([name.padEnd(11), String(cells.length).padStart(6), String(small).padStart(6), String(answer.withheld.length).padStart(9), String(answer.secondary).padStart(19), (answer.ms / 1000).toFixed(1).padStart(6), String(limit).padStart(10), longest.toFixed(0).padStart(9), answer.refused ?? (answer.ms / 1000 < limit ? '' : 'TOO SLOW')].join(' '))
  }
}

/** The tables of a council of 6,386, as in the specification's comparison: what is withheld beside the small cells, and what an attacker then proves. */
async function council(): Promise<void> {
  console.log('\ntables                                           cells  small  to protect  s      provable')
  const people = employees(6386, 7)
  const trials: readonly [string, Wanted, boolean][] = [
    ['religion by department', { tables: [['religion', 'department']] }, true],
    ['religion by grade', { tables: [['religion', 'grade']] }, true],
    ['orientation by department', { tables: [['orientation', 'department']] }, true],
    ['three tables linked by department', { tables: [['religion', 'department'], ['sex', 'department'], ['orientation', 'department']] }, true],
    ['disability by department by band', { tables: [['disability', 'department', 'band']] }, true],
    ['ethnicity by team, both in two levels', { tables: [['ethnic group', 'team']], hierarchies: true }, true],
    ['a ring of three tables', { tables: [['religion', 'department'], ['religion', 'band'], ['band', 'department']] }, true],
    ['ethnicity by department by sex', { tables: [['ethnic group', 'department', 'sex']] }, true],
  ]
  for (const [name, of, attacked] of trials) {
    const release = releaseOf(people, of)
    const answer = await protect(release, { seed: 1 })
    const proved = attacked ? (await provable([{ release, withheld: answer.withheld }])).length : 0
    const small = countsOf(release).filter(({ count }) => isSmall(count, release)).length
    console.log([name.padEnd(46), String(countsOf(release).length).padStart(7), String(small).padStart(6), String(answer.secondary).padStart(11), (answer.ms / 1000).toFixed(1).padStart(6), String(proved).padStart(9), answer.refused ?? ''].join(' '))
  }
}

/** T2 and T4 at length: small releases of every shape; the attacker must prove nothing, and must win as soon as any one figure more is shown. */
async function attacks(): Promise<void> {
  console.log('\nshape              releases  small  provable  to protect  needlessly  refused')
  const engine = await here()
  for (const shape of shapes) {
    const score = { releases: 0, small: 0, provable: 0, secondary: 0, needless: 0, refused: 0 }
    for (let seed = 1000; seed < 1025; seed++) {
      const release = madeUpRelease(shape, seed)
      const { withheld, refused } = await protect(release, { seed, engine, adviseMerging: false })
      score.releases++
      if (refused !== null) {
        score.refused++
        continue
      }
      const counts = new Map(countsOf(release).map(({ name, count }) => [spell(name), count]))
      score.small += [...counts.values()].filter((count) => isSmall(count, release)).length
      score.provable += (await provable([{ release, withheld }])).length
      const secondary = new Set(withheld.filter((cell) => !isSmall(counts.get(spell(cell)) ?? 0, release)).map(sameNumber))
      score.secondary += secondary.size
      for (const shown of secondary) if ((await provable([{ release, withheld: withheld.filter((cell) => sameNumber(cell) !== shown) }])).length === 0) score.needless++
    }
    console.log([shape.padEnd(18), String(score.releases).padStart(8), String(score.small).padStart(6), String(score.provable).padStart(9), String(score.secondary).padStart(11), String(score.needless).padStart(11), String(score.refused).padStart(8)].join(' '))
  }
}

/** T7: two quarters, starters and leavers of simulated councils: protected apart, and together with what was published before. */
async function quarters(): Promise<void> {
  console.log('\ncouncil  how       withheld  s      small  exactly known  provable')
  const engine = await here()
  for (const seed of [1, 2, 3, 4]) {
    const by = ['religion', 'department']
    const before = employees(1500 + 900 * seed, seed)
    const { now, starters, leavers } = nextQuarter(before, seed, 0.02 + 0.01 * seed)
    const first = releaseOf(before, { tables: [by] })
    const earlier = await protect(first, { seed, engine })
    const second: Release = { ...first, tables: [tableOf(now, by, 't2'), tableOf(starters, by, 't3'), tableOf(leavers, by, 't4')], flows: [{ end: 't2', start: 't1', plus: 't3', minus: 't4' }] }
    const populations = { t1: 'old', t2: 'new', t3: 'in', t4: 'out' }
    const flows = [{ end: 'new', start: 'old', plus: 'in', minus: 'out' }]
    const old = { release: first, withheld: earlier.withheld, populations }
    const apart: Published[] = []
    for (const table of second.tables) {
      const release = { ...second, tables: [table], flows: [] }
      apart.push({ release, withheld: (await protect(release, { seed, engine })).withheld, populations })
    }
    const joint = await protect(second, { seed, engine, earlier: [old] })
    for (const [how, published, ms] of [['apart', [old, ...apart], 0], ['together', [old, { release: second, withheld: joint.withheld, populations }], joint.ms]] as const) {
      const { small, exact, proved } = await known(published, flows)
      console.log([String(seed).padEnd(8), how.padEnd(9), String(published.slice(1).reduce((sum, { withheld }) => sum + withheld.length, 0)).padStart(8), (ms / 1000).toFixed(1).padStart(6), String(small).padStart(6), String(exact).padStart(14), String(proved).padStart(9)].join(' '))
    }
  }
}

/** T8: ten releases in sequence: snapshots with starters and leavers, tables that somebody asked for, corrections; the attacker reads all of them. */
async function sequence(): Promise<void> {
  console.log('\nsequence  release                     withheld  small  s      exactly known  provable  refused')
  const engine = await here()
  for (const seed of [1, 2, 3, 4]) {
    const random = randomNumbers(seed)
    let people = employees(400, seed)
    let snapshot = 1
    let counted = 's1'
    const published: Published[] = []
    const flows: PopulationFlow[] = []
    const by = ['orientation', 'band']
    const extra = [['sex', 'orientation'], ['sex', 'band'], ['band'], ['disability', 'orientation']]
    const release = async (what: string, given: Release, populations: Readonly<Record<string, string>>) => {
      const answer = await protect(given, { seed, engine, earlier: published, limitMs: 300_000, adviseMerging: false })
      if (answer.refused === null) published.push({ release: given, withheld: answer.withheld, populations })
      const { exact, proved } = await known(published, flows)
      console.log([String(seed).padEnd(9), what.padEnd(27), String(answer.withheld.length).padStart(8), String(answer.primary).padStart(6), (answer.ms / 1000).toFixed(1).padStart(6), String(exact).padStart(14), String(proved).padStart(9), answer.refused ?? ''].join(' '))
      return answer.refused === null
    }
    await release('snapshot 1', releaseOf(people, { tables: [by] }), { t1: 's1' })
    for (let number = 2; number <= 10; number++) {
      const chance = random()
      if (chance < 0.4 && extra.length > 0) {
        const dimensions = extra.splice(Math.floor(random() * extra.length), 1)[0] ?? []
        await release(`asked for: ${dimensions.join(' by ')}`, { ...releaseOf(people, { tables: [dimensions] }), tables: [tableOf(people, dimensions, `asked ${number}`)] }, { [`asked ${number}`]: counted })
      } else if (chance < 0.6) {
        const corrected = people.map((person) => (random() < 0.003 ? { ...person, orientation: 'Bisexual' } : person))
        if (!await release('correction', { ...releaseOf(corrected, { tables: [by] }), tables: [tableOf(corrected, by, `t${snapshot}`)] }, { [`t${snapshot}`]: `corrected ${number}` })) continue
        people = corrected
        counted = `corrected ${number}`
      } else {
        const { now, starters, leavers } = nextQuarter(people, seed * 100 + number)
        const [end, plus, minus] = [`t${snapshot + 1}`, `in${number}`, `out${number}`]
        const flow = { end: `s${snapshot + 1}`, start: counted, plus, minus }
        flows.push(flow)
        const done = await release(`snapshot ${snapshot + 1}`, { ...releaseOf(now, { tables: [by] }), tables: [tableOf(now, by, end), tableOf(starters, by, plus), tableOf(leavers, by, minus)], flows: [{ end, start: `t${snapshot}`, plus, minus }] }, { [end]: flow.end, [plus]: plus, [minus]: minus })
        if (!done) {
          flows.pop()
          continue
        }
        people = now
        snapshot++
        counted = flow.end
      }
    }
  }
}

function tableOf(people: readonly Employee[], by: readonly string[], id: string): Release['tables'][number] {
  return { id, by, counts: tabulate(people, by, categories) }
}

async function here(): Promise<NonNullable<Parameters<typeof protect>[1]>['engine']> {
  const solver = await highsSolver()
  return async (asking) => findPattern(asking, solver)
}

function countsOf(release: Release): ReturnType<typeof everyCell> {
  const read = asReadRelease(release)
  if ('refused' in read) throw new Error(read.refused)
  return everyCell(read)
}

function isSmall(count: number, { threshold }: Release): boolean {
  return count >= 1 && count < threshold
}

function sameNumber({ cell }: CellName): string {
  return JSON.stringify(Object.entries(cell).filter(([, category]) => category !== '*').sort())
}

async function provable(published: readonly Published[], flows: readonly PopulationFlow[] = []): Promise<CellName[]> {
  const attacker = await attack(published, flows)
  try {
    return published.flatMap(({ release: of }, release) => attacker.cells(release).filter(({ count, cell }) => isSmall(count, of)
      && !(attacker.canBe({ release, cell }, { atMost: 0 }) && attacker.canBe({ release, cell }, { atLeast: of.threshold }))).map(({ cell }) => cell))
  } finally {
    attacker.dispose()
  }
}

async function known(published: readonly Published[], flows: readonly PopulationFlow[]): Promise<{ small: number, exact: number, proved: number }> {
  const attacker = await attack(published, flows)
  const score = { small: 0, exact: 0, proved: 0 }
  for (const [release, { release: of }] of published.entries()) {
    for (const { cell, count } of attacker.cells(release)) {
      if (!isSmall(count, of)) continue
      const { least, most } = attacker.interval({ release, cell })
      score.small++
      if (least === most) score.exact++
      if (least > 0 || most < of.threshold) score.proved++
    }
  }
  attacker.dispose()
  return score
}
