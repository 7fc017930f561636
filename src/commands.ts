import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Misunderstood, readArguments, type Command, type Terminal } from './commands/command.ts'
import { roles } from '#duty/roles.ts'

/** Everything that the terminal can do. A room adds its own here; each loads what it needs when it runs. */
export const commands: readonly Command[] = [
  {
    name: 'serve', takes: '', does: 'Start Due Regard, until it is told to stop. “npm start” is the same.',
    more: ['PORT (3000 when unset) and DUE_REGARD_DATA (./data when unset) move it. Every setting is in the README.'],
    async run(args, { env }) {
      readArguments(args, { words: [0, 0] })
      const [{ serve }, { terminalVoice }] = await Promise.all([import('./serve.ts'), import('./terminal.ts')])
      return serve(env, terminalVoice())
    },
  },
  {
    name: 'migrate', takes: '', does: 'Bring the database up to this program. “serve” does it too, where it may.',
    async run(args, terminal) {
      readArguments(args, { words: [0, 0] })
      const [{ withDatabase, ownerOf }, { migrate }] = await Promise.all([import('./commands/with-database.ts'), import('#database/migrate.ts')])
      return withDatabase(terminal, async ({ database }) => {
        const { applied } = await terminal.during('Migrating', () => migrate(ownerOf(database), database.appLogin === 'due_regard_app' ? {} : { appLogin: database.appLogin }))
        for (const name of applied) terminal.print(name)
        terminal.complain(applied.length === 0 ? 'The database is up to date already.' : 'The database is up to date.')
        return 0
      }, { mayMake: true })
    },
  },
  {
    name: 'example', takes: '', does: 'Fill an empty database with the example council, which is plainly fictional.',
    async run(args, terminal) {
      readArguments(args, { words: [0, 0] })
      const [{ withDatabase, ownerOf }, { bringUpToDate }, { exampleSignIns, makeExample }, { openConnections }] = await Promise.all([import('./commands/with-database.ts'), import('./starting.ts'), import('./example.ts'), import('#database/connect.ts')])
      return withDatabase(terminal, async ({ configuration, database }) => {
        await bringUpToDate(database, terminal.complain)
        const connections = openConnections(database.app, { most: 2 })
        try {
          const made = await terminal.during('Making the example council', () => makeExample({ connections, owner: ownerOf(database), now: Temporal.Now.instant(), say: () => {} }))
          if (!made) {
            terminal.complain('This database is not empty, so nothing was put into it.')
            return 1
          }
          for (const line of exampleSignIns(configuration.publicUrl?.origin ?? `http://localhost:${configuration.port}`, true)) terminal.print(line)
          return 0
        } finally { await connections.end() }
      }, { mayMake: true })
    },
  },
  {
    name: 'import plan', takes: 'FILE [--json]', does: 'Read an action plan from a document and print what was read. Saves nothing and needs no database.',
    more: ['FILE is Word, Excel, OpenDocument, PDF, a web page, CSV or text; - is text from standard input.', 'With --json, standard output has the reading as JSON and nothing else.'],
    async run(args, terminal) {
      const { importPlan } = await import('#features/action-plan/commands/import-plan.ts')
      const from = args.map((each) => each.startsWith('-') ? each : terminal.file(each))
      return terminal.during('Reading', () => importPlan(from, terminal))
    },
  },
  {
    name: 'pay figures', takes: 'FILE --columns sex=COLUMN,hourly=COLUMN[,bonus=COLUMN] --reference VALUE --other VALUE [--json]', does: 'Work out the six pay gap measures of any table. Saves nothing and needs no database.',
    more: ['FILE is CSV, Excel or ODS. salary=COLUMN with hours=COLUMN may stand for hourly=COLUMN, group=COLUMN for sex=COLUMN; columns are added up with a plus.', 'The gaps are of VALUE after --other compared with VALUE after --reference; --other may be said several times, and --other any is everybody else with an answer. Nothing is rounded.'],
    async run(args, terminal) {
      const { words: [file = ''], flags, values } = readArguments(args, { words: [1, 1], flags: ['--json'], values: ['--columns', '--reference', '--other'] })
      const one = (name: string): string => {
        const value = values.get(name)?.[0]
        if (value === undefined) throw new Misunderstood(`Say what ${name} is.`)
        return value
      }
      const { payFigures } = await import('#features/pay-gaps/commands/pay-figures.ts')
      return terminal.during('Working out', () => payFigures({ file: terminal.file(file), columns: one('--columns'), reference: one('--reference'), others: values.get('--other') ?? [one('--other')], json: flags.has('--json') }, terminal))
    },
  },
  {
    name: 'pay recompute', takes: '[--organisation NAME] [--year YEAR]', does: 'Count every payroll extract again, and compare each digit with the figures on record.',
    more: ['YEAR is that of the snapshot. The exit code is 1 when anything differs.'],
    async run(args, terminal) {
      const { recomputeAllPay } = await import('./commands/recompute-pay.ts')
      return recomputeAllPay(args, terminal)
    },
  },
  {
    name: 'ledger verify', takes: '[--organisation NAME] [--copies FOLDER] [--key PUBLIC-KEY]… [--export FILE]', does: 'Recompute the ledger and compare it with the signed checkpoints.',
    more: ['NAME is the short name of one organisation; without it, all are verified.', 'FOLDER is where copies of checkpoints were kept; a PUBLIC-KEY is 64 digits that were printed where nobody can change them.', 'With --export, the ledger is then written to FILE for docs/verify-ledger.mjs, which needs neither this program nor its word.'],
    async run(args, terminal) {
      const { values } = readArguments(args, { words: [0, 0], values: ['--organisation', '--copies', '--key', '--export'] })
      const pass = ['--organisation', '--copies', '--key'].flatMap((name) => (values.get(name) ?? []).flatMap((value) => [name, name === '--copies' ? terminal.file(value) : value]))
      const to = values.get('--export')?.[0]
      return ledger([['verify', ...pass], ...(to === undefined ? [] : [['export', ...pass, '--to', terminal.file(to)]])], terminal, 'Verifying')
    },
  },
  {
    name: 'ledger export', takes: '--organisation NAME --to FILE', does: 'Write one organisation’s ledger to a file, for a court or an auditor.',
    more: ['Whoever has the file verifies it anywhere: node docs/verify-ledger.mjs FILE PUBLIC-KEY CHECKPOINT…'],
    async run(args, terminal) {
      const { values } = readArguments(args, { words: [0, 0], values: ['--organisation', '--to'] })
      const to = values.get('--to')?.[0]
      if (to === undefined) throw new Misunderstood('Say which file with --to.')
      return ledger([['export', ...(values.get('--organisation') ?? []).flatMap((name) => ['--organisation', name]), '--to', terminal.file(to)]], terminal, 'Writing')
    },
  },
  {
    name: 'ledger prove', takes: 'KIND ID [--organisation NAME] [--to FILE]', does: 'Show that something is as it was kept, from its bytes to a signed checkpoint: ledger prove decision EIA/2026/014.',
    more: ['decision EIA/2026/014: what those who decided had. publication ADDRESS[@DAY|@VERSION]: what was public. report ID[@DAY|@ISSUE]: what a board or residents were given.', 'Whatever rests on it, in any room, is listed. A wrong KIND lists those that there are. The exit code is 1 when anything differs.', 'With --to, all of it is written to a zip file with a verifier that needs neither this program nor its word (docs/verify-pack.mjs).', 'Entries that no checkpoint covers yet are signed for first.'],
    async run(args, terminal) {
      const { proveFromTerminal } = await import('./commands/prove.ts')
      return proveFromTerminal(args, terminal)
    },
  },
  {
    name: 'ledger checkpoint', takes: '[--organisation NAME]', does: 'Sign the ledger as it is now, and keep a copy. It is also done every night and at every sign-off.',
    async run(args, terminal) {
      readArguments(args, { words: [0, 0], values: ['--organisation'] })
      return ledger([['checkpoint', ...args]], terminal, 'Signing')
    },
  },
  {
    name: 'ledger key', takes: '', does: 'Print the public key that checkpoints are signed with, to be kept where nobody can change it.',
    async run(args, terminal) {
      readArguments(args, { words: [0, 0] })
      const [{ settingsOf }, { openSigningKey }] = await Promise.all([import('./commands/with-database.ts'), import('#database/checkpoint.ts')])
      const { dataFolder, checkpoints } = settingsOf(terminal)
      terminal.print(openSigningKey(dataFolder, checkpoints.signingKey).publicKey)
      return 0
    },
  },
  {
    name: 'backup', takes: 'FILE [--for KEY]… [--organisation NAME] [--unsealed]', does: 'Write a backup of everything, or of one organisation, to one file, while Due Regard goes on.',
    more: ['It is sealed for each KEY, a public key that “backup key” makes; DUE_REGARD_BACKUP_FOR says the keys once for all. This machine cannot open it afterwards.', '--unsealed leaves it open to whoever has the file.', 'It holds the rows and the uploaded files, and no keys: keep the data folder’s keys apart.', '“restore” reads it into an empty database of the same or a newer PostgreSQL.'],
    async run(args, terminal) {
      const { words: [name = ''], flags, values } = readArguments(args, { words: [1, 1], flags: ['--unsealed'], values: ['--organisation', '--for'] })
      const [{ withDatabase, ownerOf }, { backup }, { readPublicKeys }, { NotPossible }, { statSync }] = await Promise.all([import('./commands/with-database.ts'), import('#database/backup.ts'), import('#database/sealing.ts'), import('./commands/not-possible.ts'), import('node:fs')])
      const file = terminal.file(name)
      const given = values.get('--for') ?? []
      if (flags.has('--unsealed') && given.length > 0) throw new Misunderstood('A backup is sealed for somebody or it is not: leave out --for or --unsealed.')
      return withDatabase(terminal, async ({ configuration, database }) => {
        const sealFor = flags.has('--unsealed') ? [] : await readPublicKeys(given.length > 0 ? given.join(' ') : configuration.backupFor)
        if (sealFor.length === 0 && !flags.has('--unsealed')) throw new NotPossible('A backup holds what people said about their health, faith and pay, so it is sealed. Make a key with “due-regard backup key FILE”, then say whom it is for: --for age1… or DUE_REGARD_BACKUP_FOR. Where the place that it goes to is encrypted already, say --unsealed.')
        const soFar = (): string => inMegabytes(statSync(`${file}.half`, { throwIfNoEntry: false })?.size ?? 0)
        const made = await terminal.during('Backing up', () => backup(file, { owner: ownerOf(database), files: join(configuration.dataFolder, 'files'), now: Temporal.Now.instant(), sealFor }, values.get('--organisation')?.[0]), soFar)
        terminal.print(`${file}: ${made.organisations.join(', ')}; ${made.tables} tables, ${made.rows} rows, ${made.files} files, ${inMegabytes(made.bytes)}. ${sealFor.length === 0 ? 'It is not sealed.' : `Sealed for ${sealFor.join(', ')}.`}`)
        return 0
      })
    },
  },
  {
    name: 'backup key', takes: 'FILE', does: 'Make the key that opens backups, and print the public one that they are sealed with.',
    more: ['FILE is the only thing that opens them. Keep it where this machine and its backups are not, and a second copy elsewhere.', 'It is a key of age (age-encryption.org): what “age-keygen” makes does as well.'],
    async run(args, terminal) {
      const { words: [name = ''] } = readArguments(args, { words: [1, 1] })
      const [{ makeBackupKey }, { NotPossible }, { existsSync }] = await Promise.all([import('#database/sealing.ts'), import('./commands/not-possible.ts'), import('node:fs')])
      const file = terminal.file(name)
      if (existsSync(file)) throw new NotPossible(`${file} exists already. Choose another name: a key that is written over opens nothing any more.`)
      terminal.print(await makeBackupKey(file))
      terminal.complain(`${file} opens every backup that is sealed for this key. Take it away from this machine, and keep two copies.`)
      return 0
    },
  },
  {
    name: 'backup check', takes: 'FILE [--key FILE]', does: 'Read a backup through, and say whether every row and file of it is whole.',
    async run(args, terminal) {
      const { words: [file = ''], values } = readArguments(args, { words: [1, 1], values: ['--key'] })
      const { checkBackup } = await import('#database/backup.ts')
      const keys = await secretKeys(values, terminal)
      const found = await terminal.during('Checking', () => checkBackup(terminal.file(file), keys))
      terminal.print(`This backup of ${found.madeAt} is whole: ${found.organisations.join(', ')}; ${found.tables} tables, ${found.rows} rows, ${found.files} files.`)
      return 0
    },
  },
  {
    name: 'backup physical', takes: 'FOLDER', does: 'Copy the database’s own files and their log to a folder, while Due Regard goes on.',
    more: ['For the database in the data folder only. Quicker than “backup” for a large one, and bound to the same version of PostgreSQL.'],
    async run(args, terminal) {
      const { words: [name = ''] } = readArguments(args, { words: [1, 1] })
      const [{ withDatabase }, { NotPossible }, { backupPhysical }] = await Promise.all([import('./commands/with-database.ts'), import('./commands/not-possible.ts'), import('#database/backup.ts')])
      const folder = terminal.file(name)
      return withDatabase(terminal, async ({ database }) => {
        const { embedded } = database
        if (!embedded) throw new NotPossible('The database is kept elsewhere, by DATABASE_URL: whoever keeps it copies its files.')
        const made = await terminal.during('Copying', () => backupPhysical(embedded, folder))
        terminal.print(`${folder}: ${inMegabytes(made.bytes)}, from ${made.from} to ${made.to}.`)
        return 0
      })
    },
  },
  {
    name: 'restore', takes: 'FILE [--key FILE]', does: 'Read a backup into an empty database, and compare every row.',
    more: ['The database must have nobody in it yet: set DUE_REGARD_DATA to a new folder, or DATABASE_URL and DATABASE_OWNER_URL to an empty database.', 'When anything differs, nothing is kept.'],
    async run(args, terminal) {
      const { words: [name = ''], values } = readArguments(args, { words: [1, 1], values: ['--key'] })
      const keys = await secretKeys(values, terminal)
      const [{ withDatabase, ownerOf }, { restore }, { migrate }] = await Promise.all([import('./commands/with-database.ts'), import('#database/backup.ts'), import('#database/migrate.ts')])
      return withDatabase(terminal, async ({ configuration, database }) => {
        const owner = ownerOf(database)
        const made = await terminal.during('Restoring', () => restore(terminal.file(name), { owner, files: join(configuration.dataFolder, 'files'), keys }))
        // A backup of an older program is brought up to this one.
        await migrate(owner, database.appLogin === 'due_regard_app' ? {} : { appLogin: database.appLogin })
        terminal.print(`Restored and compared: ${made.organisations.join(', ')}; ${made.tables} tables, ${made.rows} rows, ${made.files} files.`)
        return 0
      }, { mayMake: true })
    },
  },
  {
    name: 'person add', takes: '--name NAME --email ADDRESS [--role ROLE]… [--organisation NAME]', does: 'Put somebody on record, and print the link by which they choose a password.',
    more: ['For the first people, or when no administrator can sign in.', `A ROLE is for the whole organisation: ${roles.map((role) => role.replaceAll(' ', '-')).join(', ')}.`],
    async run(args, terminal) {
      const { addPerson } = await import('./commands/add-person.ts')
      return addPerson(args, terminal)
    },
  },
  {
    name: 'organisation add', takes: '--name NAME --at ADDRESS [--at ADDRESS]… [--kind KIND]', does: 'Add one more organisation, and print the link by which its first administrator begins.',
    more: ['An ADDRESS is the name by which browsers reach it, such as equality.example.gov.uk. A running Due Regard knows it within seconds.', 'Everything that one organisation has is kept apart from every other by the database.'],
    async run(args, terminal) {
      const { addOrganisation } = await import('./commands/organisations.ts')
      return addOrganisation(args, terminal)
    },
  },
  {
    name: 'organisation address', takes: 'ADDRESS [--organisation NAME]', does: 'Give an organisation that is here one more web address.',
    async run(args, terminal) {
      const { addAddress } = await import('./commands/organisations.ts')
      return addAddress(args, terminal)
    },
  },
  {
    name: 'doctor', takes: '', does: 'Look at everything that Due Regard rests on, and say what is not as it should be.',
    more: ['Each line begins with well, care (it works, and somebody should look) or ill (mend it before people use it). The exit code is 1 when anything is ill.'],
    async run(args, terminal) {
      readArguments(args, { words: [0, 0] })
      const [{ withDatabase }, { examine }] = await Promise.all([import('./commands/with-database.ts'), import('#database/doctor.ts')])
      return withDatabase(terminal, async ({ configuration, database }) => {
        const found = await terminal.during('Looking', () => examine({
          app: database.app, owner: database.owner, jobs: database.jobs, dataFolder: configuration.dataFolder, checkpoints: configuration.checkpoints, mailIsSet: configuration.mail.smtp !== null, https: configuration.https, now: Temporal.Now.instant(),
        }))
        for (const { state, says } of found) terminal.print(`${state.padEnd(4)}  ${says}`)
        return found.some(({ state }) => state === 'ill') ? 1 : 0
      })
    },
  },
  {
    name: 'selftest', takes: '', does: 'Try the whole program on this machine, in a folder that is thrown away.',
    async run(args, terminal) {
      readArguments(args, { words: [0, 0] })
      const { selfTest } = await import('./commands/self-test.ts')
      return selfTest(terminal)
    },
  },
  {
    name: 'community load', takes: 'FOLDER', does: 'Load figures of who lives where from files of the Office for National Statistics and the Ministry.',
    more: ['FOLDER holds CSV files, plain or packed with gzip, in the shapes of the README of src/features/community-profile. Loading twice is the same as loading once.', 'Says which files were taken in, which rows were not, and which totals differ. The exit code is 1 when a row was wrong or nothing was found.'],
    async run(args, terminal) {
      const { words: [folder = ''] } = readArguments(args, { words: [1, 1] })
      const { loadCommunity } = await import('./commands/load-community.ts')
      return loadCommunity(folder, terminal)
    },
  },
  {
    name: 'check vectors', takes: 'FOLDER [--json]', does: 'Check the statistics against files of reference answers that others computed. Needs no database.',
    async run(args, terminal) {
      const { words: [folder = ''] } = readArguments(args, { words: [1, 1], flags: ['--json'] })
      const [{ checkVectors }, { statisticsFamilies }, { disclosureFamilies }] = await Promise.all([import('#statistics/check-vectors.ts'), import('#statistics/vector-families.ts'), import('#disclosure/vector-families.ts')])
      const out = { stdout: (text: string) => terminal.print(text.replace(/\n$/, '')), stderr: (text: string) => terminal.complain(text.replace(/\n$/, '')) }
      const asked = [terminal.file(folder), ...args.filter((each) => each === '--json')]
      return terminal.during('Checking', () => checkVectors(asked, out, readFolder, { ...statisticsFamilies, ...disclosureFamilies }))
    },
  },
  {
    name: 'disclosure protect', takes: 'FILE [--after EARLIER ANSWER]… [--json]', does: 'Find what must be withheld from a release, so that nobody learns of a few people. Needs no database.',
    more: ['FILE is a release in JSON (release/1). EARLIER is a release of before, and ANSWER what this command answered for it with --json; give the oldest first.', 'The exit code is 1 when nothing may be published.'],
    async run(args, terminal) {
      const { protectRelease } = await import('./commands/protect-release.ts')
      return protectRelease(args, terminal)
    },
  },
]

async function ledger(asked: readonly (readonly string[])[], terminal: Terminal, words: string): Promise<number> {
  const [{ withConnections }, { ledgerCommand }, { openSigningKey }] = await Promise.all([import('./commands/with-database.ts'), import('#database/ledger-command.ts'), import('#database/checkpoint.ts')])
  return withConnections(terminal, async ({ configuration, connections }) => {
    const tools = {
      connections, key: openSigningKey(configuration.dataFolder, configuration.checkpoints.signingKey), copies: configuration.checkpoints.folder, now: Temporal.Now.instant(), say: terminal.print, complain: terminal.complain,
    }
    let worst = 0
    for (const each of asked) worst = Math.max(worst, await terminal.during(words, () => ledgerCommand(each, tools)))
    return worst
  })
}

async function readFolder(folder: string): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })))
}

/** The keys in the files that `--key` names. */
async function secretKeys(values: ReadonlyMap<string, readonly string[]>, terminal: Terminal): Promise<readonly string[]> {
  const { readSecretKeys } = await import('#database/sealing.ts')
  return (values.get('--key') ?? []).flatMap((name) => readSecretKeys(terminal.file(name)))
}

function inMegabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
