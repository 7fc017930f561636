import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { filesOf } from './files.ts'

test('a file that two rooms were given is kept for the one when the other lets it go, and what was changed under its name is not given out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  try {
    const [pay, monitoring, elsewhere] = [filesOf(folder, 'a', 'Pay gaps'), filesOf(folder, 'a', 'Equality monitoring'), filesOf(folder, 'b', 'Pay gaps')]
    const bytes = new TextEncoder().encode('Sex,Pay\nF,1\n')
    const sha256 = await pay.keep(bytes)
    assert.equal(await monitoring.keep(bytes), sha256)
    await monitoring.letGo(sha256)
    assert.equal(await monitoring.find(sha256), null)
    assert.deepEqual(new Uint8Array(await pay.find(sha256) ?? []), bytes)
    assert.equal(await elsewhere.find(sha256), null)
    await writeFile(join(folder, 'a', 'pay-gaps', sha256.slice(0, 2), sha256), 'Sex,Pay\nF,2\n')
    assert.equal(await pay.find(sha256), null)
  } finally { rmSync(folder, { recursive: true, force: true }) }
})
