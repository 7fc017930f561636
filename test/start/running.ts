/** The real program in a process of its own, as `npm start` runs it: what it says, when it answers, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { request as http, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { screen, type Answer, type Screen } from '../screen.ts'

export const root = resolve(import.meta.dirname, '..', '..')
const bootstrap = join(root, 'bin', 'bootstrap.mjs')

export interface Ended { readonly code: number | null; readonly said: string; readonly complained: string; readonly milliseconds: number }

export interface Running {
  /** What was written to standard output and standard error so far. */
  said(): string
  complained(): string
  /** The process that was started, and the program that it runs on the right Node. */
  readonly outer: number
  app(): number
  /** The address in the greeting, as soon as it is there. */
  greeted(): Promise<string>
  /** A page, as soon as it is answered; and after how many milliseconds from the start. */
  firstPage(path?: string): Promise<number>
  readonly port: number
  stop(signal?: NodeJS.Signals): Promise<Ended>
  readonly ended: Promise<Ended>
}

export interface How { readonly env?: Readonly<Record<string, string>>; readonly uid?: number; readonly port?: number | null }

/** Starts `npm start`’s program on this data folder. Nothing of this process’s own settings reaches it. `port: null` asks for none. */
async function start(dataFolder: string, { env = {}, uid, port: wanted }: How = {}): Promise<Running> {
  const port = wanted ?? await freePort()
  const began = performance.now()
  const child = run('src/main.ts', [], { DUE_REGARD_DATA: dataFolder, ...(wanted === null ? {} : { PORT: String(port) }), ...env }, uid)
  return {
    said: child.said, complained: child.complained, outer: child.process.pid ?? 0, port, ended: child.ended,
    app() {
      const [first] = readFileSync(`/proc/${child.process.pid}/task/${child.process.pid}/children`, 'utf8').trim().split(' ')
      return Number(first)
    },
    async greeted() {
      for (;;) {
        const address = /is running at (http:\S+)/.exec(child.said())?.[1]
        if (address !== undefined && child.said().includes('Press Ctrl-C')) return address
        await untilLater(child)
      }
    },
    async firstPage(path = '/sign-in') {
      for (;;) {
        if (await answers(`http://127.0.0.1:${port}${path}`)) return performance.now() - began
        await untilLater(child)
      }
    },
    async stop(signal = 'SIGTERM') {
      const asked = performance.now()
      child.process.kill(signal)
      return { ...await child.ended, milliseconds: performance.now() - asked }
    },
  }
}

/** Runs a command of the terminal to its end. */
export async function terminal(args: readonly string[], dataFolder: string | null, more: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {}): Promise<Ended> {
  const child = run('src/cli.ts', args, { ...(dataFolder === null ? {} : { DUE_REGARD_DATA: dataFolder }), ...more.env })
  child.process.stdin?.end(more.input ?? '')
  return child.ended
}

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>, uid?: number): { process: ChildProcess; said(): string; complained(): string; isOver(): boolean; ended: Promise<Ended> } {
  const began = performance.now()
  const child = spawn('node', [bootstrap, file, ...args], { cwd: '/', env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: ['pipe', 'pipe', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }) })
  let [said, complained, over] = ['', '', false]
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { complained += chunk.toString() })
  const ended = new Promise<Ended>((done) => child.on('close', (code) => {
    over = true
    done({ code, said, complained, milliseconds: performance.now() - began })
  }))
  return { process: child, said: () => said, complained: () => complained, isOver: () => over, ended }
}

async function untilLater(child: { isOver(): boolean; said(): string; complained(): string }): Promise<void> {
  if (child.isOver()) throw new Error(`The program has ended.\n${child.said()}\n${child.complained()}`)
  await wait(10)
}

export async function answers(address: string): Promise<boolean> {
  try { return (await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })).status < 400 } catch { return false }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !await holds(); await wait(20)) if (Date.now() > end) throw new Error(`${what} did not come about within ${seconds} seconds`)
}

export function isRunning(processId: number): boolean {
  try { return !/\) [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'latin1')) } catch { return false }
}

/** Seconds that a process has used of the processor. */
export function processorSeconds(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, 'latin1')
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) / 100
}

/** The database server of a data folder; null when its mark is gone. */
export function serverOf(dataFolder: string): number | null {
  const mark = join(dataFolder, 'postgresql', 'postmaster.pid')
  return existsSync(mark) ? Number(readFileSync(mark, 'utf8').split('\n')[0]) : null
}

export interface Place extends AsyncDisposable {
  /** A folder of its own, and the data folder in it, which is not there yet. */
  readonly path: string
  readonly data: string
  /** Starts the program on the data folder of this place, or on another. */
  start(how?: How & { readonly data?: string }): Promise<Running>
  /** Stops whatever a failed test left running here. */
  calm(): Promise<void>
}

/** A place for a program to run in. Whatever a failed test left running there ends with it. */
export function temporaryPlace(owner?: number): Place {
  const path = mkdtempSync(join(tmpdir(), 'due-regard-start-'))
  if (owner !== undefined) chownSync(path, owner, owner)
  const data = join(path, 'data')
  const started: Running[] = []
  const calm = async (): Promise<void> => { for (const each of started.splice(0)) if (isRunning(each.outer)) await each.stop('SIGTERM') }
  return {
    path, data, calm,
    async start(how = {}) {
      const running = await start(how.data ?? data, how)
      started.push(running)
      return running
    },
    async [Symbol.asyncDispose]() {
      await calm()
      const server = serverOf(data)
      if (server !== null && isRunning(server)) process.kill(server, 'SIGQUIT')
      rmSync(path, { recursive: true, force: true, maxRetries: 30, retryDelay: 100 })
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port')))
    })
  })
}

/** Somebody at a browser, over real connections. The host may be one that this machine cannot look up. */
export function browser(address: string, host = new URL(address).host) {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Screen> => {
    // `fetch` sends the host of the address whatever it is told: what is sent is made with it, and sent without it.
    const made = new Request(new URL(path, address), init)
    const sent = Buffer.from(await made.arrayBuffer())
    const asked = http(made.url, { method: made.method, headers: { ...Object.fromEntries(made.headers), 'content-length': sent.length, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), host, origin: `http://${host}` } })
    asked.end(sent)
    const [response] = await once(asked, 'response') as [IncomingMessage]
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const bytes = await buffer(response)
    return screen({ statusCode: response.statusCode ?? 0, headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])), body: bytes.toString(), bytes }, path)
  }
  const press = async (page: Screen, button: string, given: Readonly<Record<string, Answer>>): Promise<Screen> => {
    const { to, upload, fields } = page.fill(button, given)
    const form = upload ? new FormData() : new URLSearchParams()
    for (const [name, value] of fields) form.append(name, typeof value === 'string' ? value : '')
    return ask(new URL(to === '' ? page.address : to, new URL(page.address, address)).href, { method: 'POST', body: form })
  }
  return {
    get: (path: string) => ask(path),
    press,
    async signIn(email: string, password: string): Promise<Screen> {
      return press(await ask('/sign-in'), 'Sign in', { 'Email address': email, Password: password })
    },
  }
}
