/**
 * A program that does one thing: it takes a key, writes it with an entry in the ledger, and says so when both are on
 * disk. It stands on the same database code as the whole house and is small enough to be killed a hundred times.
 *   writer.ts DATA-FOLDER PORT [SETTINGS as JSON]
 */
import { createServer } from 'node:http'
import { openConnections } from '#database/connect.ts'
import { startEmbedded } from '#database/embedded.ts'
import { append } from '#database/ledger.ts'
import { migrate } from '#database/migrate.ts'
import { changing, NotNow, reading } from '#database/transaction.ts'
import { organisation } from './trial.ts'

const [folder = '', port = '0', settings = '{}'] = process.argv.slice(2)

const server = await startEmbedded(folder, { settings: JSON.parse(settings) as Record<string, string>, onRestart: (sentence) => process.stderr.write(`${sentence}\n`) })
await migrate(server.owner)
const connections = openConnections(server.app, { most: 8 })

const listener = createServer((request, response) => {
  const key = new URL(request.url ?? '/', 'http://localhost').searchParams.get('key') ?? ''
  let body = ''
  request.on('data', (chunk) => { body += String(chunk) })
  request.on('end', () => {
    write(key, body).then((answer) => response.end(answer), (error: unknown) => {
      response.statusCode = error instanceof NotNow ? 503 : 500
      if (error instanceof NotNow) response.setHeader('retry-after', error.retryAfterSeconds)
      response.end(error instanceof Error ? error.message : String(error))
    })
  })
})
listener.listen(Number(port), '127.0.0.1', () => {
  const at = listener.address()
  process.stdout.write(`${JSON.stringify({ port: typeof at === 'object' ? at?.port : 0, server: server.processId() })}\n`)
})
process.on('SIGTERM', () => { listener.close(); void connections.end().then(() => server.stop()).then(() => process.exit(0)) })

/** A key that was written already is acknowledged again and not written again: whoever got no answer asks once more. */
async function write(key: string, body: string): Promise<string> {
  if (key === '') return reading(connections, organisation, async () => 'ready')
  return changing(connections, organisation, async (db) => {
    const known = await db.selectFrom('house.counter').select('name').where('organisation_id', '=', organisation).where('name', '=', key).executeTakeFirst()
    if (known) return 'known'
    await db.insertInto('house.counter').values({ organisation_id: organisation, name: key, last_number: '1' }).execute()
    await append(db, { organisation, person: 'system', request: 'trial', now: Temporal.Now.instant() }, { did: 'trial.written', on: { room: 'trial', id: key }, ...(body === '' ? {} : { detail: { body } }) })
    return 'written'
  })
}
