import { join } from 'node:path'
import type { Configuration } from './config.ts'
import type { Directory } from './house.ts'
import { rooms } from './rooms.ts'
import type { Connections } from '#database/connect.ts'
import type { ConnectionOptions } from '#database/embedded.ts'
import { defineJob, startJobs, type Job, type RunningJobs } from '#database/jobs.ts'
import { append } from '#database/ledger.ts'
import { defaultLimits } from '#documents/document.ts'
import { filesOf } from '#web/files.ts'
import { gatherOffers } from '#web/offers.ts'
import type { PublishedPages } from '#web/published-pages.ts'

export interface WorkSettings {
  readonly configuration: Pick<Configuration, 'dataFolder' | 'publicUrl' | 'port' | 'limits'>
  readonly connections: Connections
  readonly jobs: ConnectionOptions
  readonly directory: Directory
  readonly published: PublishedPages
  readonly complain: (line: string) => void
  readonly now?: () => Temporal.Instant
  /** Work that is the house's own and no room's: mail, checkpoints. */
  readonly more?: readonly Job<never>[]
  readonly pollEvery?: number
}

/** Begins the work of every room: what pages asked for, and what the clock does. */
export async function startWork({ configuration, connections, jobs, directory, published, complain, now = () => Temporal.Now.instant(), more = [], pollEvery }: WorkSettings): Promise<RunningJobs> {
  const files = join(configuration.dataFolder, 'files')
  const offers = gatherOffers(rooms)
  const all = rooms.flatMap((room) => (room.work ?? []).map((work) => ({ room, work }))).map(({ room, work }) => defineJob(work.name, async (asked, at) => {
    const body = directory.list().find((each) => each.id === at.organisation)
    if (!body) throw new Error('The organisation is not in the directory.')
    await work.run(asked, {
      organisation: at.organisation, body, files: filesOf(files, at.organisation, room.name), offers, now, limits: { ...defaultLimits, fileBytes: configuration.limits.uploadBytes, rows: Math.min(defaultLimits.rows, configuration.limits.rowsPerFile) },
      rowsPerFile: configuration.limits.rowsPerFile, origin: originFor(configuration, body.hosts), looking: (look) => at.reading(look),
      changing: async (change) => {
        const answer = await at.changing(change)
        published.forget(at.organisation)
        return answer
      },
      aside: (change) => at.changing(change, { outOfTurn: true, statementMilliseconds: 30_000 }),
      append: async (db, entry) => { await append(db, { organisation: at.organisation, person: 'system', request: work.name, now: now() }, entry) },
    })
  }, { ...(work.at === undefined ? {} : { at: work.at }), ...(work.line === undefined ? {} : { line: work.line }) }))
  return startJobs({
    jobs: [...all, ...more] as readonly Job<never>[], connections, to: jobs, now, ...(pollEvery === undefined ? {} : { pollEvery }),
    onFailure: (name, attempt, error) => complain(`${name} did not succeed (try ${attempt}): ${error instanceof Error ? error.message : String(error)}`),
  })
}

/** A body with a host of its own is linked to under it; the scheme and port are the deployment's. */
export function originFor(configuration: Pick<Configuration, 'publicUrl' | 'port'>, hosts: readonly string[]): string {
  const base = configuration.publicUrl ?? new URL(`http://localhost:${configuration.port}`)
  if (hosts.length === 0 || hosts.includes(base.hostname)) return base.origin
  return `${base.protocol}//${hosts[0]}${base.port === '' ? '' : `:${base.port}`}`
}
