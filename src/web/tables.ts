/** Tables of the web's own: answers on their way. */
export interface WebTables {
  'web.draft': { organisation_id: string; person_id: string; address: string; answers: string; kept_at: string }
  'web.kept_answer': { organisation_id: string; token_hash: string; address: string; answers: string; kept_at: string }
}
