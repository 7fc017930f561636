import type { QuestionId } from './questions.ts'

/**
 * One edition of a monitoring question: what was asked, in which words, and what could be answered. It is kept with
 * every answer, because two editions of a question are two different questions until somebody says how they compare.
 */
export interface QuestionSet {
  /** Never changes: it stands beside answers in the database. */
  readonly id: string
  readonly question: QuestionId
  readonly edition: Edition
  /** `Census 2021, England`. */
  readonly name: string
  /** What people read: one sentence, or two where the second depends on the first. */
  readonly asked: readonly string[]
  /** In the order in which they are read. */
  readonly categories: readonly Category[]
  /**
   * Answers that say less than a category: "White" alone. They are never offered and never added to a category that
   * says more, but an extract may hold nothing better.
   */
  readonly lessDetail: readonly Category[]
  /** Whether "Prefer not to say" was offered. Where it was not, leaving a question out may mean the same. */
  readonly preferNotToSay: boolean
  readonly source: string
  readonly lastChecked: string
  /** What is not comparable with what, and why; what the question does not measure. */
  readonly notes: readonly string[]
}

export const editions = ['Census 2001', 'Census 2011', 'Census 2021', 'GSS harmonised', 'GOV.UK Design System', 'HR one question', 'Age bands'] as const
export type Edition = (typeof editions)[number]

export interface Category {
  /** Never changes, and means the same in every edition that has it. */
  readonly code: string
  /** As people read it on the form. */
  readonly label: string
  /** As figures name it. */
  readonly output: string
  /** The group that figures report it under, by its name in the outputs of this edition. */
  readonly parent?: string
  /** Whether people may write their own words beside it. Those are kept apart and never published. */
  readonly writeIn?: boolean
  /** In full years, for a band of ages; no `to` means "and over". */
  readonly ages?: { readonly from: number; readonly to?: number }
}

export const lastChecked = '2026-11-22'

/** A category that figures name as the form does. */
export function same(code: string, label: string, more: Omit<Category, 'code' | 'label' | 'output'> = {}): Category {
  return { code, label, output: label, ...more }
}
