import { allowInsecureRequests, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretPost, discovery, enableNonRepudiationChecks, randomNonce, randomPKCECodeVerifier, randomState, type Configuration } from 'openid-client'
import type { IdentityProvider } from '#web/deployment.ts'

export interface OpenIdConnect {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: { reveal(): string }
  readonly name: string
  /** The issuer is the body’s own directory, whose addresses its administrators give: it need not say `email_verified` (Microsoft Entra never does). */
  readonly emailTrusted: boolean
  /** The service asks everyone for a second step, and need not say so each time (Microsoft Entra does not, by default). */
  readonly alwaysSecondStep: boolean
}

/**
 * The body’s own sign-in service, by OpenID Connect with the code flow, PKCE, state and nonce. What the issuer publishes about
 * itself is asked for once an hour; a service that cannot be reached is asked again at the next sign-in. Throws when it cannot.
 */
export function openIdConnect(settings: OpenIdConnect, now: () => number = () => performance.now()): IdentityProvider {
  let known: { readonly issuer: Promise<Configuration>; readonly at: number } | null = null

  const issuer = (): Promise<Configuration> => {
    if (known && now() - known.at < 3_600_000) return known.issuer
    const asked = discovery(settings.issuer, settings.clientId, undefined, ClientSecretPost(settings.clientSecret.reveal()), {
      timeout: 10,
      // The identity token's signature is checked, though it came over TLS from the issuer itself. Only an issuer on this machine is reached without TLS, and only because it was configured so: for tests and trials.
      execute: [enableNonRepudiationChecks, ...(settings.issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
    })
    known = { issuer: asked, at: now() }
    asked.catch(() => { known = null })
    return asked
  }

  return {
    name: settings.name,

    async begin(returnTo) {
      const trip = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
      const goTo = buildAuthorizationUrl(await issuer(), {
        redirect_uri: returnTo, scope: 'openid email profile', state: trip.state, nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier), code_challenge_method: 'S256',
      })
      return { goTo: goTo.href, trip }
    },

    async arrive(at, trip) {
      const config = await issuer()
      try {
        const tokens = await authorizationCodeGrant(config, new URL(at), { pkceCodeVerifier: trip.verifier, expectedState: trip.state, expectedNonce: trip.nonce, idTokenExpected: true })
        const claims = tokens.claims()
        if (!claims) return { refused: 'no identity token came back' }
        const { email, email_verified: verified, name, amr } = claims
        return {
          issuer: claims.iss, subject: claims.sub, name: typeof name === 'string' ? name : null,
          secondStep: settings.alwaysSecondStep || (Array.isArray(amr) && amr.includes('mfa')),
          email: typeof email === 'string' && (verified === true || (settings.emailTrusted && verified !== false)) ? email : null,
        }
      } catch (error) {
        // The library’s codes say what was wrong (a state that is not ours, a nonce, a refused code); its messages hold nothing secret.
        return { refused: error instanceof Error ? `${'code' in error ? String(error.code) : error.name}` : 'unknown' }
      }
    },
  }
}
