#!/usr/bin/env node
// Verifies a ledger that Due Regard exported (`due-regard ledger export`), without Due Regard, its server or its word.
//   node verify-ledger.mjs ledger.jsonl PUBLIC-KEY checkpoint.json…
// PUBLIC-KEY (64 hexadecimal digits) and the checkpoints come from where you keep them: the minutes, another machine.
// Needs Node 20 or later and nothing else. Ends with 0 when everything fits, with 1 when something does not.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [file, publicKey, ...kept] = process.argv.slice(2)
if (!file || !/^[0-9a-f]{64}$/.test(publicKey ?? '')) { console.error('Usage: node verify-ledger.mjs ledger.jsonl PUBLIC-KEY checkpoint.json…'); process.exit(2) }
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (text) => Buffer.from(text, 'hex')
const canonical = (value) => value === null || typeof value !== 'object' ? JSON.stringify(value) : Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
const eightBytes = (number) => { const bytes = Buffer.alloc(8); bytes.writeBigInt64BE(BigInt(number)); return bytes }
const problems = []
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: hex(publicKey).toString('base64url') }, format: 'jwk' })
const keyId = sha256(hex(publicKey)).toString('hex').slice(0, 16)

// The tree of RFC 9162: complete subtrees, largest first; two of one size become one of twice the size.
const peaks = []
const addLeaf = (hash, size) => { peaks.push(sha256(Buffer.of(0), hash)); for (let carry = size; carry % 2 === 1; carry = Math.floor(carry / 2)) { const right = peaks.pop(); peaks.push(sha256(Buffer.of(1), peaks.pop(), right)) } }
const root = () => peaks.length === 0 ? sha256().toString('hex') : peaks.reduceRight((right, left) => sha256(Buffer.of(1), left, right)).toString('hex')

const roots = new Map()
const checkpoints = kept.map((name) => ({ ...JSON.parse(readFileSync(name, 'utf8')), from: name }))
const sizes = new Set(checkpoints.map(({ size }) => size))
let organisation, ended = false, erased = 0, previous = Buffer.alloc(32), count = 0, leaves = 0
for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
  const { kind, number, hash, salt, text, ...rest } = JSON.parse(line)
  if (kind === 'ledger') organisation = rest.organisation
  if (kind === 'checkpoint') { checkpoints.push({ ...rest, from: 'the export' }); sizes.add(rest.size) }
  if (kind === 'end') ended = rest.entries === count
  if (kind !== 'entry') continue
  if (number !== count + 1) problems.push(`Entry ${count + 1} is missing.`)
  if (rest.organisation !== organisation) problems.push(`Entry ${number} belongs to another organisation.`)
  if (text === null) erased++
  else if (sha256(hex(salt), Buffer.from(text, 'utf8')).toString('hex') !== rest.body) problems.push(`What entry ${number} says is not what was written.`)
  const made = sha256(previous, eightBytes(number), sha256(canonical(rest)))
  if (made.toString('hex') !== hash) problems.push(`Entry ${number} was altered, or does not follow from the one before it.`)
  addLeaf(made, leaves++)
  previous = hex(hash)
  count = number
  if (sizes.has(count)) roots.set(count, root())
}
if (!ended) problems.push('The export is not complete: its last line is missing or counts otherwise.')
for (const { from, signature, ...it } of checkpoints) {
  const words = ['due-regard ledger checkpoint 1', it.organisation, it.size, it.root, it.at, it.key, ''].join('\n')
  if (it.key !== keyId || !verify(null, Buffer.from(words), key, hex(signature))) problems.push(`The checkpoint of ${it.at} (${from}) was not signed with the key you gave.`)
  else if (it.organisation !== organisation) problems.push(`The checkpoint of ${it.at} (${from}) is of another organisation.`)
  else if (it.size > count) problems.push(`The checkpoint of ${it.at} (${from}) covers ${it.size} entries and there are ${count}: entries were cut off, or the ledger was replaced.`)
  else if (roots.get(it.size) !== it.root) problems.push(`The checkpoint of ${it.at} (${from}) does not fit: an entry before it was changed, removed or put in.`)
}
if (kept.length === 0) console.log('No checkpoint from elsewhere was given, so entries that were cut off or rewritten before the export would not be seen.')
console.log(`${count} entries, ${erased} of them with their words erased; ${checkpoints.length} checkpoints. Root: ${root()}`)
for (const problem of problems) console.log(`PROBLEM: ${problem}`)
console.log(problems.length === 0 ? 'Everything fits.' : `${problems.length} problems.`)
process.exit(problems.length === 0 ? 0 : 1)
