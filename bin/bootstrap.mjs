#!/usr/bin/env node
// Runs under whatever Node the machine has (20 or later): installs what is missing, then runs the named file on
// the exact Node that package.json names. Plain JavaScript, because an older Node cannot strip types.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...args] = process.argv.slice(2)

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Due Regard needs Node 20 or later to begin; this is Node ${process.versions.node}.`)
  process.exit(1)
}

// Whatever runs at the moment is told of every signal. A terminal's Ctrl-C reaches it a second time, and npm may send a
// third: whoever is told decides when it has stopped, and hears only the first.
let running = null
let asked = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { asked = signal; running?.kill(signal) })

if (!await installWhatIsMissing()) process.exit(1)
const node = join(root, 'node_modules', '.bin', 'node')
if (!existsSync(node)) {
  console.error(`There is no Node 26 for this kind of machine (${process.platform} ${process.arch}) among the packages. Due Regard runs on Linux with an x64 processor.`)
  process.exit(1)
}
if (asked !== null) process.exit(1)

// What was read and understood of the program is kept, which halves the time that a start takes: beside the program, or
// in the data folder where somebody else has installed it. Never where others could put something for us to run.
const cache = [join(root, '.cache'), resolve(process.env.DUE_REGARD_DATA ?? 'data', 'cache')].find(mayWrite)
// The C library would keep a store of memory for each thread, and what it asked for once.
const keepLittle = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' }
const env = { ...(cache === undefined ? {} : { NODE_COMPILE_CACHE: join(cache, 'node') }), ...keepLittle, ...process.env }
// Pages leave much behind that is soon forgotten. Node would keep three times 16 MB for that before it looked, and three times what is in use of the rest; half of each is as
// fast and leaves the memory to others. One thread for the collector beside ours: with four, pages waited behind it where there are two cores. Threads that read an extract or make
// a release end: what they had goes back at once, and is not kept for the next.
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8', '--heap-growing-percent=55', '--v8-pool-size=1', '--no-memory-pool-share-memory-on-teardown']
// The channel is there for its end: when this process is killed outright, the other one learns of it and stops too.
running = spawn(node, [...flags, join(root, file), ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
running.on('error', (error) => { console.error(`Node 26 could not be run: ${error.message}`); process.exit(1) })
running.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1))
// npm does not outlive its own killing, and nobody else would stop what it began.
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid
  setInterval(() => { if (process.ppid !== parent) running.kill('SIGTERM') }, 250).unref()
}

function mayWrite(folder) {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** `npm ci`, when the lock file is not the one that was installed. Two programs that start at once install once. Did it succeed? */
async function installWhatIsMissing() {
  // A copy that came from a registry has no lock file: whoever installed it has installed its packages.
  if (!existsSync(join(root, 'package-lock.json'))) return true
  const lockFile = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const lock = createHash('sha256').update(lockFile).digest('hex')
  const stamp = join(root, 'node_modules', '.due-regard-installed')
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
  if (isInstalled() || isInstalledByHand(lockFile)) return true

  const installing = join(root, '.cache', 'installing')
  try {
    mkdirSync(dirname(installing), { recursive: true })
    accessSync(root, constants.W_OK)
  } catch {
    console.error(`What Due Regard needs is not installed, and this account may not write to ${root}. Run “npm ci” there as the account that owns it.`)
    return false
  }
  for (let waited = false; !take(installing); await wait(300)) {
    if (!waited) console.error('Waiting for another start of Due Regard to install what it needs…')
    waited = true
    if (asked !== null) return false
  }
  try {
    if (isInstalled()) return true
    const done = tellTime('Installing what Due Regard needs (once, about half a minute)…')
    running = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2] })
    const code = await new Promise((ended) => running.on('error', () => ended(127)).on('exit', (its) => ended(its ?? 1)))
    running = null
    done()
    if (code !== 0) {
      console.error(code === 127 ? 'npm was not found, so nothing could be installed.' : 'npm ci did not finish, so nothing was started. The lines above say why.')
      return false
    }
    writeFileSync(stamp, lock)
    return true
  } finally {
    rmSync(installing, { force: true })
  }
}

/** Somebody ran `npm ci` themselves, as a container's build does, perhaps without what only tests need. npm lists what it put there. */
function isInstalledByHand(lockFile) {
  try {
    const wanted = Object.entries(JSON.parse(lockFile).packages)
    const there = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
    const tests = !file.startsWith('src/')
    return wanted.every(([place, { version, integrity, optional, dev, devOptional }]) =>
      integrity === undefined || optional || (dev || devOptional) && !tests || there[place]?.version === version && there[place].integrity === integrity)
  } catch {
    return false
  }
}

/** One installs at a time; a mark that a killed process left behind binds nobody. */
function take(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    const holder = Number(readFileSync(mark, 'utf8'))
    if (holder > 0 && !existsSync(`/proc/${holder}`)) rmSync(mark, { force: true })
  } catch { /* it was taken away meanwhile */ }
  return false
}

/** Says what is happening, and on a terminal for how long already. Gives what ends it. */
function tellTime(words) {
  if (!process.stderr.isTTY) {
    console.error(words)
    return () => {}
  }
  const began = Date.now()
  const tell = () => process.stderr.write(`\r\x1b[K${words} ${Math.round((Date.now() - began) / 1000)} s`)
  tell()
  const timer = setInterval(tell, 1000)
  return () => { clearInterval(timer); process.stderr.write('\n') }
}
