import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { root, until } from './running.ts'

/** A project of one file with the real bootstrap, on a machine whose npm only writes down that it was asked. */
function smallProject(npm = 'sleep 0.5; mkdir -p node_modules/.bin && ln -sf "$RIGHT_NODE" node_modules/.bin/node') {
  const path = mkdtempSync(join(tmpdir(), 'due-regard-bootstrap-'))
  for (const folder of ['bin', 'src', 'path']) mkdirSync(join(path, folder))
  copyFileSync(join(root, 'bin', 'bootstrap.mjs'), join(path, 'bin', 'bootstrap.mjs'))
  writeFileSync(join(path, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/thing': { version: '1.0.0', integrity: 'sha512-x' } } }))
  writeFileSync(join(path, 'src', 'main.ts'), `const words: string = process.argv.slice(2).join(' '); console.log(\`ran \${words}\`); process.exitCode = Number(process.env['CODE'] ?? 0)`)
  writeFileSync(join(path, 'path', 'npm'), `#!/bin/sh\necho "$@" >> "$ASKED"\n${npm}\n`)
  chmodSync(join(path, 'path', 'npm'), 0o755)
  const asked = join(path, 'asked')
  return {
    path,
    asked: () => existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [],
    run(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
      const child = spawn(process.execPath, [join(path, 'bin', 'bootstrap.mjs'), 'src/main.ts', ...args], { env: { PATH: `${join(path, 'path')}:${process.env['PATH']}`, ASKED: asked, RIGHT_NODE: process.execPath, ...env } })
      let [said, complained] = ['', '']
      child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
      child.stderr.on('data', (chunk: Buffer) => { complained += chunk.toString() })
      return { child, ended: new Promise<{ code: number | null; said: string; complained: string }>((done) => child.on('close', (code) => done({ code, said, complained }))) }
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

describe('The bootstrap', () => {
  test('installs once, then runs the program with its arguments and gives its exit code', async () => {
    using project = smallProject()
    const first = await project.run(['one', 'two words']).ended
    assert.deepEqual([first.code, first.said], [0, 'ran one two words\n'], first.complained)
    assert.match(first.complained, /^Installing what Due Regard needs \(once, about half a minute\)…$/m)
    const second = await project.run([], { CODE: '2' }).ended
    assert.deepEqual([second.code, second.complained], [2, ''])
    assert.deepEqual(project.asked(), ['ci --no-audit --no-fund --loglevel=error'])
    writeFileSync(join(project.path, 'package-lock.json'), JSON.stringify({ packages: { '': { version: '2' } } }))
    await project.run().ended
    assert.equal(project.asked().length, 2, 'another lock file is installed anew')
  })

  test('two programs that start at once on a fresh clone install once', async () => {
    using project = smallProject()
    const both = await Promise.all([project.run(['a']).ended, project.run(['b']).ended])
    assert.deepEqual(both.map(({ code }) => code), [0, 0], JSON.stringify(both))
    assert.equal(project.asked().length, 1)
  })

  test('a mark that a killed install left behind binds nobody', async () => {
    using project = smallProject()
    mkdirSync(join(project.path, '.cache'))
    writeFileSync(join(project.path, '.cache', 'installing'), '4194399')
    assert.equal((await project.run().ended).code, 0)
  })

  test('an install that fails starts nothing, and is tried again the next time', async () => {
    using project = smallProject('exit 1')
    for (const times of [1, 2]) {
      const { code, said, complained } = await project.run().ended
      assert.deepEqual([code, said, project.asked().length], [1, '', times])
      assert.match(complained, /npm ci did not finish, so nothing was started/)
    }
  })

  test('a signal during the install ends it, and nothing is started', async () => {
    using project = smallProject('exec sleep 30')
    const { child, ended } = project.run()
    await until('npm', () => project.asked().length === 1)
    child.kill('SIGTERM')
    const { code, said } = await ended
    assert.deepEqual([code, said, existsSync(join(project.path, '.cache', 'installing'))], [1, '', false])
  })

  test('what somebody has installed by hand is not installed again, and what is not the right thing is', async () => {
    using project = smallProject()
    mkdirSync(join(project.path, 'node_modules', '.bin'), { recursive: true })
    symlinkSync(process.execPath, join(project.path, 'node_modules', '.bin', 'node'))
    const installed = (version: string) => writeFileSync(join(project.path, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: { 'node_modules/thing': { version, integrity: 'sha512-x' } } }))
    installed('1.0.0')
    assert.equal((await project.run().ended).code, 0)
    assert.equal(project.asked().length, 0)
    installed('1.0.1')
    assert.equal((await project.run().ended).code, 0)
    assert.equal(project.asked().length, 1)
  })
})
