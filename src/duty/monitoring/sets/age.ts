import { lastChecked, type Category, type QuestionSet } from '../question-set.ts'

/** Bands of age are a way of showing ages. What is kept is the date of birth, or the age on a day. */
function bands(words: readonly string[]): readonly Category[] {
  return words.map((word) => {
    const [, from = '0', to] = /^(\d+)(?:-(\d+)|\+)$/.exec(word) ?? []
    const label = to === undefined ? `${from} and over` : `${from} to ${to}`
    return { code: word, label, output: label, ages: { from: Number(from), ...(to === undefined ? {} : { to: Number(to) }) } }
  })
}

const presentation = 'Bands are a way of showing ages: keep the date of birth, or the age on the day of the extract.'
const asked = ['What is your date of birth?'] as const

function ageSet(id: string, name: string, words: readonly string[], source: string, notes: readonly string[] = []): QuestionSet {
  return { id, question: 'age', edition: 'Age bands', name, asked, categories: bands(words), lessDetail: [], preferNotToSay: false, source, lastChecked, notes: [presentation, ...notes] }
}

export const ageSets: readonly QuestionSet[] = [
  ageSet('age-five-year', 'Five-year bands', ['16-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50-54', '55-59', '60-64', '65+'], 'Office for National Statistics, table TS007, for a workforce', ['Every other set of bands that ends in 4 or 9 can be made from these.']),
  ageSet('age-ten-year', 'Ten-year bands', ['16-24', '25-34', '35-44', '45-54', '55-64', '65+'], 'Bands of the labour market statistics'),
  ageSet('age-2016', 'Bands with the years before retirement apart', ['16-24', '25-34', '35-44', '45-54', '55-59', '60-64', '65+'], 'County council workforce profile of 2016', ['Percentages printed to one decimal can add to 99.9%.']),
  ageSet('age-2013', 'Four bands', ['16-24', '25-44', '45-64', '65+'], 'County council workforce profile of 2013', ['It can be made from ten-year and five-year bands, never the other way round.']),
  ageSet('age-decades', 'Bands by tens', ['16-19', '20-29', '30-39', '40-49', '50-59', '60-69', '70+'], 'Common in council workforce reports', ['The census can be put into these bands from single years of age or from five-year bands up to 64.']),
  ageSet('age-population', 'Five-year bands of the whole population',
    ['0-4', '5-9', '10-15', '16-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50-54', '55-59', '60-64', '65-69', '70-74', '75-79', '80-84', '85+'], 'Office for National Statistics, table TS007, cut at 16'),
]
