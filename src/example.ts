import { connectOnce, type Connections } from '#database/connect.ts'
import type { Reading } from '#database/database.ts'
import type { ConnectionOptions } from '#database/embedded.ts'
import { newId } from '#database/identity.ts'
import { changing, reading } from '#database/transaction.ts'
import { actionPlan, addExamplePlan, listObjectives, listStrategies } from '#features/action-plan/index.ts'
import { addExampleIndicators, indicators } from '#features/indicators/index.ts'
import { addExampleCommunity } from '#features/community-profile/index.ts'
import { addExampleClock } from '#features/duty-clock/index.ts'
import { addExampleMonitoring, askForExampleMonitoring } from '#features/equality-monitoring/index.ts'
import { addExampleGovernance, askForExamplePapers } from '#features/governance/index.ts'
import { addExampleAssessments, askForExampleAfter } from '#features/impact-assessments/index.ts'
import { addExampleRounds } from '#features/monitoring-rounds/index.ts'
import { askForExampleReports } from '#features/reports/index.ts'
import { addExampleDeclarations } from '#features/self-declaration/index.ts'
import { addExamplePay } from '#features/pay-gaps/index.ts'
import { addExamplePublications } from '#features/publication/index.ts'
import { addExamplePeople, exampleOrganisations, examplePassword, isExample, listPeople } from '#features/people/index.ts'

export interface ExampleSettings {
  readonly connections: Connections
  readonly owner: ConnectionOptions
  readonly now: Temporal.Instant
  readonly say: (line: string) => void
  /** The workforce’s five years: at once, or beside the first pages. Nobody who has just started the program should wait for them. */
  readonly workforce?: 'at once' | 'soon'
}

/**
 * Fills an empty database with the example county, its districts and a partner trust. What it makes is what the demo,
 * the tests and the bench begin from. A start that was killed half-way is gone on with: each body is filled whole or
 * not at all. Gives false, and changes nothing, when anybody else is here, or everybody of the example already.
 */
export async function makeExample({ connections, owner, now, say, workforce = 'soon' }: ExampleSettings): Promise<boolean> {
  const client = await connectOnce(owner)
  try {
    await client.query('begin')
    // One maker at a time: two programs that start together on an empty database make one example.
    await client.query('lock table directory.organisation in exclusive mode')
    const { rows } = await client.query<{ short_name: string }>('select short_name from directory.organisation')
    if (rows.length > 0) {
      await client.query('rollback')
      if (!rows.some((row) => isExample(row.short_name))) return false
    } else {
      say('Making the example council…')
      for (const [place, example] of exampleOrganisations.entries()) {
        const id = newId()
        await client.query('insert into directory.organisation (id, name, short_name, kind, header_colour, accent_colour, contact_email, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
          [id, example.name, example.shortName, example.kind, example.colours.header, example.colours.accent, `equalities@${example.domain}`, now.add({ seconds: place }).toString()])
        await client.query('insert into directory.host (host, organisation_id) values ($1, $2)', [`${example.shortName}.localhost`, id])
      }
      await client.query('commit')
    }
  } finally {
    await client.end()
  }
  let filled = false
  for (const example of exampleOrganisations) {
    const { rows: [row] } = await connections.pool.query<{ id: string }>('select id from directory.organisation where short_name = $1', [example.shortName])
    if (!row || !await reading(connections, row.id, (db) => isEmpty(db, row.id))) continue
    filled = await changing(connections, row.id, async (db) => {
      if (!await isEmpty(db, row.id)) return filled
      const people = await addExamplePeople(db, row.id, example, now)
      await addExamplePlan(db, row.id, example.shortName, people, now, () => addExampleRounds(db, row.id, example.shortName, people, now))
      await addExampleIndicators(db, row.id, example.shortName, people, await objectivesByCode(db, row.id), actionPlan.offers?.measures ?? [], now)
      // Before the workforce, which is compared with it.
      await addExampleCommunity(db, row.id, example.shortName, people, now)
      if (workforce === 'soon') await askForExampleMonitoring(db, row.id, example.shortName, now)
      else await addExampleMonitoring(db, row.id, example.shortName, people, now)
      await addExampleAssessments(db, row.id, example.shortName, people, now, indicators.offers?.series ?? [])
      if (workforce === 'soon') await askForExampleAfter(db, row.id, example.shortName, now)
      await addExamplePay(db, row.id, example.shortName, people, now, workforce)
      await addExampleGovernance(db, row.id, example.shortName, people, now)
      if (workforce === 'soon') await askForExamplePapers(db, row.id, example.shortName, now)
      await addExamplePublications(db, row.id, example.shortName, people, now, workforce === 'soon' ? 'made from the records' : 'typed')
      if (workforce === 'soon') await askForExampleReports(db, row.id, example.shortName, now)
      await addExampleDeclarations(db, row.id, example.shortName, people, now, workforce)
      // Last: what the other rooms did is in its register already.
      await addExampleClock(db, row.id, example.shortName, people, now)
      return true
    }, { statementMilliseconds: 60_000 })
  }
  return filled
}

async function objectivesByCode(db: Reading, organisation: string): Promise<ReadonlyMap<string, string>> {
  const [plan] = await listStrategies(db, organisation)
  return new Map(plan === undefined ? [] : (await listObjectives(db, organisation, plan.id)).map((each) => [each.code, each.id]))
}

async function isEmpty(db: Reading, organisation: string): Promise<boolean> {
  return (await listPeople(db, organisation)).length === 0
}

/** How to sign in as each kind of person, for the terminal. */
export function exampleSignIns(at: string, justMade: boolean): readonly string[] {
  const { protocol, port } = new URL(at)
  const elsewhere = exampleOrganisations.slice(1).map((each) => `${each.name}: ${protocol}//${each.shortName}.localhost${port === '' ? '' : `:${port}`}`)
  return [
    '', justMade ? 'The example council was made. It is plainly fictional: nobody in it exists.' : 'This is the example council. It is plainly fictional: nobody in it exists.',
    `Sign in at ${at}/sign-in with any of these and the password: ${examplePassword}`,
    ...signIns.map(([email, does]) => `  ${email.padEnd(44)} ${does}`),
    'Other bodies in the example, each kept apart from the rest:', ...elsewhere.map((each) => `  ${each}`),
  ]
}

const signIns: readonly (readonly [string, string])[] = [
  ['priya.nair@barsetshire.example', 'equality lead and publisher: keeps the plan'],
  ['aisha.rahman@barsetshire.example', 'leads actions and writes impact assessments in Adults and Communities'],
  ['samira.hussain@barsetshire.example', 'analyst: workforce extracts, figures and pay'],
  ['peter.ashdown@barsetshire.example', 'publisher'],
  ['colin.fairweather@barsetshire.example', 'chairs the group that looks through the assessments of that department'],
  ['tom.aldous@barsetshire.example', 'administrator: people, roles, departments'],
  ['ruth.pemberton@barsetshire.example', 'auditor: reads the ledger'],
  ['daniel.whitcombe@barsetshire.example', 'chair of the equalities board'],
  ['councillor.meena.joshi@barsetshire.example', 'elected member'],
  ['olena.marchenko@barsetshire.example', 'any employee'],
]
