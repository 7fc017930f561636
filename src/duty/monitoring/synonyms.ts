import type { QuestionId } from './questions.ts'

/**
 * What extracts write for each category, in folded words (small letters, no signs or accents: see `fold` in words.ts).
 * Certain words mean one thing wherever they stand under this question; likely words mean it nearly always; unsure ones
 * are as often something else, such as a nationality, or a box that nobody ticked. What is in no list is asked.
 */
export interface Synonyms { readonly code: string; readonly certain: readonly string[]; readonly likely: readonly string[]; readonly unsure: readonly string[] }

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split('|')
}

function means(code: string, certain: string, likely = '', unsure = ''): Synonyms {
  return { code, certain: words(certain), likely: words(likely), unsure: words(unsure) }
}

export const synonyms: { readonly [question in QuestionId]: readonly Synonyms[] } = {
  'ethnic group': [
    means('W1', 'white british|british white|white english|white scottish|white welsh|white northern irish|white cornish|w1|white english welsh scottish northern irish british|english welsh scottish northern irish or british|english welsh scottish northern irish british|white english welsh scottish northern irish or british|welsh english scottish northern irish or british|white uk|white english british|white eng welsh scot ni british|gwyn prydeinig|gwyn cymreig|cymreig seisnig albanaidd gwyddelig gogledd iwerddon neu brydeinig|wbri', 'white brit|wb|gwyn prydeinig neu gymreig', 'british|english|scottish|welsh|northern irish'),
    means('W2', 'white irish|irish white|w2|gwyn gwyddelig|wiri', 'irish|gwyddelig'),
    means('W3', 'gypsy or irish traveller|white gypsy or irish traveller|gypsy irish traveller|gypsy traveller|white gypsy traveller|irish traveller|traveller of irish heritage|gypsy or traveller|white irish traveller|gypsies and travellers|sipsi neu deithiwr gwyddelig|w3|white gypsy irish traveller|gypsy', 'traveller|white traveller|gypsy roma traveller|gypsy romany'),
    means('W4', 'roma|white roma|w4'),
    means('W9', 'any other white background|white other|other white|white any other white background|white any other background|white other white|any other white|other white background|white any other|white other background|white european|white other european|other white european|w9|gwyn arall|unrhyw gefndir gwyn arall|woth', 'white polish|white italian|white greek|white turkish|white cypriot|white eastern european|eastern european|white mixed'),
    means('M1', 'white and black caribbean|mixed white and black caribbean|white black caribbean|mixed white black caribbean|m1|black caribbean and white|mixed black caribbean and white|white and caribbean|gwyn a du caribiaidd'),
    means('M2', 'white and black african|mixed white and black african|white black african|mixed white black african|m2|black african and white|mixed black african and white|gwyn a du affricanaidd'),
    means('M3', 'white and asian|mixed white and asian|white asian|mixed white asian|asian and white|mixed asian and white|m3|gwyn ac asiaidd'),
    means('M9', 'any other mixed or multiple background|any other mixed background|any other mixed|mixed other|other mixed|mixed any other mixed background|other mixed background|any other mixed or multiple ethnic background|mixed any other background|mixed other background|other mixed or multiple ethnic groups|any other mixed multiple ethnic background|m9', 'mixed other unspecified|black and asian|black and chinese|chinese and white|asian and chinese'),
    means('A1', 'indian|asian indian|asian or asian british indian|asian british indian|british indian|asian asian british indian|indian asian|a1|indiaidd|aind'),
    means('A2', 'pakistani|asian pakistani|asian or asian british pakistani|asian british pakistani|british pakistani|asian asian british pakistani|a2|pacistanaidd|apkn'),
    means('A3', 'bangladeshi|asian bangladeshi|asian or asian british bangladeshi|asian british bangladeshi|british bangladeshi|asian asian british bangladeshi|a3|bangladeshaidd|aban'),
    means('A4', 'chinese|asian chinese|asian or asian british chinese|chinese or chinese british|asian british chinese|british chinese|asian asian british chinese|chinese other ethnic group chinese|chinese or other ethnic group chinese|other ethnic group chinese|a4|tsieineaidd|chne'),
    means('A9', 'any other asian background|asian other|other asian|any other asian|asian or asian british other|asian or asian british any other asian background|asian or asian british other asian|other asian background|asian any other asian background|asian any other background|asian other background|any other asian british background|a9|unrhyw gefndir asiaidd arall|aoth', 'asian british other|sri lankan|nepalese|filipino|japanese|vietnamese|east african asian|asian unspecified|mixed asian'),
    means('B1', 'caribbean|black caribbean|black or black british caribbean|black british caribbean|afro caribbean|african caribbean|black black british caribbean|b1|caribiaidd|bcrb', 'west indian'),
    means('B2', 'african|black african|black or black british african|black british african|black black british african|b2|affricanaidd|bafr', 'black somali|black nigerian', 'somali|nigerian'),
    means('B9', 'any other black background|black other|other black|any other black|black or black british other|black or black british any other black background|black any other black background|other black background|black any other background|any other black african or caribbean background|any other black black british or caribbean background|any other black african caribbean background|black black british other|black other background|b9|unrhyw gefndir du arall|both', 'black unspecified|mixed black'),
    means('O1', 'arab|other ethnic group arab|other arab|o2|arabaidd|arab other|arab british|aroth', '', 'arabic|moroccan'),
    means('O9', 'any other ethnic group|other ethnic group|other ethnic background|any other ethnic background|other ethnic group any other ethnic group|other ethnic group any other|any other group|other any other ethnic group|o9|chinese or other ethnic group other|unrhyw grwp ethnig arall|ooth|another ethnic group|other ethnic group other|other other ethnic group', 'other|other ethnicity|arall|any other|any other background', 'latin american|kurdish|iranian'),
    means('W', 'white|gwyn|white unspecified|white background|white not specified|white no detail given', 'caucasian|white caucasian', 'european'),
    means('M', 'mixed|mixed ethnic group|mixed multiple ethnic group|mixed or multiple ethnic group|mixed multiple|mixed race|mixed or multiple ethnic groups|mixed multiple ethnic groups|mixed heritage|mixed background|cymysg|multiple ethnic groups|mixed or multiple|dual heritage|mixed unspecified', 'two or more races|multi ethnic|multiracial'),
    means('A', 'asian|asian or asian british|asian british|asian asian british|asian background|asian asian british or asian welsh|asian asian welsh or asian british|british asian|asiaidd', 'south asian'),
    means('B', 'black|black or black british|black british|black african caribbean or black british|black african caribbean black british|black background|black black british caribbean or african|black black welsh black british caribbean or african|du|black african caribbean', 'african american|black or african american'),
    means('O', 'chinese or other ethnic group|other ethnic groups|chinese or other'),
  ],
  'disability': [
    means('D', 'yes|y|disabled|true|1 yes|has a disability|disability|yes disabled|registered disabled|declared disabled|disability declared|has disability|yes disability|anabl|oes|ydw|ie|person with a disability|yes i have a disability|considers self disabled|disabled person|disabled yes', 'limited|1|d'),
    means('N', 'no|n|not disabled|non disabled|nondisabled|no disability|able bodied|without a disability|not considered disabled|no not disabled|nac oes|nac ydw|does not have a disability|no disability declared|not a disabled person|person without a disability|no i do not have a disability|disabled no', 'not limited|no known disability', 'none|false|0'),
    means('D1', 'yes a lot|limited a lot|a lot|day to day activities limited a lot|yes limited a lot|yes reduced a lot|disabled limited a lot|disabled under the equality act day to day activities limited a lot|oes llawer'),
    means('D2', 'yes a little|limited a little|a little|day to day activities limited a little|yes limited a little|yes reduced a little|disabled limited a little|disabled under the equality act day to day activities limited a little|oes ychydig'),
    means('N1', 'yes not reduced at all|yes not at all|condition not limiting|not limited by condition|yes but not limited|not disabled under the equality act has long term physical or mental health condition but day to day activities are not limited|long term condition day to day activities not limited', 'not at all'),
    means('N2', 'no long term physical or mental health conditions|no long term condition|not disabled under the equality act no long term physical or mental health conditions|no condition'),
  ],
  'sex': [
    means('F', 'female|f|woman|females|fem|benyw|menyw|women|merch|2 female|female sex', 'girl|lady|b'),
    means('M', 'male|m|man|males|gwryw|dyn|men|1 male|male sex', 'boy|g'),
  ],
  'gender identity': [
    means('G1', 'yes|y|true|same|cisgender|cis|the same|same as birth|same as at birth|same as sex registered at birth|gender identity the same as sex registered at birth|yes the same|same as registered at birth|matches|no change|ydw|ydy|yr un', 'not transgender|not trans'),
    means('G2', 'no|n|false|different|not the same|different from sex registered at birth|gender identity different from sex registered at birth|gender identity different from sex registered at birth but no specific identity given|does not match|nac ydw|nac ydy', 'trans|transgender'),
    means('G3', 'trans woman|transwoman|no trans woman|menyw draws'),
    means('G4', 'trans man|transman|no trans man|dyn traws'),
    means('G5', 'non binary|nonbinary|no non binary|anneuaidd'),
    means('G9', 'all other gender identities|other gender identity|another gender identity|no another gender identity|gender fluid|genderfluid|agender|genderqueer|gender queer', 'other|intersex'),
  ],
  'religion or belief': [
    means('R0', 'no religion|none|no religion or belief|no religious belief|atheist|atheism|no belief|no faith|agnostic|not religious|non religious|dim crefydd|no religious beliefs|no religion or faith|atheist agnostic|no religion atheist|secular', 'nil|no'),
    means('R1', 'christian|christianity|church of england|catholic|roman catholic|protestant|methodist|baptist|anglican|church of scotland|church in wales|c of e|ce|c e|rc|christian all denominations|christian including church of england catholic protestant and all other christian denominations|christian church of england|christian catholic|christian roman catholic|christian other|other christian|cristion|cristnogaeth|christian orthodox|greek orthodox|orthodox christian|pentecostal|presbyterian|united reformed church|quaker|church of wales|christian protestant|christian c of e|evangelical christian', 'orthodox|mormon|jehovahs witness|jehovah s witness'),
    means('R2', 'buddhist|buddhism|bwdhydd|buddist'),
    means('R3', 'hindu|hinduism|hindw'),
    means('R4', 'jewish|judaism|jew|iddewig|iddew'),
    means('R5', 'muslim|islam|moslem|islamic|mwslim|muslim islam|islam muslim'),
    means('R6', 'sikh|sikhism'),
    means('R9', 'other religion|any other religion|other religions|another religion|other faith|pagan|paganism|jain|jainism|spiritualist|baha i|bahai|rastafarian|wiccan|zoroastrian|crefydd arall|any other religion or belief|other religion or belief|taoist|ravidassia', 'other|arall|any other'),
    means('R8', 'another belief|other belief|humanist|humanism|other philosophical belief|philosophical belief'),
  ],
  'sexual orientation': [
    means('S1', 'heterosexual|straight|hetero|straight or heterosexual|heterosexual or straight|straight heterosexual|heterosexual straight|hetrosexual|heterorywiol|strait|heterosexual or straight person|hs|heterosexual orientation'),
    means('S2', 'gay or lesbian|lesbian or gay|gay lesbian|lesbian gay|homosexual|gay or lesbian woman|gay and lesbian|lesbian and gay|hoyw neu lesbiaidd|gay lesbian woman', 'gay|hoyw'),
    means('S4', 'gay man|gay male|homosexual man'),
    means('S5', 'lesbian|gay woman|gay woman lesbian|lesbian or gay woman|lesbian gay woman|gay female|lesbiaidd|lesbian woman'),
    means('S3', 'bisexual|bi|bi sexual|bisexuals|deurywiol|bi curious|bisexual person'),
    means('S9', 'other sexual orientation|all other sexual orientations|pansexual|asexual|queer|other orientation|another sexual orientation|another orientation|demisexual|not listed|other sexual orientations|other sexual orientation not listed', 'other|i use another term|use another term|use a different term|in another way|self describe|prefer to self describe|arall|undecided'),
    means('S6', 'lgb|lesbian gay or bisexual|lesbian gay bisexual|gay lesbian or bisexual|lgb person', 'lgbt|lgbtq|lgbtq plus|lgb plus'),
  ],
  'legal partnership status': [
    means('P1', 'single|never married|never married and never registered a civil partnership|never married and never registered a same sex civil partnership|single never married|unmarried|sengl|single never married or civil partnership|never married or registered a civil partnership', 's|not married'),
    means('P2', 'married|mar|wife|husband|priod|married couple', 'm|spouse'),
    means('P3', 'civil partnership|in a registered civil partnership|in a registered same sex civil partnership|registered civil partnership|civil partner|in a civil partnership|civil partnered|partneriaeth sifil', 'cp'),
    means('P4', 'separated|separated but still legally married|legally separated|separated but still married|wedi gwahanu', 'sep'),
    means('P5', 'separated but still legally in a civil partnership|separated but still legally in a same sex civil partnership|separated civil partnership|separated from civil partner'),
    means('P6', 'divorced|divorcee|wedi ysgaru|divorced or civil partnership dissolved|divorced or dissolved', 'd|div'),
    means('P7', 'dissolved civil partnership|civil partnership dissolved|formerly in a civil partnership which is now legally dissolved|formerly in a same sex civil partnership which is now legally dissolved|former civil partner|dissolved partnership'),
    means('P8', 'widowed|widow|widower|widow er|gweddw|widow widower|widowed or surviving civil partner', 'w|wid'),
    means('P9', 'surviving civil partner|surviving partner from a registered civil partnership|surviving partner from a registered same sex civil partnership|surviving partner'),
    means('P10', 're married|remarried|ail briod'),
    means('P11', 'cohabiting|co habiting|living with partner|living with a partner|living together|partner|lives with partner|common law|cohabitee|cohabitation|common law partner|cyd fyw', 'co hab'),
    means('P12', 'married or civil partnership|married civil partnership|married or in a civil partnership|married or civil partnered|married civil partner'),
  ],
  'pregnancy or maternity': [
    means('Y', 'yes|y|true|pregnant|on maternity leave|maternity|maternity leave|oes|ydw|pregnant or on maternity leave|currently pregnant', 'returned from maternity leave|1'),
    means('N', 'no|n|not pregnant|nac oes|nac ydw|not on maternity leave', '', 'none|false|0'),
  ],
  'carer': [
    means('C', 'yes|y|carer|true|is a carer|caring responsibilities|unpaid carer|carer yes|has caring responsibilities|oes|ydw|gofalwr|gives unpaid care', '1'),
    means('C0', 'no|n|not a carer|non carer|no caring responsibilities|provides no unpaid care|nac oes|nac ydw|carer no|does not give unpaid care', '', 'none|false|0'),
    means('C1', 'yes 9 hours a week or less|9 hours a week or less|9 hours or less|yes 9 hours or less|up to 9 hours|0 9 hours'),
    means('C2', '10 to 19 hours a week|yes 10 to 19 hours a week|10 19 hours|yes 10 19 hours|10 to 19 hours|10 19|yes 10 to 19 hours|yes 10 19'),
    means('C3', '20 to 34 hours a week|yes 20 to 34 hours a week|20 34 hours|yes 20 34 hours|20 to 34 hours|20 34|yes 20 to 34 hours|yes 20 34'),
    means('C4', '35 to 49 hours a week|yes 35 to 49 hours a week|35 49 hours|yes 35 49 hours|35 to 49 hours|35 49|yes 35 to 49 hours|yes 35 49'),
    means('C5', '50 or more hours a week|yes 50 or more hours a week|50 hours or more|yes 50 or more hours|50 or more hours|50 or more|yes 50 or more|50 plus|50 plus hours|yes 50 plus hours'),
    means('C6', '1 to 19 hours a week|yes 1 to 19 hours a week|1 19 hours|yes 1 19 hours|1 to 19 hours|1 19|yes 1 19'),
    means('C7', '20 to 49 hours a week|yes 20 to 49 hours a week|20 49 hours|yes 20 49 hours|20 to 49 hours|20 49|yes 20 49'),
  ],
  'socio-economic background': [
    means('E1', 'modern professional and traditional professional occupations|modern professional|traditional professional|modern professional occupations|traditional professional occupations|modern professional traditional professional occupations'),
    means('E2', 'senior middle or junior managers or administrators|senior managers and administrators|middle or junior managers|senior manager|senior managers or administrators|middle or junior manager|managers or administrators'),
    means('E3', 'clerical and intermediate occupations|clerical|clerical and intermediate'),
    means('E4', 'small business owners who employed less than 25 people|small business owner|small business owners|small business owners who employed fewer than 25 people'),
    means('E5', 'technical and craft occupations|technical and craft'),
    means('E6', 'routine semi routine manual and service occupations|semi routine manual and service occupations|routine manual and service occupations|routine manual|semi routine|routine manual occupations|semi routine manual occupations'),
    means('E7', 'long term unemployed|unemployed|long term unemployed claimed jobseeker s allowance or earlier unemployment benefit for more than a year'),
    means('E8', 'retired'),
    means('E9', 'other such as this question does not apply to me|this question does not apply to me|does not apply to me', 'other'),
    means('E-P', 'professional background|professional|professional backgrounds', 'higher socio economic background|higher'),
    means('E-I', 'intermediate background|intermediate|intermediate backgrounds'),
    means('E-L', 'lower socio economic background|lower socio economic|working class|lower socio economic backgrounds', 'working class background|lower'),
  ],
  'main language': [
    means('L1', 'english|eng|saesneg|main language is english|english or welsh|yes english', 'en', 'welsh|cymraeg'),
    means('L2', 'other main language speaks english very well|another main language speaks english very well'),
    means('L3', 'other main language speaks english well|another main language speaks english well'),
    means('L4', 'other main language does not speak english well|another main language does not speak english well'),
    means('L5', 'other main language does not speak english|another main language does not speak english'),
    means('L6', 'british sign language|bsl|iaith arwyddion prydain'),
    means('L', 'other|other language|another language|another main language|other including british sign language|not english', 'polish|punjabi|panjabi|gujarati|urdu|bengali|romanian|arabic|french|spanish|portuguese|somali|turkish|italian|german|tamil|ukrainian|lithuanian|farsi|hindi|cantonese|mandarin'),
  ],
  'age': [],
}

