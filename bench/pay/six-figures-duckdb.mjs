/** The six figures of a plain file in DuckDB, on one thread. Where `@duckdb/node-api` is, is said by the second argument. */
import { createRequire } from 'node:module'
const [, , file, home] = process.argv
const { DuckDBInstance } = createRequire(`${home}/`)('@duckdb/node-api')
const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
await db.run(`create table d as select "Sex" as s, "Hourly" as h, "Bonus" as b from read_csv('${file}', columns = {'n':'varchar','Sex':'varchar','d':'varchar','g':'varchar','w':'double','Hourly':'double','Bonus':'double','t':'varchar'}, header = true)`)
const one = async (sql) => (await (await db.run(sql)).getRowObjects())
const gap = (f, x, where) => `100 * (${f}(${x}) filter (s = 'M' ${where}) - ${f}(${x}) filter (s = 'F' ${where})) / ${f}(${x}) filter (s = 'M' ${where})`
const [six] = await one(`select ${gap('avg', 'h', '')} as mean, ${gap('median', 'h', '')} as median, ${gap('avg', 'b', 'and b > 0')} as bonusMean, ${gap('median', 'b', 'and b > 0')} as bonusMedian,
  100.0 * count(*) filter (s = 'M' and b > 0) / count(*) filter (s = 'M') as menPaid, 100.0 * count(*) filter (s = 'F' and b > 0) / count(*) filter (s = 'F') as womenPaid from d`)
const quarters = await one(`select q, count(*) filter (s = 'F') as women from (select s, ntile(4) over (order by h) as q from d) group by q order by q`)
console.log(Object.entries(six).map(([name, value]) => `${name}=${value}`).join(' '), quarters.map(({ women }) => String(women)).join(' '))
