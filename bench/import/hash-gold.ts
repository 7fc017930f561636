import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashGold } from './plans.ts'
import type { Gold } from './score.ts'

// Makes `excerpts.gold.json` out of golds written by hand, which stay outside the project because they hold councils' own words:
//   node bench/import/hash-gold.ts GOLDS.json      where GOLDS.json is { "file" or "file#part": { "actions": [...] } }
const golds: Record<string, Gold> = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const hashed = Object.entries(golds).map(([name, gold]) => `${JSON.stringify(name)}: {"actions": [\n${hashGold(gold).actions.map((each) => JSON.stringify(each)).join(',\n')}\n]}`)
writeFileSync(join(import.meta.dirname, 'excerpts.gold.json'), `{\n${hashed.join(',\n')}\n}\n`)
