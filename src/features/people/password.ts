import { commonWords, keyboardRuns } from './common-passwords.ts'

/**
 * Everyone in the example signs in with this. It is printed by the program, so it protects nothing: outside the example it
 * opens no account, and nobody can choose it.
 */
export const examplePassword = 'three plum kettles'

/** `personal` are the words that an attacker would try first for this one person: their name, their address, their council. */
export function passwordProblem(password: string, personal: readonly string[]): string | null {
  const length = [...password].length
  if (length < shortest) return `Password must be ${shortest} characters or more`
  if (length > longest) return `Password must be ${longest} characters or fewer`
  if (password === examplePassword || isEasilyGuessed(password, personal)) return 'Password is too easy to guess. Try three words that have nothing to do with each other'
  return null
}

/** NCSC and NIST SP 800-63B: length is what counts, so there are no rules about kinds of characters. */
export const shortest = 12
/** Far above any phrase that a person types, far below what would make hashing slow. */
export const longest = 200

/**
 * Is it made of what every guessing program begins with: common words, the person’s own names, rows of the keyboard,
 * years, one thing repeated? A number for a letter (`p4ssw0rd`) changes nothing. Up to two such words count: three
 * that have nothing to do with each other are what the NCSC advises.
 */
export function isEasilyGuessed(password: string, personal: readonly string[]): boolean {
  const typed = password.normalize('NFKC').toLowerCase()
  if (repeats(typed)) return true
  const own = personal.flatMap((each) => each.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((each) => each.length >= 3)
  const words = [...new Set([...own, ...commonWords])].sort((a, b) => b.length - a.length)
  return [typed, lettersFor(typed, 'i'), lettersFor(typed, 'l')].some((spelling) => {
    let rest = spelling
    let found = 0
    for (const word of words) {
      while (found < 2 && rest.includes(word)) {
        rest = rest.replace(word, ' ')
        found++
      }
    }
    rest = withoutRuns(rest).replaceAll(/(?:19|20)\d\d|\d{1,6}|[^\p{L}\p{N}]/gu, '')
    return new Set(rest).size < 4 && rest.length < 6
  })
}

/** `abcabcabcabc`, `aaaaaaaaaaaa`: one thing of up to six characters, again and again. */
function repeats(text: string): boolean {
  for (let size = 1; size <= 6; size++) if (text === text.slice(0, size).repeat(Math.ceil(text.length / size)).slice(0, text.length)) return true
  return false
}

function lettersFor(text: string, one: 'i' | 'l'): string {
  const letters: Readonly<Record<string, string>> = { 0: 'o', 1: one, 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g', '@': 'a', $: 's', '!': 'i', '€': 'e', '£': 'l' }
  return text.replaceAll(/[01345789@$!€£]/g, (character) => letters[character] ?? character)
}

/** Takes out every stretch of four or more characters that lies along a row of the keyboard or the alphabet, either way. */
function withoutRuns(text: string): string {
  let kept = ''
  for (let from = 0; from < text.length;) {
    let length = 0
    for (const run of keyboardRuns) {
      let long = 0
      while (long < run.length && from + long < text.length && run.includes(text.slice(from, from + long + 1))) long++
      length = Math.max(length, long)
    }
    if (length < 4) kept += text[from]
    from += length < 4 ? 1 : length
  }
  return kept
}
