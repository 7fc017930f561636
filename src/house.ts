import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import type { Configuration } from './config.ts'
import type { Connections } from '#database/connect.ts'
import { openSigningKey, readCopies } from '#database/checkpoint.ts'
import { append } from '#database/ledger.ts'
import { changing, reading } from '#database/transaction.ts'
import { endSession, isExample, keepAwake, openIdConnect, whoIs } from '#features/people/index.ts'
import { findHead } from '#features/publication/index.ts'
import { prepareAssets } from '#web/assets.ts'
import { filesOf } from '#web/files.ts'
import { londonDay } from '#web/mount.ts'
import type { Organisation } from '#web/organisation.ts'
import { publishedPages, type PublishedPages } from '#web/published-pages.ts'

/** The house with its doors open: the app, and what the jobs and the terminal need of it. */
export interface StandingHouse {
  readonly app: FastifyInstance
  readonly published: PublishedPages
  readonly directory: Directory
  close(): Promise<void>
}

export interface HouseSettings {
  readonly configuration: Pick<Configuration, 'dataFolder' | 'limits' | 'https' | 'publicUrl' | 'proxy' | 'logLevel' | 'signIn' | 'sessions' | 'example' | 'checkpoints'>
  readonly connections: Connections
  readonly cacheFolder: string
  readonly now?: () => Temporal.Instant
  readonly log?: { write(line: string): void }
}

export async function openHouse({ configuration, connections, cacheFolder, now = () => Temporal.Now.instant(), log }: HouseSettings): Promise<StandingHouse> {
  const directory = await openDirectory(connections, configuration.example)
  // How a promise stands depends on the day as well: what was rendered yesterday is not today's. Nor is what was rendered under another name.
  const published = publishedPages(async (organisation) => {
    const of = directory.list().find(({ id }) => id === organisation)
    return JSON.stringify([await reading(connections, organisation, (db) => findHead(db, organisation)), londonDay(now()).toString(), of?.name, of?.colours, of?.contactEmail])
  })
  const assets = await prepareAssets(cacheFolder)
  const files = join(configuration.dataFolder, 'files')
  const signingKey = openSigningKey(configuration.dataFolder, configuration.checkpoints.signingKey)
  const app = await createApp({
    reading: (organisation, work) => reading(connections, organisation, work),
    changing: async (organisation, work) => {
      const answer = await changing(connections, organisation, work)
      // Whatever was published in this change is seen at once by this process; others look again within two seconds.
      published.forget(organisation)
      return answer
    },
    aside: (organisation, work) => changing(connections, organisation, work, { outOfTurn: true }),
    append: async (db, by, entry) => { await append(db, by, entry) },
    organisationOf: directory.find,
    whoIs, keepAwake, endSession,
    filesOf: (organisation, room) => filesOf(files, organisation, room),
    published, now,
    deployment: {
      sessions: configuration.sessions, uploadMegabytes: Math.floor(configuration.limits.uploadBytes / 1024 / 1024), identityProvider: configuration.signIn && openIdConnect(configuration.signIn),
      ledgerEvidence: (organisation) => ({ keptElsewhere: readCopies(configuration.checkpoints.folder, organisation), publicKeys: [signingKey.publicKey] }),
    },
    originOf: (request) => configuration.publicUrl && directory.isOnlyOne() ? configuration.publicUrl.origin : `${request.protocol}://${request.host}`,
    cookieKey: keyIn(configuration.dataFolder),
    chrome: { assets },
  }, assets, {
    limits: { formBytes: configuration.limits.formBytes, formFields: 5_000, fileBytes: configuration.limits.uploadBytes, files: 5, requestsPerMinute: configuration.limits.requestsPerMinute },
    https: configuration.https,
    trustedProxy: configuration.proxy.kind === 'none' ? false : configuration.proxy.kind === 'addresses' ? [...configuration.proxy.addresses] : hopsBefore(configuration.proxy.hops),
    formTargets: configuration.signIn ? [configuration.signIn.issuer.origin] : [],
    log: configuration.logLevel === 'silent' ? false : { level: configuration.logLevel, ...(log ? { stream: log } : {}) },
  })
  return {
    app, published, directory,
    async close() {
      directory.close()
      await app.close()
    },
  }
}

const hopsBefore = (hops: number) => (_address: string, hop: number): boolean => hop < hops

/** Which body answers to which host name. Read at the start and every few seconds: a new body needs no restart. */
export interface Directory {
  find(host: string): Organisation | null
  list(): readonly (Organisation & { readonly hosts: readonly string[] })[]
  isOnlyOne(): boolean
  refresh(): Promise<void>
  close(): void
}

async function openDirectory(connections: Connections, withExample: boolean): Promise<Directory> {
  let byHost = new Map<string, Organisation>()
  let all: readonly (Organisation & { readonly hosts: readonly string[] })[] = []
  const refresh = async (): Promise<void> => {
    const { rows } = await connections.pool.query<{ id: string; name: string; short_name: string; kind: string; header_colour: string; accent_colour: string; contact_email: string | null; hosts: string[] }>(`
      select id, name, short_name, kind, header_colour, accent_colour, contact_email, coalesce(array_agg(host order by host) filter (where host is not null), '{}') as hosts
      from directory.organisation left join directory.host on organisation_id = id group by id order by made_at, id`)
    all = rows.map((row) => ({
      id: row.id, name: row.name, shortName: row.short_name, kind: row.kind, colours: { header: row.header_colour, accent: row.accent_colour }, contactEmail: row.contact_email, hosts: row.hosts,
      // Where no example is meant to be, a body of that name is somebody's own.
      isExample: withExample && isExample(row.short_name),
    }))
    byHost = new Map(all.flatMap((each) => each.hosts.map((host) => [host, each] as const)))
  }
  await refresh()
  // While the database is away, what was known goes on being true.
  const timer = setInterval(() => { refresh().catch(() => {}) }, 5_000)
  timer.unref()
  return {
    // A host that nobody was given reaches the first body: on one machine, or behind an address that changes, there is nothing to set up.
    find: (host) => byHost.get(host.toLowerCase()) ?? all[0] ?? null,
    list: () => all,
    isOnlyOne: () => all.length === 1,
    refresh,
    close: () => clearInterval(timer),
  }
}

/** The key that signs what a browser carries for us. Made once, readable by us alone. */
function keyIn(dataFolder: string): Uint8Array {
  const file = join(dataFolder, 'cookie.key')
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32), { mode: 0o600 })
    chmodSync(file, 0o600)
  }
  return createHmac('sha256', readFileSync(file)).update('cookies').digest()
}
