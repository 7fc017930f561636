/**
 * The ethnic groups of the 2021 Census in England, with the five under which they are reported. Which of them "the
 * others" are compared with is always named, for it changes the figure. Source: Office for National Statistics, 2021.
 */
export const ethnicGroups = [
  ['White', ['English, Welsh, Scottish, Northern Irish or British', 'Irish', 'Gypsy or Irish Traveller', 'Roma', 'Any other White background']],
  ['Asian or Asian British', ['Indian', 'Pakistani', 'Bangladeshi', 'Chinese', 'Any other Asian background']],
  ['Black, Black British, Caribbean or African', ['Caribbean', 'African', 'Any other Black background']],
  ['Mixed or multiple', ['White and Black Caribbean', 'White and Black African', 'White and Asian', 'Any other Mixed background']],
  ['Other', ['Arab', 'Any other ethnic group']],
] as const
export const whiteBritish = 'English, Welsh, Scottish, Northern Irish or British'
export const fiveGroups = ethnicGroups.map(([name]) => name)
export const nineteenGroups = ethnicGroups.flatMap(([, groups]) => groups)
export const noEthnicGroup = ['prefer not to say', 'not declared'] as const

/** Everything that a word of an extract may mean: one of the nineteen, one of the five where the extract says no more, or no answer. */
export const ethnicMeanings: readonly string[] = [...nineteenGroups, ...fiveGroups, ...noEthnicGroup]

/** The one of the five under which it stands; null for no answer. */
export function groupOfFive(group: string): string | null {
  return ethnicGroups.find(([five, groups]) => five === group || groups.some((each) => each === group))?.[0] ?? null
}

const guesses: readonly (readonly [RegExp, string])[] = [
  [/prefer not|declin|refus/i, 'prefer not to say'],
  [/not (stated|known|declared|disclosed|provided|recorded)|unknown|undeclared|unspecified|blank/i, 'not declared'],
  [/white.*(and|&|\/).*black carib/i, 'White and Black Caribbean'], [/white.*(and|&|\/).*black afr/i, 'White and Black African'], [/white.*(and|&|\/).*asian/i, 'White and Asian'], [/other.*(mixed|multiple)/i, 'Any other Mixed background'],
  [/gypsy|irish trav/i, 'Gypsy or Irish Traveller'], [/\broma\b/i, 'Roma'], [/other white|white[^a-z]*other/i, 'Any other White background'], [/northern irish|english|welsh|scottish|white[^a-z]*british/i, whiteBritish], [/white[^a-z]*irish|^irish/i, 'Irish'],
  [/other asian|asian[^a-z]*other/i, 'Any other Asian background'], [/pakistani/i, 'Pakistani'], [/bangladeshi/i, 'Bangladeshi'], [/chinese/i, 'Chinese'], [/\bindian\b(?!.*alask)/i, 'Indian'],
  [/other black|black[^a-z]*other/i, 'Any other Black background'], [/caribbean$|black caribbean|^caribbean/i, 'Caribbean'], [/african$|black african|^african/i, 'African'],
  [/arab/i, 'Arab'], [/any other ethnic|other ethnic/i, 'Any other ethnic group'],
  [/mixed|multiple/i, 'Mixed or multiple'], [/^white/i, 'White'], [/^asian/i, 'Asian or Asian British'], [/^black/i, 'Black, Black British, Caribbean or African'], [/^other|indian.*alask|hispanic|aborig|islander/i, 'Other'],
]

export function guessEthnicGroup(word: string): string | null {
  return guesses.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? null
}
