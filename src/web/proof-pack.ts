/** A pack: what somebody outside needs to see for themselves that documents are as they were kept. One zip file with its own verifier. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '#database/database.ts'
import { problemsOf, proveEntries, type LedgerProof } from '#database/ledger-proof.ts'
import { pack } from '#documents/packing.ts'
import type { Provable } from './offers.ts'

export interface Proved extends LedgerProof { readonly kind: string; readonly id: string; readonly organisation: { readonly id: string; readonly name: string }; readonly thing: Provable; readonly publicKeys: readonly string[] }

export async function prove(db: Reading, organisation: Proved['organisation'], asked: { readonly kind: string; readonly id: string; readonly thing: Provable; readonly publicKeys: readonly string[] }): Promise<Proved> {
  return { ...asked, organisation: { id: organisation.id, name: organisation.name }, ...await proveEntries(db, organisation.id, asked.thing.entries) }
}

/** What is not as it was written, in sentences. The verifier in the pack asks the same, without us. */
export function problemsIn({ thing, entries, checkpoints, publicKeys }: Proved): readonly string[] {
  const found = entries.map((entry) => ({ entry, problems: problemsOf(entry, checkpoints, publicKeys) }))
  const proved = found.filter(({ problems }) => problems.length === 0).map(({ entry }) => entry.text ?? '')
  return [
    ...thing.entries.filter((number) => !entries.some((entry) => entry.number === number)).map((number) => `Entry ${number} is missing from the ledger.`),
    ...found.flatMap(({ problems }) => problems),
    ...thing.documents.flatMap(({ file, bytes, sha256 }) => createHash('sha256').update(bytes).digest('hex') !== sha256 ? [`${file} is not as it was kept.`] : proved.some((text) => text.includes(sha256)) ? [] : [`${file}: no entry of the ledger speaks of it.`]),
  ]
}

/** The bytes of the pack. The same records make the same bytes. */
export async function writePack(proved: Proved): Promise<Uint8Array> {
  const { kind, id, organisation, thing, entries, checkpoints, publicKeys } = proved
  const proof = { format: 'due-regard proof 1', kind, id, title: thing.title, organisation, publicKeys, documents: thing.documents.map(({ file, what, sha256 }) => ({ file, what, sha256 })), checkpoints, entries }
  return pack([
    { name: 'README.txt', content: readMe(proved) },
    ...thing.documents.map(({ file, bytes }) => ({ name: file, content: bytes })),
    { name: 'proof.json', content: `${JSON.stringify(proof, null, 1)}\n` },
    { name: 'verify.mjs', content: readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'verify-pack.mjs'), 'utf8') },
  ])
}

function readMe({ organisation, thing, checkpoints }: Proved): string {
  return `${[
    organisation.name, thing.title, '', ...thing.says, '', 'In this pack:', ...thing.documents.map(({ file, what }) => `  ${file}: ${what}`),
    '  proof.json: the entries of the ledger that tell of them, and the way from each to a signed checkpoint', '  verify.mjs: a program that checks all of it. It is short, and can be read', '',
    'To check it, with Node 20 or later, in this folder:', '', '  node verify.mjs . PUBLIC-KEY CHECKPOINT.json', '',
    'Take PUBLIC-KEY and CHECKPOINT.json from where they were kept outside the system: the minutes, internal audit, another body. Without them the',
    'program still shows that the pack fits together. What it prints is proved; the summary above is for reading.', '',
    ...(checkpoints.length === 0 ? ['No checkpoint covers these entries yet. Ask for the pack again tomorrow.'] : ['Checkpoints used, as they may be printed in minutes:', ...checkpoints.map((each) => `  ${each.at}, ${each.size} entries, root ${each.root}`)]), '',
  ].join('\n')}`
}
