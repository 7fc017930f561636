import { lowerFirst } from '../capital.ts'
import type { QuestionId } from './questions.ts'

/** Names of peoples, faiths and languages keep their capitals. */
const keepsCapitals: ReadonlySet<QuestionId> = new Set(['ethnic group', 'religion or belief', 'main language'])

/** Labels that are a verb, a heading or a plural, and what is said instead. The first that fits. */
const turned: { readonly [question in QuestionId]?: readonly (readonly [RegExp, string])[] } = {
  'disability': [
    [/^Day-to-day activities not limited$/, 'not limited in day-to-day activities'], [/^Day-to-day activities limited (a lot|a little)$/, 'limited $1 in day-to-day activities'],
    [/^Long-term condition, day-to-day activities not limited$/, 'living with a long-term condition that does not limit day-to-day activities'], [/^No long-term .*conditions$/, 'without long-term physical or mental health conditions'],
  ],
  'ethnic group': [
    [/^All ethnic groups other than (.+) combined$/, 'of any ethnic group other than $1'], [/^All other ethnic groups combined$/, 'of any other ethnic group'], [/^Any other (.+)$/, 'of any other $1'],
    [/^Other ethnic groups?(: .*)?$/, 'of another ethnic group$1'], [/^Other (Mixed.*)$/, 'of other $1'], [/^(Mixed.*) groups?(: .*)?$/, 'of $1 groups$2'], [/^(Chinese or other ethnic group.*)$/, 'of a $1'],
  ],
  'religion or belief': [
    [/^No religion$/, 'of no religion'], [/^None$/, 'of no religion'], [/^Any other religion$/i, 'of any other religion'], [/^Other religions and beliefs$/i, 'of another religion or belief'], [/^(?:Other|Another) religion$/i, 'of another religion'], [/^(?:Other|Another) belief$/i, 'of another belief'],
  ],
  'sexual orientation': [
    [/^(?:All other sexual orientations|Any other sexual orientation)$/, 'of any other sexual orientation'], [/^(?:Another|Other) sexual orientation$/, 'of another sexual orientation'],
    [/^Lesbian, gay, bisexual or another sexual orientation$/, 'lesbian, gay, bisexual or of another sexual orientation'], [/^Gay man$/, 'gay men'], [/^Lesbian or gay woman$/, 'lesbians or gay women'], [/^(Straight|Gay) or (Heterosexual|Lesbian)(.*)$/, '$1 or $2$3'],
  ],
  'gender identity': [
    [/^(?:Gender identity the )?[Ss]ame as sex registered at birth$/, 'of the same gender identity as their sex registered at birth'], [/^(?:Gender identity d|D)ifferent from sex registered at birth(.*)$/, 'of a gender identity different from their sex registered at birth$1'],
    [/^Trans woman$/, 'trans women'], [/^Trans man$/, 'trans men'], [/^All other gender identities$/, 'of any other gender identity'],
  ],
  'legal partnership status': [[/^Surviving partner from/, 'surviving partners from'], [/^Civil partnership$/, 'in a civil partnership'], [/^(?:Widowed or surviving civil partner)$/, 'widowed or surviving civil partners']],
  'carer': [[/^Gives unpaid care(.*)$/, 'unpaid carers$1'], [/^(?:Does not give|Provides no) unpaid care$/, 'not unpaid carers'], [/^(.+ hours a week.*)$/, 'unpaid carers for $1']],
  'socio-economic background': [[/^Lower socio-economic background$/, 'of a lower socio-economic background'], [/^Professional background$/, 'of a professional background'], [/^Intermediate background$/, 'of an intermediate background'], [/^(.*occupations)$/, 'from homes of $1'], [/^Senior, middle(.*)$/, 'from homes of senior, middle$1'], [/^Small business owners(.*)$/, 'from homes of small business owners$1'], [/^Retired$/, 'from homes of people who had retired'], [/^Long-term unemployed$/, 'from homes of the long-term unemployed']],
  'main language': [[/^(?:Main language is )?(English(?: or Welsh)?|British Sign Language)$/, 'of main language $1'], [/^Another main language(.*)$/, 'of another main language$1']],
}
/** Whole words that are lower-case in a sentence though the label's own words have them otherwise. */
const lowered: readonly QuestionId[] = ['sexual orientation', 'socio-economic background']

/**
 * The name of a group as it stands in a sentence after “who are”: “of no religion”, “unpaid carers”, “Sikh”. Labels are made to stand in
 * a list, and say “gives unpaid care” or “All other sexual orientations”. A body's own label stays as it is but for its first letter.
 */
export function groupInSentence(label: string, question: QuestionId): string {
  const rule = turned[question]?.find(([pattern]) => pattern.test(label))
  if (rule !== undefined) {
    const said = label.replace(...rule)
    return lowered.includes(question) ? said.toLowerCase() : said
  }
  return keepsCapitals.has(question) ? label : lowerFirst(label)
}
