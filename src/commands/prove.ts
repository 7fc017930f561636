import { writeFileSync } from 'node:fs'
import { rooms } from '../rooms.ts'
import { checkpointNow, keepCopy, openSigningKey } from '#database/checkpoint.ts'
import { countEntries } from '#database/ledger-reading.ts'
import type { Reading } from '#database/database.ts'
import { changing, reading } from '#database/transaction.ts'
import { everythingRestingOn, gatherOffers, type KindOfProof, type Provable } from '#web/offers.ts'
import { problemsIn, prove, writePack } from '#web/proof-pack.ts'
import { Misunderstood, readArguments, type Terminal } from './command.ts'
import { NotPossible } from './not-possible.ts'
import { withConnections } from './with-database.ts'

/** `ledger prove KIND ID`. Gives the exit code: 0 all is as it was kept, 1 something is not or is not there. */
export async function proveFromTerminal(args: readonly string[], terminal: Terminal, kinds: readonly KindOfProof[] = gatherOffers(rooms).proofs): Promise<number> {
  const { words: [name = '', id = ''], values } = readArguments(args, { words: [2, 2], values: ['--organisation', '--to'] })
  const kind = kinds.find((each) => each.kind === name)
  if (!kind) throw new Misunderstood(`There is no kind “${name}”. There ${kinds.length === 1 ? 'is' : 'are'}: ${kinds.map((each) => each.kind).join(', ')}.`)
  return withConnections(terminal, async ({ configuration, connections }) => {
    const { rows } = await connections.pool.query<{ id: string; name: string; short_name: string }>('select id, name, short_name from directory.organisation order by short_name')
    const [asked] = values.get('--organisation') ?? []
    const wanted = rows.filter((row) => asked === undefined || row.short_name === asked)
    if (asked !== undefined && wanted.length === 0) throw new NotPossible(`There is no organisation called ${asked}. There are: ${rows.map((row) => row.short_name).join(', ')}.`)
    // An id is of one body only; a number that people use may be of several.
    const found = []
    for (const row of wanted) {
      const thing = await reading(connections, row.id, async (db) => withWhatRestsOnIt(kinds, db, row.id, await kind.find(db, row.id, id)))
      if (thing) found.push({ row, thing })
    }
    const [one, ...more] = found
    if (!one) {
      for (const row of wanted) {
        const why = await reading(connections, row.id, async (db) => await kind.whyNone?.(db, row.id, id) ?? null)
        if (why !== null) throw new NotPossible(`${row.name}: ${why}`)
      }
      throw new NotPossible(`There is no ${name} ${id}. ID is ${kind.asks}.`)
    }
    if (more.length > 0) throw new NotPossible(`Several organisations have ${id}. Say which with --organisation: ${found.map(({ row }) => row.short_name).join(', ')}.`)
    const { row, thing } = one
    const key = openSigningKey(configuration.dataFolder, configuration.checkpoints.signingKey)
    // What was written since the last checkpoint is signed for now, so that every entry is under one.
    const signed = await changing(connections, row.id, async (db) => await countEntries(db, row.id) === 0 ? null : checkpointNow(db, row.id, key, Temporal.Now.instant()))
    if (signed) keepCopy(configuration.checkpoints.folder, signed)
    const proved = await terminal.during('Proving', () => reading(connections, row.id, (db) => prove(db, row, { kind: name, id, thing, publicKeys: [key.publicKey] })))
    terminal.print(`${row.name}: ${thing.title}`)
    for (const line of thing.says) terminal.print(`  ${line}`)
    for (const { file, what, sha256 } of thing.documents) terminal.print(`  ${file}: ${what.replace(/\.$/, '')}. SHA-256 ${sha256}`)
    for (const { number, at, did, checkpoint } of proved.entries) terminal.print(`  Entry ${number} of the ledger, ${at}: ${did}${checkpoint === null ? '' : `, under the checkpoint over ${checkpoint} entries`}`)
    const problems = problemsIn(proved)
    for (const problem of problems) terminal.complain(`  PROBLEM: ${problem}`)
    const [to] = values.get('--to') ?? []
    if (to !== undefined) {
      const file = terminal.file(to)
      try { writeFileSync(file, await writePack(proved), { mode: 0o600, flag: 'wx' }) } catch (error) { throw new NotPossible(`The file could not be made: ${error instanceof Error ? error.message : String(error)}`) }
      terminal.print(`Written to ${to}. Whoever has it unpacks it, and checks it without us: node verify.mjs . ${key.publicKey} CHECKPOINT.json`)
    }
    terminal.print(problems.length === 0 ? 'Everything is as it was kept.' : 'Something is not as it was kept.')
    return problems.length === 0 ? 0 : 1
  })
}

/** Whatever room it is kept in: a document that rests on an earlier version says so, and is not altered. */
async function withWhatRestsOnIt(kinds: readonly KindOfProof[], db: Reading, organisation: string, thing: Provable | null): Promise<Provable | null> {
  if (thing?.source === undefined) return thing
  const { source } = thing
  const resting = (await everythingRestingOn(kinds, db, organisation, source)).map(({ title, on }) => `${title} rests on ${on.version === source.version ? 'this version' : `version ${on.version}`}.`)
  return { ...thing, says: [...thing.says, ...resting] }
}
