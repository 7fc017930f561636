/** `npm run bench -- NAME`: runs one bench. Without a name, says which there are. */
import { existsSync, globSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const [, , name, ...more] = process.argv
const names = globSync('*.ts', { cwd: import.meta.dirname }).map((file) => file.replace(/\.ts$/, '')).filter((each) => each !== 'run').sort()
if (name === undefined || !existsSync(join(import.meta.dirname, `${name}.ts`))) {
  console.error(`Say which bench to run: npm run bench -- ${names.join(' | ')}`)
  process.exit(2)
}
process.exit(spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, `${name}.ts`), ...more], { stdio: 'inherit' }).status ?? 1)
