#!/usr/bin/env node
// Verifies a pack that Due Regard made (`due-regard ledger prove KIND ID --to PACK.zip`, unpacked), without Due Regard, its server or its word.
//   node verify.mjs FOLDER [PUBLIC-KEY [checkpoint.json…]]
// FOLDER is where the pack was unpacked. PUBLIC-KEY (64 hexadecimal digits) and the checkpoints come from where you keep them: the minutes, another
// machine. Needs Node 20 or later and nothing else. Ends with 0 when everything fits, with 1 when something does not.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const [folder, givenKey, ...kept] = process.argv.slice(2)
if (!folder || (givenKey !== undefined && !/^[0-9a-f]{64}$/.test(givenKey))) { console.error('Usage: node verify.mjs FOLDER [PUBLIC-KEY [checkpoint.json…]]'); process.exit(2) }
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (text) => Buffer.from(text, 'hex')
const canonical = (value) => value === null || typeof value !== 'object' ? JSON.stringify(value) : Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
const eightBytes = (number) => { const bytes = Buffer.alloc(8); bytes.writeBigInt64BE(BigInt(number)); return bytes }
const problems = []
const proof = JSON.parse(readFileSync(join(folder, 'proof.json'), 'utf8'))
const keys = givenKey === undefined ? proof.publicKeys : [givenKey]
const keptCheckpoints = kept.map((name) => ({ ...JSON.parse(readFileSync(name, 'utf8')), from: name }))

// A checkpoint was signed by the key, and is the same as the copy that was kept elsewhere.
const isSigned = ({ signature, organisation, size, root, at, key }) => keys.some((each) => sha256(hex(each)).toString('hex').slice(0, 16) === key
  && verify(null, Buffer.from(['due-regard ledger checkpoint 1', organisation, size, root, at, key, ''].join('\n')), createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: hex(each).toString('base64url') }, format: 'jwk' }), hex(signature)))
for (const checkpoint of [...proof.checkpoints, ...keptCheckpoints]) {
  const name = `The checkpoint of ${checkpoint.at} over ${checkpoint.size} entries`
  if (!isSigned(checkpoint)) problems.push(`${name} was not signed with the key.`)
  if (checkpoint.organisation !== proof.organisation.id) problems.push(`${name} is of another organisation.`)
}
for (const copy of keptCheckpoints) for (const inside of proof.checkpoints) if (inside.size === copy.size && inside.root !== copy.root) problems.push(`The checkpoint over ${copy.size} entries differs from the copy in ${copy.from}.`)

// The way from an entry to the root, RFC 9162, 2.1.3.2.
const leadsToRoot = (hash, index, size, path, root) => {
  let at = index, last = size - 1, now = sha256(Buffer.of(0), hex(hash))
  for (const other of path.map(hex)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      now = sha256(Buffer.of(1), other, now)
      while (at % 2 === 0 && at !== 0) { at /= 2; last = Math.floor(last / 2) }
    } else now = sha256(Buffer.of(1), now, other)
    at = Math.floor(at / 2); last = Math.floor(last / 2)
  }
  return last === 0 && now.toString('hex') === root
}

const proved = []
for (const { number, previous, hash, salt, text, checkpoint: size, path, ...header } of proof.entries) {
  const checkpoint = proof.checkpoints.find((each) => each.size === size)
  if (header.organisation !== proof.organisation.id) problems.push(`Entry ${number} belongs to another organisation.`)
  else if (text !== null && sha256(hex(salt), Buffer.from(text, 'utf8')).toString('hex') !== header.body) problems.push(`What entry ${number} says is not what was written.`)
  else if (sha256(hex(previous), eightBytes(number), sha256(canonical(header))).toString('hex') !== hash) problems.push(`Entry ${number} was altered.`)
  else if (size !== null && !(checkpoint && leadsToRoot(hash, number - 1, size, path, checkpoint.root))) problems.push(`Entry ${number} is not under the root of its checkpoint.`)
  else {
    proved.push(text ?? '')
    console.log(`Entry ${number}, ${header.at}, ${header.did}, by ${header.by}${size === null ? '. NO CHECKPOINT COVERS IT YET' : `, under the checkpoint of ${checkpoint.at}`}`)
    console.log(`  ${text ?? 'Its words were erased by law.'}`)
  }
}

// Every document is here, as it was kept, and a proved entry says so.
const expected = new Set(['proof.json', 'verify.mjs', 'README.txt', ...proof.documents.map(({ file }) => file)])
for (const name of readdirSync(folder)) if (!expected.has(name)) problems.push(`${name} is no part of the pack.`)
for (const { file, sha256: written } of proof.documents) {
  let bytes = null
  try { bytes = readFileSync(join(folder, file)) } catch { problems.push(`${file} is missing.`); continue }
  if (sha256(bytes).toString('hex') !== written) problems.push(`${file} is not as it was kept.`)
  else if (!proved.some((text) => text.includes(written))) problems.push(`${file}: no entry of the ledger in this pack speaks of it.`)
  else console.log(`${file}: as it was kept, SHA-256 ${written}`)
}
if (givenKey === undefined) console.log('No public key was given, so the one in the pack was used: a forger could have put in another. Ask for the key where it was printed.')
if (kept.length === 0) console.log('No checkpoint from elsewhere was given, so this shows that the pack fits together, and not that the ledger was not rewritten before it was made.')
for (const problem of problems) console.log(`PROBLEM: ${problem}`)
console.log(problems.length === 0 ? 'Everything fits.' : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`)
process.exit(problems.length === 0 ? 0 : 1)
