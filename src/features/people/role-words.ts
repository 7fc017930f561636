import type { Role } from '#duty/roles.ts'

/** Each role as a page names it, and what it is for, in a sentence that helps an administrator to choose. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly does: string }>> = {
  'equality lead': { name: 'Equality lead', does: 'Keeps the plan, asks leads, and sees all equality work' },
  'action lead': { name: 'Action lead', does: 'Leads actions and reports on them' },
  'assessment author': { name: 'Assessment author', does: 'Writes equality impact assessments' },
  'departmental group member': { name: 'Departmental equality group member', does: 'Reads and comments on the department’s assessments and actions' },
  'departmental group chair': { name: 'Departmental equality group chair', does: 'Agrees the department’s assessments or sends them back' },
  'board member': { name: 'Board member', does: 'Reads what comes to the equalities board, and may sign assessments' },
  'board chair': { name: 'Board chair', does: 'Signs off monitoring rounds, and may sign assessments' },
  'elected member': { name: 'Elected member', does: 'Reads the reports, indicators and figures that members scrutinise' },
  analyst: { name: 'Analyst', does: 'Reads equality answers and pay in extracts, to make figures of them' },
  'hr case worker': { name: 'HR case worker', does: 'Works on employees’ cases' },
  recruiter: { name: 'Recruiter', does: 'Decides on applications for jobs' },
  'incident officer': { name: 'Incident officer', does: 'Works on reports of hate incidents' },
  'engagement officer': { name: 'Engagement officer', does: 'Runs consultations and meetings with communities, and drafts what becomes public' },
  publisher: { name: 'Publisher', does: 'Approves what the public sees' },
  'procurement officer': { name: 'Procurement officer', does: 'Keeps the equality questions of contracts' },
  administrator: { name: 'Administrator', does: 'Decides who is here and what each may do' },
  auditor: { name: 'Auditor', does: 'Reads everything, the ledger included, except what is about individual people' },
  employee: { name: 'Employee', does: 'Answers about themselves, and sees their own work' },
}
