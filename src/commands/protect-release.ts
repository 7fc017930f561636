import { readFile } from 'node:fs/promises'
import { Misunderstood, type Terminal } from './command.ts'
import { NotPossible } from './not-possible.ts'
import { describeAnswer, runProtect } from '#disclosure/command.ts'

/** `disclosure protect FILE [--after EARLIER ANSWER]… [--json]`. Gives the exit code: 0 may be published with what is withheld, 1 may not. */
export async function protectRelease(args: readonly string[], terminal: Terminal): Promise<number> {
  const files: string[] = []
  const earlier: string[] = []
  const answers: string[] = []
  for (let at = 0; at < args.length; at++) {
    const each = args[at] ?? ''
    if (each === '--json') continue
    if (each === '--after') {
      const [before, answer] = [args[at + 1], args[at + 2]]
      if (before === undefined || answer === undefined || before.startsWith('--') || answer.startsWith('--')) throw new Misunderstood('After --after come two files: an earlier release, and the answer that was given for it.')
      earlier.push(before)
      answers.push(answer)
      at += 2
    } else if (each.startsWith('-')) throw new Misunderstood(`There is no option ${each}.`)
    else files.push(each)
  }
  const [file, ...more] = files
  if (file === undefined || more.length > 0) throw new Misunderstood(file === undefined ? 'Say which file holds the release.' : `“${more[0] ?? ''}” is too much: one release at a time.`)
  const read = async (name: string): Promise<string> => readFile(terminal.file(name), 'utf8').catch((error: unknown) => { throw new NotPossible(`${name} could not be read: ${whyNot(error)}.`) })
  const release = await read(file)
  const before = { afterText: await Promise.all(earlier.map(read)), answerText: await Promise.all(answers.map(read)) }
  const answer = await terminal.during('Protecting', () => runProtect(release, before))
  if (args.includes('--json')) terminal.print(JSON.stringify(answer, null, 2))
  else if (answer.refused === null) terminal.print(describeAnswer(answer).trimEnd())
  else terminal.complain([describeAnswer(answer).trimEnd(), ...answer.merge.map(({ advice }) => advice)].join('\n'))
  return answer.refused === null ? 0 : 1
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code === 'EACCES' ? 'you may not read it' : error instanceof Error ? error.message : String(error)
}
