/** `npm run -s due-regard -- COMMAND`, or an installed `due-regard COMMAND`. */
import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { commands } from './commands.ts'
import { Misunderstood, type Command, type Terminal } from './commands/command.ts'

// What a command waits for may be something that keeps no program running by itself, as a database that begins again after a crash. Without
// this, Node would end in the middle of it with a code of its own.
const stillAtWork = setInterval(() => {}, 60_000)
process.exitCode = await run(process.argv.slice(2), terminal())
clearInterval(stillAtWork)

/** Finds the command, runs it, and gives the exit code: 0 done, 1 not done, 2 not understood. */
async function run(args: readonly string[], at: Terminal): Promise<number> {
  const [first] = args
  if (first === undefined) {
    for (const line of everything()) at.complain(line)
    return 2
  }
  if (first === '--version' || first === 'version') {
    at.print(version())
    return 0
  }
  const asksForHelp = ['help', '--help', '-h'].includes(first)
  const words = asksForHelp ? args.slice(1) : args
  if (words.length === 0) {
    for (const line of everything()) at.print(line)
    return 0
  }
  const command = find(words)
  if (!command) return suggest(words, at)
  const rest = words.slice(command.name.split(' ').length)
  if (asksForHelp || rest.includes('--help') || rest.includes('-h')) {
    for (const line of about(command)) at.print(line)
    return 0
  }
  try {
    return await command.run(rest, at)
  } catch (error) {
    if (error instanceof Misunderstood) {
      at.complain(`${error.message}\nUsage: due-regard ${usage(command)}`)
      return 2
    }
    at.complain(error instanceof Error ? isForPeople(error) ? error.message : error.stack ?? error.message : String(error))
    return 1
  }
}

/** These errors are sentences, written for whoever asked. */
function isForPeople(error: Error): boolean {
  return ['NotPossible', 'BackupRefused', 'CannotOpen', 'DataInUse', 'DataFolderRefused', 'ServerNotStarted', 'CannotMigrate', 'NotNow'].includes(error.name)
}

/** The longest name that these words begin with: `backup physical` before `backup`. */
function find(words: readonly string[]): Command | undefined {
  return commands.filter(({ name }) => name.split(' ').every((word, index) => words[index] === word)).sort((a, b) => b.name.length - a.name.length)[0]
}

function everything(): string[] {
  const widest = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Due Regard: how a public body meets its equality duty.', '',
    ...commands.map(({ name, does }) => `  ${name.padEnd(widest)}  ${does}`), '',
    '“due-regard help COMMAND” says more about one. Exit codes: 0 done, 1 not done, 2 not understood.',
  ]
}

function about(command: Command): string[] {
  return [`due-regard ${usage(command)}`, '', `  ${command.does}`, ...(command.more ?? []).map((each) => `  ${each}`)]
}

function usage({ name, takes }: Command): string {
  return takes === '' ? name : `${name} ${takes}`
}

/** One word that begins several commands lists them; anything else gets the nearest. */
function suggest(words: readonly string[], at: Terminal): number {
  const family = commands.filter(({ name }) => name.split(' ')[0] === words[0])
  if (family.length > 0) {
    at.complain(`Say which: ${family.map(({ name }) => `due-regard ${name}`).join(', ')}.`)
    return 2
  }
  const nearest = ['help', ...commands.map(({ name }) => name)].map((name) => ({ name, apart: distance(words.slice(0, name.split(' ').length).join(' '), name) })).sort((a, b) => a.apart - b.apart)[0]
  at.complain(`There is no command “${words.join(' ')}”.${nearest && nearest.apart <= nearest.name.length / 2 ? ` Did you mean: due-regard ${nearest.name}?` : ''}\n“due-regard help” lists them all.`)
  return 2
}

/** How many letters must be put in, taken out or changed to get from one word to the other. */
function distance(from: string, to: string): number {
  let before = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...from].entries()) {
    const now = [row + 1]
    for (let column = 1; column <= to.length; column++) now.push(Math.min((before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (before[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1)))
    before = now
  }
  return before[to.length] ?? 0
}

function version(): string {
  const read: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : 'unknown'
}

function terminal(): Terminal {
  // `| head` has read enough: what is left needs nobody to hear it.
  process.stdout.on('error', () => process.exit(0))
  process.stderr.on('error', () => {})
  // npm moves into the project's folder before it runs us; the person stands elsewhere.
  const stands = process.env['npm_lifecycle_event'] === 'due-regard' ? process.env['INIT_CWD'] ?? process.cwd() : process.cwd()
  const line = { isShown: false }
  const clear = (): void => {
    if (line.isShown) process.stderr.write('\r\x1b[K')
    line.isShown = false
  }
  return {
    env: process.env,
    print(words) { clear(); process.stdout.write(`${words}\n`) },
    complain(words) { clear(); process.stderr.write(`${words}\n`) },
    async input() {
      const chunks: Buffer[] = []
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
      return Buffer.concat(chunks)
    },
    file: (name) => isAbsolute(name) || stands === process.cwd() ? name : resolve(stands, name),
    async during(words, work, soFar) {
      if (!process.stderr.isTTY) return work()
      const began = Date.now()
      const timer = setInterval(() => {
        process.stderr.write(`\r\x1b[K${words}… ${Math.round((Date.now() - began) / 1000)} s${soFar ? `, ${soFar()}` : ''}`)
        line.isShown = true
      }, 500)
      try { return await work() } finally { clearInterval(timer); clear() }
    },
  }
}
