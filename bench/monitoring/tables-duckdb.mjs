/** The same tables of the same file in DuckDB, on two threads: the file read once as text, one GROUP BY for each. Where `@duckdb/node-api` is, is said by the second argument; the cuts come on standard input. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
const [, , file, home] = process.argv
const cuts = JSON.parse(readFileSync(0, 'utf8'))
const { DuckDBInstance } = createRequire(`${home}/`)('@duckdb/node-api')
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
const quoted = (heading) => `"${heading.replaceAll('"', '""')}"`
await db.run(`create table extract as select * from read_csv('${file}', header = true, all_varchar = true)`)
for (const [at, cut] of cuts.entries()) await db.run(`create temp table t${at} as select ${[...cut.map(quoted), 'count(*) as n'].join(', ')} from extract${cut.length === 0 ? '' : ` group by ${cut.map(quoted).join(', ')}`}`)
const cross = await (await db.run(`select count(*) as n from extract group by "Sex", "Department" order by 1`)).getRowObjects()
console.log(cross.map(({ n }) => String(n)).join('\n'))
