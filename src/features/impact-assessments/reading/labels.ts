import { conventionRights } from '../rights.ts'

/**
 * How the forms that councils use name their questions, and where each answer belongs in ours: the reading plan, as data. A phrase is compared by its
 * words alone, without capitals or punctuation; `{a,b}` means either, and an empty choice that the word may be missing. After the forms of English
 * councils, 2009 to 2026; last checked 22 November 2026. What no phrase knows is shown and asked about, never dropped.
 */
export interface Label {
  /** The home of what stands under it: `section/question`, `impact/group`, `details/…`, or `form` for words that are the form's own. */
  readonly home: string
  readonly phrases: readonly string[]
  /** A short label counts inside a running line only before words like these: "Date 16/01/2017". */
  readonly before?: RegExp
}

/** What a document says of itself, for which our form has a page of its own or no question: kept beside the assessment with the original. */
export const detailHomes = [
  { code: 'title', name: 'What is proposed' }, { code: 'number', name: 'Their number' }, { code: 'version', name: 'Their version' }, { code: 'body', name: 'Which body' }, { code: 'kind', name: 'What kind of proposal' },
  { code: 'department', name: 'Department and service' }, { code: 'lead', name: 'Lead officer' }, { code: 'authors', name: 'Who else wrote it' }, { code: 'responsible', name: 'Who carries it out' }, { code: 'contact', name: 'How to get in touch' },
  { code: 'decider', name: 'Who decides, and when' }, { code: 'process', name: 'How it was made' }, { code: 'advice', name: 'Advice that was taken' }, { code: 'started', name: 'When it was begun' }, { code: 'first stage', name: 'When its first stage was finished' },
  { code: 'finished', name: 'When it was finished' }, { code: 'agreed', name: 'Who agreed and signed it' }, { code: 'review', name: 'When it is reviewed' }, { code: 'published', name: 'Whether and where it is published' }, { code: 'screening', name: 'Whether a full assessment is needed' },
] as const
export type DetailCode = (typeof detailHomes)[number]['code']

const subject = '{policy,policies,service,project,activity,function,proposal,strategy,decision,policy or function,policy practice or service,service or policy,policy service or function,project service or policy,project service policy}'

