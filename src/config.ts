import { createPrivateKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { dirname, isAbsolute, resolve } from 'node:path'
import { inspect } from 'node:util'
import { z } from 'zod'

/** Everything that can be set, checked once at the start and never changed afterwards. Each part is set by one environment variable. */
export interface Configuration {
  /** The port to answer on, and whether somebody asked for it: a port that was asked for and is busy stops the start. */
  readonly port: number
  readonly portAsked: boolean
  readonly listenOn: string
  /** Where the embedded database, uploaded files, keys and unsent mail are kept. An absolute path. */
  readonly dataFolder: string
  readonly database: Databases
  /** The address that people use. Null means this machine only, over plain http. */
  readonly publicUrl: URL | null
  /** Are people's connections encrypted? Decides the cookies' names and the HSTS header. */
  readonly https: boolean
  readonly mail: { readonly smtp: Secret | null; readonly from: string }
  readonly signIn: OpenIdConnect | null
  readonly proxy: TrustedProxy
  readonly checkpoints: { readonly folder: string; readonly keptElsewhere: boolean; readonly signingKey: Secret | null }
  /** The public keys that backups are sealed with, as they were set; nothing where nobody set any. */
  readonly backupFor: string
  readonly limits: Limits
  readonly sessions: { readonly idleMinutes: number; readonly absoluteHours: number }
  readonly logLevel: LogLevel
  /** Where nobody asked, somebody who watches a terminal is told of warnings only. */
  readonly logLevelAsked: boolean
  /** Make the fictional example council when the database is empty? */
  readonly example: boolean
  /** What the first organisation is called, when an empty database gets one of its own instead of the example. */
  readonly organisation: string
  /** Settings that look like ours and are not: said at the start, because a misspelt setting does nothing. */
  readonly notes: readonly string[]
}

/** One database: our own inside the data folder, or one that somebody else keeps. */
export type Databases =
  | { readonly kind: 'embedded'; readonly connections: number }
  | { readonly kind: 'elsewhere'; readonly app: Secret; readonly owner: Secret | null; readonly jobs: Secret | null; readonly connections: number }

export interface OpenIdConnect { readonly issuer: URL; readonly clientId: string; readonly clientSecret: Secret; readonly name: string; readonly emailTrusted: boolean; readonly alwaysSecondStep: boolean }

/** Whose word is taken for a visitor's address: nobody's, so many proxies in front of us, or the proxies at these addresses. */
export type TrustedProxy = { readonly kind: 'none' } | { readonly kind: 'hops'; readonly hops: number } | { readonly kind: 'addresses'; readonly addresses: readonly string[] }

export interface Limits {
  /** The largest file that can be uploaded, in bytes. */
  readonly uploadBytes: number
  /** The largest form without a file, in bytes. */
  readonly formBytes: number
  /** Requests from one address in one minute. */
  readonly requestsPerMinute: number
  /** Rows that are read from one file. */
  readonly rowsPerFile: number
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** A value that is used and never shown: printing, logging or serialising it gives `[secret]`. */
export class Secret {
  readonly #value: string
  constructor(value: string) { this.#value = value }
  reveal(): string { return this.#value }
  toString(): string { return '[secret]' }
  toJSON(): string { return '[secret]' }
  [inspect.custom](): string { return '[secret]' }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings. Each value that cannot be used is one sentence that begins with the setting's name, and no
 * sentence repeats a value that may be a secret. A setting that is present but blank is a mistake, not an absence.
 */
export function readConfiguration(env: Environment): Configuration | { readonly problems: readonly string[] } {
  const read = settings.safeParse(Object.fromEntries(Object.keys(settings.shape).map((name) => [name, env[name]])))
  if (!read.success) return { problems: read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) }
  const set = read.data

  const problems = [
    ...together(env, ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']),
    ...(set.SMTP_URL && !set.MAIL_FROM ? ['MAIL_FROM must be set when SMTP_URL is set: it is the address that mail comes from'] : []),
    ...(!set.DATABASE_URL && set.DATABASE_OWNER_URL ? ['DATABASE_URL must be set when DATABASE_OWNER_URL is set'] : []),
    ...(!set.DATABASE_URL && set.DATABASE_JOBS_URL ? ['DATABASE_URL must be set when DATABASE_JOBS_URL is set'] : []),
    ...(set.DUE_REGARD_EXAMPLE && set.DUE_REGARD_ORGANISATION ? ['DUE_REGARD_ORGANISATION must not be set when DUE_REGARD_EXAMPLE is yes: the example’s organisations have names of their own'] : []),
    ...(set.DUE_REGARD_EXAMPLE && set.DUE_REGARD_URL ? ['DUE_REGARD_EXAMPLE must not be yes when DUE_REGARD_URL is set: the example’s people have passwords that anyone can read'] : []),
  ]
  if (problems.length > 0) return { problems }

  const dataFolder = resolve(set.DUE_REGARD_DATA ?? './data')
  const connections = set.DUE_REGARD_CONNECTIONS ?? 10
  const secret = (value: string | undefined) => value === undefined ? null : new Secret(value)
  return freezeDeeply<Configuration>({
    port: set.PORT ?? 3000,
    portAsked: set.PORT !== undefined,
    listenOn: set.DUE_REGARD_LISTEN ?? '127.0.0.1',
    dataFolder,
    database: set.DATABASE_URL
      ? { kind: 'elsewhere', app: new Secret(set.DATABASE_URL), owner: secret(set.DATABASE_OWNER_URL), jobs: secret(set.DATABASE_JOBS_URL), connections }
      : { kind: 'embedded', connections },
    publicUrl: set.DUE_REGARD_URL ?? null,
    https: set.DUE_REGARD_URL?.protocol === 'https:',
    mail: { smtp: secret(set.SMTP_URL), from: set.MAIL_FROM ?? 'Due Regard <due-regard@localhost>' },
    signIn: set.OIDC_ISSUER && set.OIDC_CLIENT_ID && set.OIDC_CLIENT_SECRET
      ? { issuer: set.OIDC_ISSUER, clientId: set.OIDC_CLIENT_ID, clientSecret: new Secret(set.OIDC_CLIENT_SECRET), name: set.OIDC_NAME ?? 'your work account', emailTrusted: set.OIDC_EMAIL_TRUSTED ?? false, alwaysSecondStep: set.OIDC_SECOND_STEP ?? false }
      : null,
    proxy: set.DUE_REGARD_PROXY ?? { kind: 'none' },
    checkpoints: {
      folder: resolve(set.DUE_REGARD_CHECKPOINTS ?? `${dataFolder}/checkpoints`),
      keptElsewhere: set.DUE_REGARD_CHECKPOINTS !== undefined,
      signingKey: secret(set.DUE_REGARD_SIGNING_KEY),
    },
    backupFor: set.DUE_REGARD_BACKUP_FOR ?? '',
    limits: {
      uploadBytes: (set.DUE_REGARD_UPLOAD_MB ?? 20) * 1024 * 1024,
      formBytes: (set.DUE_REGARD_FORM_KB ?? 1024) * 1024,
      requestsPerMinute: set.DUE_REGARD_REQUESTS_PER_MINUTE ?? 600,
      rowsPerFile: set.DUE_REGARD_ROWS_PER_FILE ?? 100_000,
    },
    sessions: { idleMinutes: set.DUE_REGARD_IDLE_MINUTES ?? 60, absoluteHours: set.DUE_REGARD_SESSION_HOURS ?? 12 },
    logLevel: set.DUE_REGARD_LOG ?? 'info',
    logLevelAsked: set.DUE_REGARD_LOG !== undefined,
    example: set.DUE_REGARD_EXAMPLE ?? (!set.DATABASE_URL && !set.DUE_REGARD_URL && !set.DUE_REGARD_ORGANISATION),
    organisation: set.DUE_REGARD_ORGANISATION ?? 'Your organisation',
    notes: Object.keys(env).filter((name) => name.startsWith('DUE_REGARD_') && !(name in settings.shape)).sort()
      .map((name) => `${name} is not a setting of Due Regard, so it does nothing.`),
  })
}

/** The names of all settings, in the order of the table in the README. */
export function listSettings(): readonly string[] {
  return Object.keys(settings.shape)
}

const words = (message: string) => z.string(message).trim().min(1, 'must not be blank')
const wholeNumber = (least: number, most: number) => words('must be a number').transform((text, context) => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  context.addIssue(`must be a whole number from ${least} to ${most}`)
  return z.NEVER
})
const yesOrNo = words('must be yes or no').transform((text, context) => {
  if (text === 'yes') return true
  if (text === 'no') return false
  context.addIssue('must be yes or no')
  return z.NEVER
})
const address = (schemes: readonly string[], says: string) => words(says).transform((text, context) => {
  const url = URL.parse(text)
  if (url && schemes.includes(url.protocol) && url.hostname !== '') return url
  context.addIssue(says)
  return z.NEVER
})
const isThisMachine = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
const postgres = words('must be the address of a PostgreSQL database').refine(
  (text) => { const url = URL.parse(text); return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1 },
  'must be the address of a PostgreSQL database: postgres://name:password@host:5432/database')

const settings = z.object({
  PORT: wholeNumber(1, 65535).optional(),
  DUE_REGARD_LISTEN: words('must be an address').refine((text) => isIP(text) !== 0 || text === 'localhost', 'must be an IP address to listen on, for example 127.0.0.1 or 0.0.0.0').optional(),
  DUE_REGARD_DATA: words('must be a folder').refine((text) => !text.includes('\0'), 'must be a folder').optional(),
  DUE_REGARD_URL: address(['https:', 'http:'], 'must be the address that people use, for example https://equality.example.gov.uk')
    .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '', 'must have no path, question mark or name in it, for example https://equality.example.gov.uk')
    .refine((url) => url.protocol === 'https:' || isThisMachine(url), 'must begin with https: only this machine may be visited without it').optional(),
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  DATABASE_JOBS_URL: postgres.optional(),
  DUE_REGARD_CONNECTIONS: wholeNumber(2, 200).optional(),
  SMTP_URL: address(['smtp:', 'smtps:'], 'must be the address of a mail server, for example smtps://name:password@mail.example.gov.uk').transform((url) => url.href).optional(),
  MAIL_FROM: words('must be an e-mail address').refine((text) => /^(?:[^<>\r\n"]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text), 'must be an e-mail address, for example Equality team <equality@example.gov.uk>').optional(),
  OIDC_ISSUER: address(['https:', 'http:'], 'must be the address of the sign-in service').refine((url) => url.protocol === 'https:' || isThisMachine(url), 'must begin with https').optional(),
  OIDC_CLIENT_ID: words('must not be blank').optional(),
  OIDC_CLIENT_SECRET: words('must not be blank').optional(),
  OIDC_NAME: words('must not be blank').optional(),
  OIDC_EMAIL_TRUSTED: yesOrNo.optional(),
  OIDC_SECOND_STEP: yesOrNo.optional(),
  DUE_REGARD_PROXY: words('must be a number or addresses').transform((text, context): TrustedProxy => {
    if (/^[1-9]$/.test(text)) return { kind: 'hops', hops: Number(text) }
    const addresses = text.split(',').map((each) => each.trim())
    if (addresses.every(isNetwork)) return { kind: 'addresses', addresses }
    context.addIssue('must be the number of proxies in front (1 to 9) or their addresses, for example 10.0.0.1, 10.1.0.0/16')
    return z.NEVER
  }).optional(),
  DUE_REGARD_CHECKPOINTS: words('must be a folder').refine((text) => isAbsolute(text), 'must be an absolute folder, on another machine’s disk where possible').optional(),
  DUE_REGARD_SIGNING_KEY: words('must be a key').transform((text, context) => {
    const key = readSigningKey(text)
    if (typeof key === 'string') return key
    context.addIssue(key.problem)
    return z.NEVER
  }).optional(),
  DUE_REGARD_BACKUP_FOR: words('must be a public key').refine((text) => text.split(/[\s,]+/).every((each) => /^age1[a-z0-9]+$/.test(each)), 'must be one or more public keys that begin with age1, with commas between').optional(),
  DUE_REGARD_UPLOAD_MB: wholeNumber(1, 1000).optional(),
  DUE_REGARD_FORM_KB: wholeNumber(64, 10_000).optional(),
  DUE_REGARD_REQUESTS_PER_MINUTE: wholeNumber(10, 1_000_000).optional(),
  DUE_REGARD_ROWS_PER_FILE: wholeNumber(100, 2_000_000).optional(),
  DUE_REGARD_IDLE_MINUTES: wholeNumber(5, 1440).optional(),
  DUE_REGARD_SESSION_HOURS: wholeNumber(1, 168).optional(),
  DUE_REGARD_LOG: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).optional(),
  DUE_REGARD_EXAMPLE: yesOrNo.optional(),
  DUE_REGARD_ORGANISATION: words('must not be blank').refine((text) => text.length <= 200 && /\p{L}/u.test(text), 'must be a name of up to 200 letters, for example Barsetshire County Council').optional(),
})

/** A key is given as the path of a PEM file, or as the PEM itself where secrets come only through the environment. */
function readSigningKey(text: string): string | { problem: string } {
  const given = text.includes('PRIVATE KEY') ? text.replaceAll('\\n', '\n') : existsSync(text) ? readFileSync(text, 'utf8') : null
  if (given === null) return { problem: `must be an Ed25519 private key in PEM, or the path of a file with one${existsSync(dirname(text)) ? '' : ': there is no such folder'}` }
  try {
    return createPrivateKey(given).asymmetricKeyType === 'ed25519' ? given : { problem: 'must be an Ed25519 key: it is another kind of key' }
  } catch {
    return { problem: 'must be an Ed25519 private key in PEM' }
  }
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (bits === undefined) return true
  if (!/^\d{1,3}$/.test(bits)) return false
  try { new BlockList().addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4'); return true } catch { return false }
}

/** Settings that mean nothing one without the others. */
function together(env: Environment, names: readonly string[]): string[] {
  const missing = names.filter((name) => env[name] === undefined)
  return missing.length === 0 || missing.length === names.length ? [] : missing.map((name) => `${name} must be set when ${names.filter((each) => each !== name && env[each] !== undefined).join(' and ')} is set`)
}

function freezeDeeply<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Secret || value instanceof URL || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freezeDeeply(part)
  return Object.freeze(value)
}
