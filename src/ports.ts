import { createServer } from 'node:net'
import type { Configuration } from './config.ts'

type Asked = Pick<Configuration, 'port' | 'portAsked' | 'listenOn'>

/** The port that was asked for, or a sentence why not; the usual one, or the next that is free. Looked for before anything is made. */
export async function findPort(asked: Asked): Promise<{ readonly port: number; readonly note: string | null } | { readonly refused: string }> {
  for (let port = asked.port; port <= Math.min(asked.port + tries, 65_535); port++) {
    const why = await isTaken(port, asked.listenOn)
    if (why === null) return { port, note: port === asked.port ? null : `Port ${asked.port} is in use by another program, so Due Regard is on port ${port}.` }
    if (why === 'forbidden') return { refused: `Port ${port} may only be used by an administrator of this machine. Set PORT to a number above 1023.` }
    if (why === 'not here') return { refused: `This machine has no address ${asked.listenOn}. Set DUE_REGARD_LISTEN to one that it has, or to 0.0.0.0 for all of them.` }
    if (asked.portAsked) return { refused: `Port ${port} was asked for and is in use by another program. Stop that program, or set PORT to another number.` }
  }
  return { refused: `Ports ${asked.port} to ${asked.port + tries} are all in use. Set PORT to a free one.` }
}

const tries = 20

/** A browser that is told “localhost” may try either of this machine’s own addresses, so a program on the other one is in the way too. */
async function isTaken(port: number, listenOn: string): Promise<Trouble | null> {
  const trouble = await tryPort(port, listenOn)
  if (trouble !== null || listenOn !== '127.0.0.1') return trouble
  return await tryPort(port, '::1') === 'taken' ? 'taken' : null
}

type Trouble = 'taken' | 'forbidden' | 'not here'

function tryPort(port: number, host: string): Promise<Trouble | null> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const trouble = error.code === 'EADDRINUSE' ? 'taken' : error.code === 'EACCES' ? 'forbidden' : error.code === 'EADDRNOTAVAIL' ? 'not here' : null
      if (trouble === null && host !== '::1') fail(error)
      else done(trouble)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(null)))
  })
}
