/** What the tests use of the provider, which comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Interaction { readonly params: Readonly<Record<string, unknown>>; readonly prompt: { readonly name: string }; readonly session?: { readonly accountId?: string } }

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>> & { readonly interactions: { url(context: unknown, interaction: { readonly uid: string }): string } })
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Readonly<Record<string, unknown>>): Promise<void>
    readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> }
  }
}
