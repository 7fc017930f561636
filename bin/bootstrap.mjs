#!/usr/bin/env node
// Runs under whatever Node the machine has (20 or later): installs what is missing, then runs the named file on
// the exact Node that package.json names. Plain JavaScript, because an older Node cannot strip types.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...args] = process.argv.slice(2)

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Due Regard needs Node 20 or later to begin; this is Node ${process.versions.node}.`)
  process.exit(1)
}

const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
const stamp = join(root, 'node_modules', '.due-regard-installed')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing what Due Regard needs (once, about half a minute)…')
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (installed.status !== 0) {
    console.error('npm ci did not finish, so nothing was started. The lines above say why.')
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

const node = join(root, 'node_modules', '.bin', 'node')
if (!existsSync(node)) {
  console.error(`There is no Node 26 for this kind of machine (${process.platform} ${process.arch}) among the packages. Due Regard runs on Linux with an x64 processor.`)
  process.exit(1)
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], { stdio: 'inherit', env: process.env })
// A terminal sends Ctrl-C to the whole group; a process manager signals only us. Either way the child decides when it has stopped.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal) })
child.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1))
