import { join } from 'node:path'
import { Misunderstood, readArguments, type Terminal } from './command.ts'
import { withConnections } from './with-database.ts'
import { reading } from '#database/transaction.ts'
import { recomputePay } from '#features/pay-gaps/commands/recompute-pay.ts'
import { filesOf } from '#web/files.ts'

/** `pay recompute`: repeats every count and compares each digit. Gives the exit code: 0 all agree, 1 something differs. */
export async function recomputeAllPay(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readArguments(args, { words: [0, 0], values: ['--organisation', '--year'] })
  const year = values.get('--year')?.[0]
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new Misunderstood('Say the year of the snapshot in four digits, like --year 2026.')
  return withConnections(terminal, async ({ configuration, connections }) => {
    const { rows } = await connections.pool.query<{ id: string; name: string; short_name: string }>('select id, name, short_name from directory.organisation order by made_at, id')
    const wanted = values.get('--organisation')?.[0]
    const found = wanted === undefined ? rows : rows.filter((row) => row.short_name === wanted || row.name === wanted)
    if (found.length === 0) throw new Misunderstood(`There is no such organisation. There are: ${rows.map((row) => row.short_name).join(', ')}.`)
    let differ = 0
    for (const { id, name } of found) {
      const done = await terminal.during('Counting again', () => recomputePay((work) => reading(connections, id, work, { statementMilliseconds: 60_000 }), filesOf(join(configuration.dataFolder, 'files'), id, 'Pay gaps'), id, year === undefined ? null : Number(year)))
      for (const each of done) {
        terminal.print(`${name}, ${each.year}, ${each.fileName}: ${each.from === 'nothing' ? 'file and rows are deleted; nothing to count again' : `counted again from ${each.from}: ${each.differences.length === 0 ? 'every digit agrees' : each.differences.join(' ')}`}`)
        differ += each.differences.length
      }
    }
    return differ === 0 ? 0 : 1
  })
}
