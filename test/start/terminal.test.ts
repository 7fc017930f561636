import assert from 'node:assert/strict'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { spawnSync } from 'node:child_process'
import { unzipSync } from 'fflate'
import { after, before, describe, test } from 'node:test'
import { commands } from '../../src/commands.ts'
import { browser, isRunning, root, serverOf, temporaryPlace, terminal, until, type Place } from './running.ts'

describe('due-regard, without a database', () => {
  let place: Place
  before(() => { place = temporaryPlace() })
  after(() => place[Symbol.asyncDispose]())

  test('help lists every command on standard output, and each explains itself', async () => {
    const all = await terminal(['help'], null)
    assert.deepEqual([all.code, all.complained], [0, ''])
    const widest = Math.max(...commands.map(({ name }) => name.length))
    for (const { name, does } of commands) assert.ok(all.said.includes(`  ${name.padEnd(widest)}  ${does}`), name)
    const one = await terminal(['help', 'ledger', 'verify'], null)
    assert.equal(one.code, 0)
    assert.match(one.said, /^due-regard ledger verify \[--organisation NAME\]/)
    assert.equal((await terminal(['ledger', 'verify', '--help'], null)).said, one.said)
  })

  test('a command that is not there, or is used wrongly, ends with 2 and suggests the right one', async () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /import plan/], [['hlep'], /Did you mean: due-regard help\?/], [['imprt', 'plan', 'x'], /Did you mean: due-regard import plan\?/], [['ledger', 'verfy'], /due-regard ledger verify/], [['xyzzy'], /There is no command “xyzzy”/],
      [['backup'], /Usage: due-regard backup FILE/], [['doctor', 'now'], /“now” is too much/], [['ledger', 'verify', '--orgnisation', 'x'], /There is no option --orgnisation/], [['check', 'vectors'], /Usage: due-regard check vectors FOLDER/],
      [['person', 'add', '--name', 'Ann'], /Say the person’s email with --email/], [['person', 'add', '--name', 'Ann', '--email', 'ann@barsetshire.example', '--role', 'king'], /There is no role “king”/], [['import', 'plan'], /FILE/],
      [['disclosure', 'protect', 'a', '--after', 'b'], /two files/],
      [['organisation', 'add', '--name', 'Barchester'], /Say its web address with --at/], [['organisation', 'address', 'https://x.example/'], /Give the name of the address alone/], [['organisation', 'address', 'barchester'], /is not the name of a web address/],
    ]
    for (const [args, says] of wrong) {
      const { code, said, complained } = await terminal(args, null)
      assert.deepEqual([code, said], [2, ''], args.join(' '))
      assert.match(complained, says)
    }
  })

  test('a plan is read from where the person stands, and JSON is all that is on standard output', async () => {
    mkdirSync(join(place.path, 'folder'))
    writeFileSync(join(place.path, 'folder', 'plan.csv'), 'Ref,Action,Lead,Deadline,Measure\n1.1,Mend the lift at the library,Estates,31 March 2027,The lift works\n')
    const read = spawnSync('npm', ['--prefix', root, 'run', '-s', 'due-regard', '--', 'import', 'plan', 'folder/plan.csv', '--json'], { cwd: place.path, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: place.path } })
    assert.equal(read.status, 0, read.stderr)
    const { actions } = JSON.parse(read.stdout) as { actions: { action: string; deadline: string }[] }
    assert.deepEqual(actions.map(({ action, deadline }) => [action, deadline]), [['Mend the lift at the library', '31 March 2027']])
    const piped = await terminal(['import', 'plan', '-'], null, { input: '1.1 Mend the lift at the library. Lead: Estates. By 31 March 2027.\n' })
    assert.equal(piped.code, 0, piped.complained)
  })

  test('reference answers are checked, and one that is wrong ends with 1', async () => {
    const folder = join(place.path, 'vectors')
    mkdirSync(folder)
    // Wilson's interval for 5 of 10, as every textbook has it.
    const family = (hi: number) => JSON.stringify({ schema: 'ecv/1', family: 'wilson', tolerance: { abs: 1e-4, rel: 0 }, cases: [{ id: 'half of ten', input: { x: 5, n: 10, conf: 0.95 }, expected: { lo: 0.2366, hi } }] })
    writeFileSync(join(folder, 'a.json'), family(0.7634))
    const right = await terminal(['check', 'vectors', folder], null)
    assert.deepEqual([right.code, right.said], [0, 'wilson 1 1\n'], right.complained)
    writeFileSync(join(folder, 'a.json'), family(0.7))
    const wrong = await terminal(['check', 'vectors', folder, '--json'], null)
    assert.equal(wrong.code, 1)
    const { families } = JSON.parse(wrong.said) as { families: { wilson: { passed: number; total: number } } }
    assert.deepEqual([families.wilson.passed, families.wilson.total], [0, 1])
    assert.equal((await terminal(['check', 'vectors', join(place.path, 'nowhere')], null)).code, 1)
  })

  test('a release is protected, and a file that is none is refused with 1', async () => {
    const file = join(place.path, 'release.json')
    writeFileSync(file, JSON.stringify({ schema: 'release/1', threshold: 5, dimensions: { team: ['North', 'South', 'West'] }, tables: [{ id: 'staff', by: ['team'], counts: [40, 3, 31] }] }))
    const answer = await terminal(['disclosure', 'protect', file, '--json'], null)
    assert.equal(answer.code, 0, answer.complained)
    const { withheld, verified } = JSON.parse(answer.said) as { withheld: { cell: { team: string } }[]; verified: boolean }
    assert.ok(verified && withheld.length >= 2 && withheld.some(({ cell }) => cell.team === 'South'), answer.said)
    writeFileSync(join(place.path, 'answer.json'), answer.said)
    const after = await terminal(['disclosure', 'protect', file, '--after', file, join(place.path, 'answer.json')], null)
    assert.equal(after.code, 0, after.complained)
    assert.match(after.said, /figures are withheld/)
    assert.equal((await terminal(['disclosure', 'protect', join(place.path, 'none.json')], null)).code, 1)
  })

  test('what needs no database does not load one: the list of commands names what each needs, and no more', () => {
    const reached = reach('src/cli.ts')
    assert.deepEqual([...reached].filter((file) => !/^src\/(cli|commands|commands\/command|duty\/(roles|refused))\.ts$/.test(file)), [])
    assert.ok(reached.size >= 4, 'the reader of imports is broken')
    for (const door of ['src/features/action-plan/commands/import-plan.ts', 'src/statistics/check-vectors.ts', 'src/disclosure/command.ts', 'src/commands/protect-release.ts']) {
      assert.deepEqual([...reach(door)].filter((file) => /^src\/(database|web|app|house|serve)/.test(file)), [], door)
    }
  })

  test('a folder without a database is not made into one by a question about it', async () => {
    const { code, complained } = await terminal(['ledger', 'verify'], join(place.path, 'misspelt'))
    assert.equal(code, 1)
    assert.match(complained, /There is no database in \S+misspelt\. Set DUE_REGARD_DATA/)
    assert.ok(!existsSync(join(place.path, 'misspelt')))
  })
})