/** Ways of having no answer, in folded words. They are never added together, and never become a category. */
export const stateWords = {
  'prefer not to say': {
    certain: words('prefer not to say|prefers not to say|prefer not to state|prefers not to state|prefer not to answer|prefer not to disclose|prefers not to disclose|preferred not to say|prefered not to say|perfer not to say|pnts|pns|ptns|rather not say|would rather not say|i prefer not to say|i would prefer not to say|do not wish to say|do not wish to disclose|do not wish to answer|do not wish to state|do not wish to declare|do not wish to specify|i do not wish to disclose|i do not wish to disclose this|i do not wish to disclose my religion belief|i do not wish to disclose my sexual orientation|not wish to disclose|does not wish to disclose|did not wish to disclose|do not want to say|don t want to say|don t wish to say|don t wish to disclose|refused|refuse to answer|refused to answer|declined|declined to disclose|declines to disclose|declined to specify|declined to answer|declined to say|declined to state|declines to answer|decline to answer|decline to state|decline to say|choose not to say|chose not to say|chose not to answer|choose not to disclose|choose not to answer|chosen not to declare|chose not to disclose|not willing to disclose|not willing to say|prefer not say|prefer not to|prefer not to specify|prefer not to declare|pref not to say|pref not say|i choose not to say|wishes not to disclose|wish not to say|gwell gen i beidio a dweud|gwell gennyf beidio a dweud|mae n well gen i beidio a dweud|not disclosed by choice|withheld by employee|not stated person asked but declined to provide a response|i do not want to answer this question|i prefer not to answer this question|person does not wish to say|no wish to disclose|prefer no to say'),
    likely: words('withheld|private|refusal|choose not to|confidential|undisclosed by employee|prefer not'),
  },
  'not declared': {
    certain: words('not declared|undeclared|not obtained|unknown|not known|not stated|not given|not provided|not recorded|not held|no response|no answer|not answered|no reply|info not supplied|information not supplied|not supplied|information not provided|info not provided|information not held|no information|no info|no data|data missing|missing|blank|not completed|not returned|not captured|not collected yet|no record|no record held|none recorded|not entered|nk|n k|ns|null|nul|unspecified|not specified|unrecorded|unanswered|incomplete|religion not stated|ethnicity not stated|ethnic group not stated|ethnicity unknown|unknown ethnicity|unknown or not stated|not known not provided|not known not recorded|yet to be declared|not yet declared|not yet known|to be advised|awaiting information|awaiting response|no declaration|nothing recorded|empty|no entry|heb ei ddatgan|anhysbys|heb ei nodi|dim ateb|form not returned|did not respond|not on record|record missing|unknwon|unkown|unknow|uknown|not available|not avaliable|unavailable|unclassified|unmatched'),
    likely: words('undisclosed|not disclosed|non disclosed|undefined|tbc|tba|to be confirmed|pending|awaiting|nil return|z|u|unk|dk|don t know|do not know|not sure|9 not known|not determined|undetermined|indeterminate|x|99'),
  },
  'not asked': {
    certain: words('not asked|question not asked|not required|not collected|under 16|under 16 not asked|not asked for this group|does not apply|not in scope|ni ofynnwyd|question not applicable|not applicable under 16'),
    likely: words('not applicable|n a|na|na not applicable|amherthnasol'),
  },
  'withdrawn': {
    certain: words('withdrawn|consent withdrawn|answer withdrawn|processing stopped|stop processing|notice to stop processing|removed at request|erased at request|deleted at request'),
    likely: words('opted out|opt out|removed|objected|objection'),
  },
} as const
