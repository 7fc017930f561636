/**
 * Asks the registry whether any package that runs with Due Regard has a known vulnerability. Fails for one that is high
 * or critical; where the registry does not answer (a mirror, no network), says so in a line and does not fail.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: resolve(import.meta.dirname, '..'), encoding: 'utf8', timeout: 120_000 })
const answer = readAnswer(asked.stdout ?? '')
if (answer === null) {
  console.log('Known vulnerabilities: the registry did not answer the question, so nothing is known either way.')
} else {
  for (const { name, severity } of answer) console.log(`  ${severity}: ${name}`)
  const grave = answer.filter(({ severity }) => ['high', 'critical'].includes(severity))
  console.log(answer.length === 0 ? 'Known vulnerabilities: none in the packages that run.' : `Known vulnerabilities: ${answer.length}, of which ${grave.length} high or critical.`)
  process.exitCode = grave.length > 0 ? 1 : 0
}

function readAnswer(text: string): readonly { readonly name: string; readonly severity: string }[] | null {
  let read: unknown
  try { read = JSON.parse(text) } catch { return null }
  if (typeof read !== 'object' || read === null || !('vulnerabilities' in read) || typeof read.vulnerabilities !== 'object' || read.vulnerabilities === null) return null
  return Object.entries(read.vulnerabilities).map(([name, found]) => ({ name, severity: typeof found === 'object' && found !== null && 'severity' in found ? String(found.severity) : 'unknown' }))
}
