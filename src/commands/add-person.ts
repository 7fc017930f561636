import { originFor } from '../work.ts'
import { Misunderstood, readArguments, type Terminal } from './command.ts'
import { chooseOrganisation } from './organisations.ts'
import { withConnections } from './with-database.ts'
import { changing } from '#database/transaction.ts'
import { roles, type Role } from '#duty/roles.ts'
import { addPersonByHand } from '#features/people/index.ts'

/** `person add`: prints the link to hand over. Gives the exit code. */
export async function addPerson(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = readArguments(args, { words: [0, 0], values: ['--name', '--email', '--role', '--organisation'] })
  const one = (option: string): string => {
    const [given, ...more] = values.get(option) ?? []
    if (given === undefined || more.length > 0) throw new Misunderstood(given === undefined ? `Say the person’s ${option.slice(2)} with ${option}.` : `Give ${option} once.`)
    return given.trim()
  }
  const [name, email] = [one('--name'), one('--email')]
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email)) throw new Misunderstood(`${email} is not an e-mail address.`)
  const asked = (values.get('--role') ?? []).map((each) => each.toLowerCase().replaceAll('-', ' '))
  const unknown = asked.find((each) => !isRole(each))
  if (unknown !== undefined) throw new Misunderstood(`There is no role “${unknown}”. There are: ${roles.join(', ')}.`)

  return withConnections(terminal, async ({ configuration, connections }) => {
    const body = await chooseOrganisation(connections, values.get('--organisation')?.[0])
    const answer = await changing(connections, body.id, (db) => addPersonByHand(db, body.id, { name, email, roles: asked.filter(isRole) }, originFor(configuration, body.hosts), Temporal.Now.instant()))
    if ('refused' in answer) {
      terminal.complain(answer.refused)
      return 1
    }
    terminal.complain(`${name} is on record at ${body.name}. Hand them this link; it works once:`)
    terminal.print(answer.link)
    return 0
  })
}

function isRole(text: string): text is Role {
  return roles.some((each) => each === text)
}
