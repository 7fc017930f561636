/** Types, unhandled promises, unused code and format: what `npm run check` says before a commit. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const checks: readonly (readonly [name: string, command: string, args: readonly string[]])[] = [
  ['Types', 'tsc', ['-p', root]],
  ['Lint', 'oxlint', ['--type-aware', '--tsconfig', 'tsconfig.json', 'src', 'test', 'bench']],
  ['Unused files, exports and packages', 'knip', ['--no-progress']],
]
let failed = 0
for (const [name, command, args] of checks) {
  const ran = spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: 'inherit' })
  console.log(`${name}: ${ran.status === 0 ? 'in order' : 'not in order'}`)
  if (ran.status !== 0) failed++
}
process.exit(failed > 0 ? 1 : 0)
