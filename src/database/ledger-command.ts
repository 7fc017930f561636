/** `due-regard ledger …`: what an auditor or a keeper of the system asks of the ledger from the terminal. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { checkpointNow, keepCopy, listCheckpoints, readCopies, type Checkpoint, type SigningKey } from './checkpoint.ts'
import type { Connections } from './connect.ts'
import { exportLedger, verifyLedger } from './ledger-verification.ts'
import { changing, reading } from './transaction.ts'

export interface LedgerTools {
  readonly connections: Connections
  readonly key: SigningKey
  /** Where the copies of checkpoints are kept. */
  readonly copies: string
  readonly now: Temporal.Instant
  say(line: string): void
  complain(line: string): void
}

export const ledgerHelp = [
  'ledger verify [--organisation NAME] [--copies FOLDER] [--key PUBLIC-KEY]…   Recompute every ledger and compare it with the signed checkpoints.',
  'ledger export --organisation NAME --to FILE                                Write a ledger out for docs/verify-ledger.mjs, a court or an auditor.',
  'ledger checkpoint [--organisation NAME]                                    Sign a checkpoint now, and keep a copy.',
  'ledger key                                                                 Print the public key, to be kept where nobody can change it.',
] as const

/** Verifying reads the whole ledger, which may take minutes on a large one. */
const patience = { statementMilliseconds: 10 * 60_000 } as const

/** Gives the exit code: 0 when all is well, 1 when a ledger is not as it was written, 2 when the question could not be understood. */
export async function ledgerCommand(args: readonly string[], tools: LedgerTools): Promise<number> {
  let read
  try {
    read = parseArgs({ args: [...args], allowPositionals: true, options: { organisation: { type: 'string' }, copies: { type: 'string' }, key: { type: 'string', multiple: true }, to: { type: 'string' } } })
  } catch (error) {
    tools.complain(error instanceof Error ? error.message : String(error))
    return 2
  }
  const [what, ...rest] = read.positionals
  const { organisation: name, copies = tools.copies, key: keys = [tools.key.publicKey], to } = read.values
  const badKey = keys.find((key) => !/^[0-9a-f]{64}$/.test(key))
  if (rest.length > 0 || what === undefined || !Object.hasOwn(commands, what) || badKey !== undefined) {
    tools.complain(badKey === undefined ? ledgerHelp.join('\n') : 'A public key is 64 hexadecimal digits.')
    return 2
  }
  if (what === 'key') { tools.say(tools.key.publicKey); return 0 }
  const { rows } = await tools.connections.pool.query<Organisation>('select id, name, short_name from directory.organisation order by short_name')
  const organisations = rows.filter((row) => name === undefined || row.short_name === name)
  if (organisations.length === 0) {
    tools.complain(name === undefined ? 'There is no organisation yet.' : `There is no organisation called ${name}. There are: ${rows.map((row) => row.short_name).join(', ')}.`)
    return 2
  }
  return commands[what as keyof typeof commands](organisations, { ...tools, copies, keys, to })
}

interface Organisation { readonly id: string; readonly name: string; readonly short_name: string }
interface Asked extends LedgerTools { readonly keys: readonly string[]; readonly to: string | undefined }

const commands = {
  async verify(organisations: readonly Organisation[], { connections, copies, keys, say, complain }: Asked): Promise<number> {
    let wrong = 0
    for (const { id, name } of organisations) {
      const keptElsewhere: Checkpoint[] = readCopies(copies, id)
      const verdict = await reading(connections, id, (db) => verifyLedger(db, id, { keptElsewhere, publicKeys: keys }), patience)
      say(`${name}: ${count(verdict.entries, 'entry', 'entries')}, ${count(verdict.checkpoints, 'checkpoint', 'checkpoints')} (${keptElsewhere.length} kept in ${copies})${verdict.bodiesErased > 0 ? `, the words of ${verdict.bodiesErased} erased by law` : ''}.`)
      say(`  Root: ${verdict.root}`)
      for (const note of verdict.notes) say(`  Note: ${note}`)
      for (const problem of verdict.problems) complain(`  PROBLEM: ${problem}`)
      if (verdict.problems.length > 0) wrong++
      else if (keptElsewhere.length === 0) say('  Everything in the database fits together. No checkpoint was kept elsewhere, so entries cut off at the end would not be seen.')
      else say('  Everything is as it was written.')
    }
    return wrong === 0 ? 0 : 1
  },

  async export(organisations: readonly Organisation[], { connections, keys, to, say, complain }: Asked): Promise<number> {
    const [one, ...more] = organisations
    if (!one || more.length > 0 || to === undefined) { complain('Say which organisation and which file: ledger export --organisation NAME --to FILE'); return 2 }
    const file = createWriteStream(to, { mode: 0o600, flags: 'wx' })
    // A file that is there already is refused by `wx`, and the refusal comes as an event.
    const opened = await once(file, 'open').then(() => true, (error: Error) => { complain(`The file could not be made: ${error.message}`); return false })
    if (!opened) return 2
    let lines = 0
    await reading(connections, one.id, async (db) => {
      for await (const line of exportLedger(db, one.id, await listCheckpoints(db, one.id), keys)) {
        lines++
        if (!file.write(`${line}\n`)) await once(file, 'drain')
      }
    }, patience)
    file.end()
    await finished(file)
    say(`${count(lines, 'line', 'lines')} were written to ${to}. Verify them anywhere with: node docs/verify-ledger.mjs ${to} ${keys[0]} CHECKPOINT…`)
    return 0
  },

  async checkpoint(organisations: readonly Organisation[], { connections, key, copies, now, say }: Asked): Promise<number> {
    for (const { id, name } of organisations) {
      const made = await changing(connections, id, (db) => checkpointNow(db, id, key, now), patience)
      if (!made) say(`${name}: the ledger is empty, so there is nothing to sign.`)
      else say(`${name}: ${count(made.size, 'entry', 'entries')}, root ${made.root}\n  Kept as ${keepCopy(copies, made)}`)
    }
    return 0
  },

  key: async (): Promise<number> => 0,
} as const

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
