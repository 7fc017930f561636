import { originFor } from '../work.ts'
import { Misunderstood, readArguments, type Terminal } from './command.ts'
import { withConnections } from './with-database.ts'
import type { Connections } from '#database/connect.ts'
import { newId } from '#database/identity.ts'
import { changing, reading } from '#database/transaction.ts'
import { addOrganisationByHand, giveAddressByHand, listOrganisations, readHost } from '#features/people/index.ts'

/** `organisation add`: prints the link to hand over. Gives the exit code. */
export async function addOrganisation(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readArguments(args, { words: [0, 0], values: ['--name', '--at', '--kind'] })
  const [[name, ...names], [kind = 'public body', ...kinds]] = [values.get('--name') ?? [], values.get('--kind') ?? []]
  if (name === undefined || name.trim() === '') throw new Misunderstood('Say what the organisation is called with --name.')
  if (names.length + kinds.length > 0) throw new Misunderstood(`Give ${names.length > 0 ? '--name' : '--kind'} once.`)
  const hosts = [...new Set((values.get('--at') ?? []).map(hostIn))]
  if (hosts.length === 0) throw new Misunderstood('Say its web address with --at, such as --at equality.example.gov.uk.')
  return withConnections(terminal, async ({ configuration, connections }) => {
    const id = newId()
    const answer = await changing(connections, id, (db) => addOrganisationByHand(db, id, { name: name.trim(), kind: kind.trim(), hosts }, (all) => originFor(configuration, all), Temporal.Now.instant()))
    if ('refused' in answer) return refuse(terminal, answer)
    terminal.complain(`${name.trim()} is here now, as ${answer.shortName}. Hand its first administrator this link; it works once, for 24 hours:`)
    terminal.print(answer.link ?? '')
    return 0
  }, 'owner')
}

/** `organisation address`. Gives the exit code. */
export async function addAddress(args: readonly string[], terminal: Terminal): Promise<number> {
  const { words: [written = ''], values } = readArguments(args, { words: [1, 1], values: ['--organisation'] })
  const host = hostIn(written)
  return withConnections(terminal, async ({ connections }) => {
    const body = await chooseOrganisation(connections, values.get('--organisation')?.[0])
    const refused = await changing(connections, body.id, (db) => giveAddressByHand(db, body.id, host, Temporal.Now.instant()))
    if (refused) return refuse(terminal, refused)
    terminal.print(`${host} reaches ${body.name}.`)
    return 0
  }, 'owner')
}

/** The organisation of this short or whole name, or the only one where none was said. @throws Misunderstood */
export async function chooseOrganisation(connections: Connections, wanted: string | undefined): Promise<Awaited<ReturnType<typeof listOrganisations>>[number]> {
  const all = await reading(connections, newId(), listOrganisations)
  const [body, ...others] = wanted === undefined ? all : all.filter((each) => each.shortName === wanted || each.name === wanted)
  if (!body || others.length > 0) throw new Misunderstood(`Say which organisation with --organisation. There are: ${all.map((each) => each.shortName).join(', ')}.`)
  return body
}

function hostIn(written: string): string {
  const read = readHost(written)
  if ('refused' in read) throw new Misunderstood(read.refused)
  return read.host
}

function refuse(terminal: Terminal, { refused }: { readonly refused: string }): number {
  terminal.complain(refused)
  return 1
}
