import type { Place } from '#documents/document.ts'
import { type ReadingJson, deadlineToJson, readDeadline } from '#duty/deadline.ts'
import { type Known, recogniseLeads } from '../lead.ts'
import type { HeadingKind, PlanReading, ReadAction } from './plan-reading.ts'

/** A reading as the terminal prints it: every value as written, null where the document has none. */
export interface PlanAsJson {
  readonly actions: readonly ActionAsJson[]
  readonly headings: readonly { readonly kind: HeadingKind; readonly text: string; readonly code: string | null; readonly level: number; readonly place: Place }[]
  /** Objectives that the document names and puts no action under. */
  readonly objectives: readonly { readonly objective: string; readonly code: string | null; readonly place: Place }[]
  readonly unplaced: readonly { readonly written: string; readonly because: string; readonly place: Place }[]
}

export interface ActionAsJson {
  readonly reference: string | null
  readonly theme: string | null
  readonly objective: string | null
  readonly group: string | null
  readonly action: string
  readonly leads: string | null
  readonly deadline: string | null
  readonly measures: string | null
  readonly others: readonly { readonly heading: string; readonly written: string }[]
  /** What the words mean by rule, before any person has said so: dates as in `2017-03-31`, leads as far as the body knows them. */
  readonly understood: { readonly deadline: ReadingJson; readonly leads: readonly { readonly name: string; readonly role: string; readonly known: string | null }[] }
  readonly confidence: Readonly<Record<'reference' | 'objective' | 'action' | 'leads' | 'deadline' | 'measures', number>>
  readonly place: Place
  /** Present, and true, where the document ends in the middle of this action. */
  readonly cut?: true
}

export function planAsJson(reading: PlanReading, known: readonly Known[] = []): PlanAsJson {
  const served = new Set(reading.actions.flatMap((each) => each.objective.written === null ? [] : [each.objective.written]))
  return {
    actions: reading.actions.map((action) => actionAsJson(action, known)),
    headings: reading.headings.map(({ kind, written, code, level, place }) => ({ kind, text: written, code, level, place })),
    objectives: reading.headings.flatMap((each) => each.kind === 'objective' && !served.has(each.written) ? [{ objective: each.written, code: each.code, place: each.place }] : []),
    unplaced: reading.unplaced.map(({ written, because, place }) => ({ written, because, place })),
  }
}

function actionAsJson(action: ReadAction, known: readonly Known[]): ActionAsJson {
  const { reference, objective, leads, deadline, measures } = action
  const sure = (confidence: number): number => Math.round(confidence * 100) / 100
  return {
    reference: reference.written, theme: action.theme.written, objective: objective.written, group: action.group.written, action: action.action.written ?? '', leads: leads.written, deadline: deadline.written, measures: measures.written,
    others: action.others.map(({ heading, written }) => ({ heading, written })),
    understood: {
      deadline: deadlineToJson(readDeadline(deadline.written ?? '').reading),
      leads: leads.written === null ? [] : recogniseLeads(leads.written, known).parts.map((part) => ({ name: part.words, role: part.role, known: part.id })),
    },
    confidence: {
      reference: sure(reference.confidence), objective: sure(objective.confidence), action: sure(action.action.confidence),
      leads: sure(leads.confidence), deadline: sure(deadline.confidence), measures: sure(measures.confidence),
    },
    place: action.place, ...(action.cut ? { cut: true } : {}),
  }
}
