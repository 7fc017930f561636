/** What the law asks of the accessibility statement and the privacy notice, as dated data: where it stands, in which edition it was read, and when. Pure. */

export interface Asked {
  readonly id: string
  /** What it asks for, in our words. */
  readonly asks: string
  readonly source: string
  readonly link: string
  readonly edition: string
  /** The day on which the text was last read by whoever keeps this file. */
  readonly lastChecked: string
}

const psbar = { edition: 'SI 2018/952 as it stands since 26 October 2022', lastChecked: '2026-11-22' } as const
const gdpr = { edition: 'Regulation (EU) 2016/679 as it forms part of the law of the United Kingdom', lastChecked: '2026-11-22' } as const

export const regulations = {
  short: '2018 Regulations', name: 'Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018', link: 'https://www.legislation.gov.uk/uksi/2018/952', ...psbar,
} as const

/** The standard against which the monitors test. */
export const standard = { name: 'Web Content Accessibility Guidelines version 2.2', level: 'AA', link: 'https://www.w3.org/TR/WCAG22/', edition: 'W3C Recommendation of 12 December 2024', lastChecked: '2026-11-22' } as const

export const enforcers = [
  { nation: 'England, Scotland and Wales', body: 'Equality and Human Rights Commission (EHRC)', complaints: 'Equality Advisory and Support Service (EASS)', link: 'https://www.equalityadvisoryservice.com/', source: `${regulations.name}, Part 5`, ...psbar },
] as const

export const statementAsks: readonly Asked[] = [
  { id: 'not accessible', asks: 'Which content is not accessible, and why', source: 'regulation 8(4)(a)', link: 'https://www.legislation.gov.uk/uksi/2018/952/regulation/8', ...psbar },
  { id: 'alternatives', asks: 'Where there is an accessible alternative', source: 'regulation 8(4)(b)', link: 'https://www.legislation.gov.uk/uksi/2018/952/regulation/8', ...psbar },
  { id: 'contact', asks: 'How to tell the body of a problem, and ask for what is left out', source: 'regulation 8(4)(c)', link: 'https://www.legislation.gov.uk/uksi/2018/952/regulation/8', ...psbar },
  { id: 'enforcement', asks: 'How to complain about an answer that is not satisfactory', source: 'regulation 8(4)(d)', link: 'https://www.legislation.gov.uk/uksi/2018/952/regulation/8', ...psbar },
  { id: 'review', asks: 'It is kept under regular review', source: 'regulation 8(1)', link: 'https://www.legislation.gov.uk/uksi/2018/952/regulation/8', ...psbar },
]

export const noticeAsks: readonly Asked[] = [
  { id: 'controller', asks: 'Who is responsible, and how to reach their data protection officer', source: 'UK GDPR, article 13(1)(a) and (b)', link: 'https://www.legislation.gov.uk/eur/2016/679/article/13', ...gdpr },
  { id: 'purpose', asks: 'Why information is kept, and what allows it', source: 'UK GDPR, article 13(1)(c)', link: 'https://www.legislation.gov.uk/eur/2016/679/article/13', ...gdpr },
  { id: 'how long', asks: 'For how long', source: 'UK GDPR, article 13(2)(a)', link: 'https://www.legislation.gov.uk/eur/2016/679/article/13', ...gdpr },
  { id: 'rights', asks: 'Which rights people have, and where they can complain', source: 'UK GDPR, article 13(2)(b) and (d)', link: 'https://www.legislation.gov.uk/eur/2016/679/article/13', ...gdpr },
]

/** What allows it: the task that the law gives to public bodies. */
export const basis = { words: 'Keeping and publishing plans and records of due regard to equality is a task that the law gives to public bodies', source: 'Equality Act 2010, section 149; UK GDPR, article 6(1)(c) and (e)', link: 'https://www.legislation.gov.uk/ukpga/2010/15/section/149', ...gdpr } as const
export const supervisor = { name: 'Information Commissioner', link: 'https://ico.org.uk/', source: 'UK GDPR, article 77', ...gdpr } as const