describe('due-regard, with a database', () => {
  let place: Place
  before(() => { place = temporaryPlace() })
  after(() => place[Symbol.asyncDispose]())

  test('an example is made, verified, backed up while the service runs, and restored elsewhere', async () => {
    const made = await terminal(['example'], place.data)
    assert.equal(made.code, 0, made.complained)
    assert.match(made.said, /priya\.nair@barsetshire\.example/)
    assert.equal(serverOf(place.data), null, 'the server lived as long as the command')
    const twice = await terminal(['example'], place.data)
    assert.deepEqual([twice.code, twice.said], [1, ''])

    const house = await place.start()
    const address = await house.greeted()
    const server = serverOf(place.data) ?? 0
    const signed = await terminal(['ledger', 'checkpoint'], place.data)
    assert.equal(signed.code, 0, signed.complained)
    const verified = await terminal(['ledger', 'verify', '--organisation', 'barsetshire', '--export', join(place.path, 'ledger')], place.data)
    assert.equal(verified.code, 0, verified.complained)
    assert.match(verified.said, /Everything is as it was written\./)
    const key = (await terminal(['ledger', 'key'], place.data)).said.trim()
    const copies = globSync(join(place.data, 'checkpoints', '*', '*.json'))
    const organisation = (JSON.parse(readFileSync(join(place.path, 'ledger'), 'utf8').split('\n')[0] ?? '') as { organisation: string }).organisation
    const alone = spawnSync('node', [join(root, 'docs', 'verify-ledger.mjs'), join(place.path, 'ledger'), key, ...copies.filter((copy) => copy.includes(organisation))], { encoding: 'utf8' })
    assert.equal(alone.status, 0, alone.stdout + alone.stderr)

    const [decided] = /EIA\/\d{4}\/\d{3}/.exec((await browser(address, 'barsetshire.localhost').get('/impact-assessments/register.csv')).html) ?? []
    const pack = join(place.path, 'pack.zip')
    const proved = await terminal(['ledger', 'prove', 'decision', decided ?? '', '--to', pack], place.data)
    assert.equal(proved.code, 0, proved.complained)
    assert.match(proved.said, /The decision on EIA[\s\S]*impact-assessments\.decided, under the checkpoint[\s\S]*Everything is as it was kept\.\n$/)
    assert.equal(statSync(pack).mode & 0o077, 0)
    assert.match((await terminal(['ledger', 'prove', 'weather', '1'], place.data)).complained, /There is no kind “weather”\. There .*decision/)
    assert.match((await terminal(['ledger', 'prove', 'decision', 'EIA/1999/001'], place.data)).complained, /There is no decision EIA\/1999\/001\. ID is the number of an assessment/)

    const wasPublic = '/reports/annual-equality-report-2024-to-2025'
    const page = await terminal(['ledger', 'prove', 'publication', `${wasPublic}@2025-09-15`, '--to', join(place.path, 'page.zip')], place.data)
    assert.equal(page.code, 0, page.complained)
    assert.match(page.said, /as it was public at \/reports\/annual-equality-report-2024-to-2025[\s\S]*It rests on Gender pay gap[\s\S]*Version 2 took its place[\s\S]*publication\.let-out, under the checkpoint[\s\S]*Everything is as it was kept\.\n$/)
    assert.match((await terminal(['ledger', 'prove', 'publication', '/pay-gap/2024'], place.data)).said, /Annual equality report 2024 to 2025 .* rests on this version\./)
    assert.equal((await terminal(['ledger', 'prove', 'publication', `${wasPublic}@2024-01-01`], place.data)).code, 1, 'nothing was public there then')
    const priya = browser(address)
    await priya.signIn('priya.nair@barsetshire.example', 'three plum kettles')
    const report = await priya.press(await priya.get('/packs/new'), 'Make the report', { 'What kind of report is it?': 'Board pack', 'Which body is it for? (optional)': 'Equalities Board' })
    const issuedAt = String(report.headers['location'])
    await priya.press(await priya.get(`${issuedAt}/issue`), 'Issue', { 'I have read it': true })
    const had = await terminal(['ledger', 'prove', 'report', `${issuedAt.split('/').at(-1) ?? ''}@1`, '--to', join(place.path, 'report.zip')], place.data)
    assert.equal(had.code, 0, had.complained)
    assert.match(had.said, /Issue 1 was issued by Priya Nair on .* to Equalities Board\.[\s\S]*after entry \d+ of the ledger[\s\S]*reports\.issued, under the checkpoint[\s\S]*Everything is as it was kept\.\n$/)
    for (const [zip, bytes] of [['page.zip', '52.3'], ['report.zip', 'Equalities Board']] as const) {
      const folder = join(place.path, zip.replace('.zip', ''))
      mkdirSync(folder)
      const files = Object.entries(unzipSync(readFileSync(join(place.path, zip))))
      for (const [name, content] of files) writeFileSync(join(folder, name), content)
      assert.ok(files.some(([name, content]) => name.includes('1.json') && new TextDecoder().decode(content).includes(bytes)), `${zip} holds what its readers had`)
      const checked = spawnSync('node', [join(folder, 'verify.mjs'), folder, key], { encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } })
      assert.equal(checked.status, 0, checked.stdout + checked.stderr)
    }

    const file = join(place.path, 'backup')
    const secret = join(place.path, 'backup-key')
    const open = await terminal(['backup', 'key', secret], null)
    assert.match(open.said, /^age1[a-z0-9]+\n$/)
    assert.equal(statSync(secret).mode & 0o077, 0)
    assert.match((await terminal(['backup', file], place.data)).complained, /health, faith and pay, so it is sealed\. Make a key/)
    assert.match((await terminal(['backup', file, '--for', readFileSync(secret, 'utf8').split('\n')[1] ?? ''], place.data)).complained, /A secret key was given/)
    const backed = await terminal(['backup', file], place.data, { env: { DUE_REGARD_BACKUP_FOR: open.said.trim() } })
    assert.equal(backed.code, 0, backed.complained)
    assert.match(backed.said, /Sealed for age1/)
    assert.equal(statSync(file).mode & 0o077, 0)
    assert.equal((await terminal(['backup', file, '--unsealed'], place.data)).code, 1, 'a backup is never written over')
    assert.match((await terminal(['backup', 'check', file], null)).complained, /is sealed\. Say which file holds the key/)
    assert.equal((await terminal(['backup', 'check', file, '--key', secret], null)).code, 0)
    const physical = await terminal(['backup', 'physical', join(place.path, 'physical')], place.data)
    assert.equal(physical.code, 0, physical.complained)

    const link = await terminal(['person', 'add', '--name', 'Ann Orme', '--email', 'ann.orme@barsetshire.example', '--role', 'publisher', '--organisation', 'barsetshire'], place.data, { env: { PORT: String(house.port) } })
    assert.equal(link.code, 0, link.complained)
    const at = new URL(link.said.trim())
    assert.equal((await browser(address, at.host).get(at.pathname + at.search)).status, 200)
    const clash = await terminal(['person', 'add', '--name', 'Ann Orme', '--email', 'ann.orme@barsetshire.example', '--role', 'analyst', '--role', 'recruiter', '--organisation', 'barsetshire'], place.data)
    assert.equal(clash.code, 1)
    assert.match(clash.complained, /cannot be both/)
    const added = await terminal(['organisation', 'add', '--name', 'Barchester City Council', '--at', 'Barchester.localhost', '--kind', 'city council'], place.data, { env: { PORT: String(house.port) } })
    assert.equal(added.code, 0, added.complained)
    const begins = new URL(added.said.trim())
    assert.equal(begins.host, `barchester.localhost:${house.port}`)
    const begin = async () => (await browser(address, begins.host).get(begins.pathname + begins.search)).html
    await until('the running service knows the new address, with no restart', async () => (await begin()).includes('Barchester City Council'))
    assert.match(await begin(), /Your name/, 'its first administrator begins there')
    assert.doesNotMatch(await begin(), /This body does not exist/, 'only the example says that it is one')
    assert.match((await browser(address).get('/')).html, /This body does not exist/)
    const sameName = await terminal(['organisation', 'add', '--name', 'barchester  city council', '--at', 'other.localhost'], place.data)
    assert.deepEqual([sameName.code, sameName.complained.trim()], [1, 'Barchester City Council is here already.'])
    assert.match((await terminal(['organisation', 'address', 'barsetshire.localhost', '--organisation', 'barchester-city-council'], place.data)).complained, /is the address of Barsetshire County Council already/)
    assert.match((await terminal(['organisation', 'address', 'city.localhost', '--organisation', 'barchester-city-council'], place.data)).said, /city\.localhost reaches Barchester City Council\./)
    assert.match((await terminal(['ledger', 'verify', '--organisation', 'barchester-city-council'], place.data)).said, /3 entries/)
    const examined = await terminal(['doctor'], place.data)
    assert.equal(examined.code, 0, examined.said)
    assert.match(examined.said, /^well {2}The database is up to date\.$/m)
    assert.ok(isRunning(server) && serverOf(place.data) === server, 'the commands left the running server alone')
    assert.equal((await terminal(['restore', file, '--key', secret], place.data)).code, 1, 'nothing is written over')
    assert.equal((await house.stop()).code, 0)

    const elsewhere = join(place.path, 'elsewhere')
    const restored = await terminal(['restore', file, '--key', secret], elsewhere)
    assert.equal(restored.code, 0, restored.complained)
    const again = await place.start({ data: elsewhere })
    assert.match(await again.greeted().then(again.said), /This is the example council/)
    assert.equal((await again.stop()).code, 0)
  })
})

test('the self-test tries the whole program on this machine and leaves nothing behind', async () => {
  const before = globSync(join(tmpdir(), 'due-regard-selftest-*'))
  const { code, said, complained } = await terminal(['selftest'], null)
  assert.equal(code, 0, said + complained)
  assert.match(said, /^well {2}The database is killed outright and comes back with everything/m)
  assert.match(said, /^All \d+ trials went well\.$/m)
  assert.deepEqual(globSync(join(tmpdir(), 'due-regard-selftest-*')), before)
})

/** Every file that a file loads as soon as it is loaded itself: not what it imports while it runs, and not types. */
function reach(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, from = ''] of readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export) (?!type )[^'"]*?from '([#.][^']+)'/gm)) {
    reach(from.startsWith('#') ? `src/${from.slice(1)}` : relative(root, join(root, dirname(file), from)), found)
  }
  return found
}