export const labels: readonly Label[] = [
  // What the document says of itself
  { home: 'details/title', phrases: [
    'title', 'title of {the ,}{eia,eqia,ehria,assessment,report,equality impact assessment}', `{title,name} of {the ,this ,}${subject}`, `{title,name} of {the ,this ,}${subject} {being,to be} {assessed,screened,analysed}`, 'proposal being {screened,assessed}', `${subject} being {screened,assessed}`, `${subject} {title,name}`,
    'what are you completing the impact assessment on', 'what are you completing {the ,this ,}{equality ,}impact assessment on which policy service mtfp reference cluster etc', 'what is being {assessed,impact assessed}', 'name of what is being assessed', 'subject of {the ,this ,}assessment',
  ] },
  { home: 'details/number', phrases: ['number', 'id {no,number}', 'eia {id,no,number,reference}', 'reference {no,number}', 'reference', 'budget {ref,reference}', 'mtfp reference'] },
  { home: 'details/version', phrases: ['version', 'version {no,number}'], before: /^v?\d/ },
  { home: 'details/body', phrases: ['authority', 'name of {authority,organisation,council}', 'organisation'] },
  { home: 'details/kind', phrases: ['type of {activity,policy,proposal,assessment,project}', 'is this a new or existing {policy,service,function,activity,project}', 'is {this,it} {a ,}new or {existing,changed,revised}', 'is the activity new or changing'] },
  { home: 'details/department', phrases: ['department', 'directorate', 'team', 'team department', 'department and section', 'department section', 'service area', 'service', 'directorate and service', 'name of {the ,}directorate and service area', 'directorate and service area', 'department service', 'service team', 'division', 'service unit'] },
  { home: 'details/lead', phrases: ['lead officer', 'lead officer and contact details', 'name of lead officer', 'lead officer s', 'responsible officer', 'officer responsible', 'owner', 'lead person', 'report author', 'eia lead', 'name of lead officer job title and others completing this assessment', 'who is completing {the ,this ,}assessment', 'completed by', 'officer s carrying out screening', 'officer s {completing,carrying out} {the ,this ,}assessment', 'name of assessor', 'assessor'] },
  { home: 'details/authors', phrases: ['names and roles of other people involved in carrying out the eia', 'job titles of officers involved in completing the {eqia,eia}', 'officers involved in {completing ,}the {eqia,eia,assessment}', 'others {involved,completing this assessment}', '{eia,assessment} team', 'people involved in {the ,this ,}assessment', 'who {else ,}was involved in {the ,this ,}assessment'] },
  { home: 'details/responsible', phrases: [`name of officer s responsible for implementing this ${subject}`, 'who is responsible for {the ,}implementing {the ,this ,it}', `who implements {the ,this ,}${subject} and who is responsible`, 'who is responsible for this'] },
  { home: 'details/contact', phrases: ['contact telephone {number,numbers}', 'telephone', 'telephone number', 'contact details', 'contact', 'email', 'e mail'] },
  { home: 'details/decider', phrases: ['who decides', 'to be decided', 'decided', 'decision maker', 'decision making body', 'who will make the decision', 'who will decide', 'date of decision', 'committee', 'decision making path', 'when will {the decision,it} be {made,decided}'] },
  { home: 'details/process', phrases: ['how it stands', 'sent to the departmental group', 'how will you pay due regard', 'how is due regard paid', 'how was {the ,this ,}assessment {carried out,made}'] },
  { home: 'details/advice', phrases: ['did you seek advice from the {corporate ,}policy diversity team', 'did you seek advice from', 'advice sought', 'legal advice'] },
  { home: 'details/started', phrases: ['started', 'when did the due regard process start', 'date {eia ,eqia ,impact ,equality impact ,}assessment {was ,}{started,commenced,begun}', 'date {eia,eqia} {started,commenced}', 'date started', 'start date', 'date', 'date of {the ,this ,}assessment'], before: /^(?:\d{1,2}[/.-]\d|\d{1,2}(?:st|nd|rd|th)? \p{L}|\p{Lu}\p{L}+ \d{4})/u },
  { home: 'details/first stage', phrases: ['date first stage {eqia,eia} finalised for pre consultation decision', 'date {of ,}{first,initial} {stage,assessment} {completed,finalised}', 'date of screening'] },
  { home: 'details/finished', phrases: ['date second stage {eqia,eia} finalised after consultation closed prior to final decision being taken', 'date {eia ,eqia ,impact ,equality impact ,}assessment {was ,}{completed,finished,finalised}', 'date {eia,eqia} {completed,finished}', 'date completed', 'date of completion', 'completion date'] },
  { home: 'details/agreed', phrases: ['agreed by the departmental group', 'approved by', 'signed off by', 'signed', 'sign off', 'sign off and scrutiny', 'agreed by', 'authorised by', '1st authorised signature', '2nd authorised signature', 'head of service', 'senior manager', 'approval', 'signature', 'signed by'] },
  { home: 'details/review', phrases: ['to be reviewed', 'when will it be reviewed', 'scheduled date for review', 'review date', 'date of {next ,}review', 'date for review', 'next review'] },
  { home: 'details/published', phrases: ['published', 'does the {eia,eqia,assessment} contain any confidential or exempt information that would prevent you publishing it on the council s website', 'confidential information', 'can {this,it} be published', 'publication', 'date {of publication,published}', 'date sent to be published'] },
  { home: 'details/screening', phrases: ['is a full {ehria,eia,eqia,assessment,equality impact assessment} {report ,}required', 'is a full {eia,eqia,assessment} needed', 'decision', 'screening outcome', 'eia not relevant or proportionate continue to full eia', 'do you need to complete {an,a full} {eia,eqia}'] },

  // The proposal
  { home: 'proposal/aims', phrases: [`what is the {main ,}{purpose,aim,objective} of {the ,this ,your ,}${subject}`, `what are the {main ,}{aims,objectives,aims and objectives} of {the ,this ,your ,}${subject}`, 'aims and objectives', 'purpose', 'purpose and scope', 'why are you proposing this', 'why is this being proposed', 'what are the desired outcomes', 'what will change what benefits will there be', 'intended outcomes', 'objectives', `what main areas or activities does the ${subject} cover`] },
  { home: 'proposal/changes', phrases: [
    'what does it touch', 'focus of {the ,}{eia,eqia,assessment}', `what is new or changed in {this,the} ${subject}`, 'what has changed and why', 'what is changing', 'what are you proposing to do', 'what is {the proposal,proposed}', 'summary of {the ,}decision to be made', 'summary of {the ,}{proposal,proposals,changes}', `are there changes to an existing ${subject} being considered in this assessment`, 'description of what is being impact assessed',
    'description', `description of {the ,}${subject}`, 'scope', 'scope of this {equality impact assessment,assessment,eia}', 'scope of {the ,}{assessment,activity}', `provide a comprehensive description of your ${subject} etc including its purpose and scope`, `provide a {comprehensive ,brief ,}description of {your ,the ,}${subject}`, `{please ,}describe briefly what this {eia,assessment} is about`, 'what is this {eia,assessment} about', 'background', 'context', 'summary of {the ,}activity', `{please ,}describe the ${subject}`, 'defining the policy what is new or changed',
  ] },
  { home: 'proposal/options', phrases: ['options considered', 'alternatives considered', 'what {other ,}options {were,have been} considered', 'what alternatives {were,have been} considered', 'options'] },
  { home: 'proposal/money', phrases: ['does the proposal involve a significant commitment or removal of resources', 'financial implications', 'cost', 'savings', 'budget', 'cost or saving', 'resource implications'] },
  { home: 'proposal/partners', phrases: [`does this {relate,link} to any other ${subject} within your department the council or with other partner organisations`, 'links to other policies', 'partners', 'partner organisations', 'will the proposal have a significant effect on how other organisations operate', 'who else is involved', `how does {the ,this ,}${subject} link to others`] },
  { home: 'proposal/places', phrases: ['in which of our places would people notice it', 'area covered', 'which areas are affected', 'geographical area', 'wards affected', 'localities affected', 'locations affected'] },

  // Who is affected
  { home: 'people/who', phrases: ['who is affected', 'who will be affected', 'who does it affect', `who is affected by {the ,this ,}${subject}`, 'who are the people target groups affected and what is the intended change or outcome for them', 'target groups', 'who is intended to benefit', `who is intended to benefit from {the ,this ,}${subject}`, 'service users', 'who uses {the ,this ,}service', 'beneficiaries', 'stakeholders', 'how will this affect people', 'how will this proposal change things for customers and staff', 'to what extent is this service used by particular groups of people with protected characteristics'] },
  { home: 'people/how many', phrases: ['how many people are affected', 'number of people affected', 'population', 'numbers affected', 'profile of service users', 'demographic profile', 'usage data'] },

  // Evidence
  { home: 'evidence', phrases: ['evidence', 'evidence and data', 'data and evidence', 'data and information', 'data', 'research and consultation', 'research', 'what do you know', 'what do you already know', 'what evidence {is there,do you have,have you used}', 'evidence used', 'sources of evidence', 'sources used', 'what data have you used', 'evidence base', 'information used', 'equality information', 'current data and information', 'what information is available'] },
  { home: 'evidence/gaps', phrases: ['gaps in {data,evidence,information,knowledge}', 'evidence gaps', 'what do you not know', 'what further information is needed', 'information gaps', 'gaps'] },

  // Engagement
  { home: 'engagement/who', phrases: ['have the people affected been asked', 'when did it end', 'consultation', 'consultation and engagement', 'engagement', 'engagement and consultation', 'who have you consulted', 'have you consulted', 'who {was,has been} consulted', 'have the target groups been consulted', 'what consultation {has been carried out,have you done,took place}', 'what involvement and consultation has been done', 'how have you consulted', 'involvement and consultation'] },
  { home: 'engagement/said', phrases: ['what do people tell you', 'what {did,do} people {say,tell us}', 'consultation findings', 'consultation responses', 'results of consultation', 'outcome of consultation', 'feedback', 'what did the consultation say', 'findings from consultation'] },
  { home: 'engagement/why not', phrases: ['if not why not', 'why has no consultation taken place', 'if you have not consulted please explain why'] },
  { home: 'engagement/changed', phrases: ['what has changed as a result', 'what changed as a result of consultation', 'how has consultation {changed,influenced,informed} the proposal'] },

  // Impact: each protected characteristic and group adds its own
  { home: 'impact/all', phrases: [
    'how is the decision relevant to the three aims of the public sector equality duty', 'relevance to the {public sector ,}equality duty', 'assessment of overall impacts and any further recommendations', 'assessment of {overall ,}{impact,impacts}', 'potential issues', 'potential impact', 'impact', 'impacts', 'overall impact', 'equality impact', 'impact on people with any of the following protected characteristics', 'impact on people with protected characteristics', 'what impact will this have',
    'what does this mean', 'adverse impact', 'negative impact', 'negative impacts', 'positive impact', 'positive impacts', 'neutral impact', 'recognised impact', 'does the proposal relate to an area where there are known inequalities', 'does the proposal relate to functions that previous consultation has identified as important', 'do different groups have different needs or experiences in the area the proposal relates to',
    'is the activity likely to impact on individuals or groups', 'impact on people with protected characteristics', 'equality analysis', 'protected characteristics', 'protected characteristic', 'eliminate discrimination harassment and victimisation', 'eliminate unlawful discrimination', 'advance equality of opportunity', 'foster good relations', 'identified impacts', 'summary of impacts',
  ] },
  { home: 'rights', phrases: [...conventionRights.map(({ ref, heading }) => `${ref} ${heading}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')), 'human rights', 'human rights implications', 'impact on human rights', 'human rights act', 'convention rights', 'which human rights are affected', 'article'] },

  // Together
  { home: 'together/intersections', phrases: ['combined impacts', 'multiple characteristics', 'intersectionality', 'impact on people with a combination of protected characteristics', 'combination of protected characteristics', 'multiple disadvantage'] },
  { home: 'together/cumulative', phrases: ['cumulative impact', 'cumulative impacts', 'cumulative effects', 'in combination with other proposals', 'other changes affecting the same people', 'cumulative equality impact'] },
  { home: 'together/direct how', phrases: ['would anybody be treated less favourably because of a protected characteristic', 'direct discrimination', 'is there any unlawful discrimination', 'could this be unlawful discrimination', 'could it amount to unlawful discrimination'] },

  // What will be done
  { home: 'mitigation', phrases: ['mitigating actions', 'mitigation', 'mitigations', 'actions planned', 'actions', 'action plan', 'action table', 'improvement plan', 'equality improvement plan', 'what can you do', 'what will you do to reduce the impact', 'actions to mitigate', 'how will you mitigate', 'mitigating action', 'actions identified', 'reasonable adjustments', 'action', 'target', 'by when', 'actions required', 'what action will you take', 'next steps'] },

  // Outcome and review
  { home: 'outcome/why', phrases: ['what do you recommend', 'conclusion', 'conclusions', 'recommendation', 'recommendations', 'reason for decision', 'reasons', 'outcome of the assessment', 'outcome', 'summary of findings', 'decision summary', 'what is the outcome of the {eia,assessment}', 'is the impact justified', 'justification', 'objective justification', 'if you answered no', 'if you answered yes'] },
  { home: 'outcome/open', phrases: ['outstanding issues', 'unresolved issues', 'open questions', 'dissent'] },
  { home: 'review/watch', phrases: ['monitoring', 'monitoring and review', 'how will {this,it,you,the impact} be monitored', 'how will you monitor {this,the impact,impact}', 'monitoring and evaluation', 'monitoring evaluation and review', 'how will you review', 'how will you know'] },
  { home: 'review/sooner', phrases: ['review trigger', 'what would trigger a review'] },
  { home: 'summary/summary', phrases: ['summary', 'executive summary', 'summary for the public', 'plain english summary', 'plain language summary'] },

  // Words that are the form's own: what it is for, how to fill it in, where its parts begin
  { home: 'form', phrases: ['key details', 'scrutiny and sign off', 'who did what and when', 'what the departmental group said', 'documents that belong to it', 'document control', 'usage', 'guidance', 'guidance on completion', 'guidance notes', 'stages of assessment', 'reporting publication of eias', 'defining the policy', 'equality impact assessment checklist', 'report template', 'template', 'introduction', 'notes', 'end notes', 'endnotes', 'please note', 'equality impact assessment', 'equality impact assessment eia', 'equality impact assessment form', 'equality impact assessment screening form', 'equality impact and outcome assessment eia', 'equality impact and outcomes assessment eia template', 'equality impact and outcome assessment eia template', 'equality impact analysis template', 'equality human rights impact assessment ehria', 'equality impact assessment form and action table', 'equalities impact assessment', 'equality impact assessment eia form evidencing paying due regard to protected characteristics', 'screening', 'full report', 'about this form'] },
]

/** Other names for the characteristics and groups, beside their own: the label of a row, a cell or a heading. */
export const groupLabels: Readonly<Record<string, readonly string[]>> = {
  age: ['age', 'age older people', 'age younger people', 'older people', 'younger people', 'young people', 'children and young people'],
  disability: ['disability', 'disabled people', 'disability or long term condition', 'people with disabilities'],
  gender_reassignment: ['gender reassignment', 'trans', 'transgender', 'gender identity', 'trans people', 'gender reassignment transgender'],
  marriage_cp: ['marriage and civil partnership', 'marriage civil partnership', 'marriage or civil partnership', 'married people and civil partners'],
  pregnancy_maternity: ['pregnancy and maternity', 'pregnancy maternity', 'pregnancy or maternity'],
  race: ['race', 'ethnicity', 'race and ethnicity', 'race ethnicity', 'ethnic origin', 'race or ethnicity', 'race ethnic origin'],
  religion_belief: ['religion or belief', 'religion and belief', 'religion', 'religion belief', 'faith', 'religion or belief or none'],
  sex: ['sex', 'gender', 'sex gender', 'women and men', 'men and women', 'sex male female'],
  sexual_orientation: ['sexual orientation', 'sexuality', 'lesbian gay and bisexual people'],
  carers: ['carers', 'people with caring responsibilities', 'unpaid carers', 'carer'],
  'socio-economic': ['socio economic', 'socio economic status', 'people on low incomes', 'people on a low income', 'have a low income', 'low income', 'deprivation', 'poverty', 'socio economic disadvantage'],
  rural: ['rural', 'rurality', 'live in a rural area', 'rural communities', 'people in rural areas', 'rural isolation'],
  'armed forces': ['armed forces', 'armed forces community', 'veterans', 'from the armed forces community', 'serving and ex service personnel'],
  'care experience': ['care leavers', 'looked after children', 'care experienced people', 'care experience', 'looked after children and care leavers'],
  cohesion: ['community cohesion', 'cohesion', 'good relations', 'relations between communities'],
}

/** What stands after a label and still belongs to it: how to answer. */
export const hint = /^(?:\(|please\b|e\.?g\b|i\.?e\b|for example\b|such as\b|if (?:yes|no|so)\b|give details|include\b|list\b|describe\b|explain\b|consider\b|etc\b|including its\b|see (?:note|guidance)\b|what (?:has|is|are|were)\b[^.]*\?$)/i
