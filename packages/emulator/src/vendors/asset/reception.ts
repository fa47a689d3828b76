import { matchPath, type PathParameters, parseJson, type WireRequest } from '../frame.ts'
import type { Business, Tenant } from './entities.ts'
import { servesMode } from './environments.ts'
import { type AssetError, fieldError, notFound } from './errors.ts'
import { isWellFormed } from './identifiers.ts'
import { type AssetRoute, assetRoutes } from './routes.ts'
import type { AssetStore } from './store.ts'
import type { AssetSwitches } from './switches.ts'
import { readForm } from './token-endpoint.ts'
import type { Grant, Tokens } from './tokens.ts'

export interface Reception {
  readonly store: AssetStore
  readonly tokens: Tokens
  readonly switches: AssetSwitches
  nowMs(): number
}

export interface MatchedRoute {
  readonly route: AssetRoute
  readonly parameters: PathParameters
}

export function findRoute(request: WireRequest, switches: AssetSwitches): MatchedRoute | AssetError {
  const rows = assetRoutes.flatMap((route) => {
    const parameters = matchPath(route.path, request.path)
    const exists = parameters !== null && route.dialects.includes(switches.generation)
    return exists ? [{ route, parameters }] : []
  })
  const match = rows.find(({ route }) => route.method === request.method)
  if (match !== undefined) return match
  return rows.length > 0 ? { status: 405, message: 'Method Not Allowed' } : notFound('Path')
}

export function grantOf(request: WireRequest, { tokens }: Pick<Reception, 'tokens'>): Grant | undefined {
  const match = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')
  return match === null ? undefined : tokens.find(match[1] ?? '')
}

/** Who is asking, as far as can be told: by the token, or on the token call by the client's id. */
export function tenantOf(
  request: WireRequest,
  { store, tokens }: Pick<Reception, 'store' | 'tokens'>,
): Tenant | undefined {
  const grant = grantOf(request, { tokens })
  if (grant !== undefined) return grant.tenant
  const clientId = readForm(request)?.get('client_id')
  return store.businesses.find((business) => business.tenant.clientId === clientId)?.tenant
}

/** The business of the path or the form, where it is one of the tenant's; else undefined. */
export function businessAskedFor(
  request: WireRequest,
  tenant: Tenant,
  store: AssetStore,
): Business | undefined {
  const [, , , fromPath] = request.path.split('/')
  const id = request.path.startsWith('/v0/business/') ? fromPath : readForm(request)?.get('business_id')
  return store.businesses.find((business) => business.id === id && business.tenant === tenant)
}

/** The business that a request with a token may work on. guess: the order of the checks. */
export function admit(
  request: WireRequest,
  { route, parameters }: MatchedRoute,
  reception: Reception,
): Business | AssetError {
  const grant = grantOf(request, reception)
  if (grant === undefined) return { status: 401, message: 'Not authenticated' }
  if (grant.expiresAt * 1000 <= reception.nowMs()) return { status: 401, message: 'Token has expired' }
  if (!servesMode(request.origin, grant.tenant.mode)) return { status: 401, message: 'Not authenticated' }

  const business = businessOf(parameters.business_id ?? '', grant, reception)
  if ('status' in business) return business
  const { scope } = route
  const allowed = scope === null || grant.scopes === null || grant.scopes.includes(scope)
  return allowed ? business : { status: 403, message: `The token lacks the scope ${scope}` }
}

function businessOf(id: string, grant: Grant, { store, switches }: Reception): Business | AssetError {
  if (switches.malformedIds === 'invalid' && !isWellFormed(id, 'biz')) {
    return fieldError('business_id', 'Invalid id')
  }
  const business = store.businesses.find((candidate) => candidate.id === id)
  if (business === undefined) return notFound('Business')
  const narrowed = grant.businessId !== null && grant.businessId !== id
  return narrowed || business.tenant !== grant.tenant
    ? { status: 403, message: 'No access to this business' }
    : business
}

export type ReadBody = { readonly ok: true; readonly body: unknown } | { readonly ok: false }

export function readBody(request: WireRequest): ReadBody {
  if (request.body === '') return { ok: true, body: undefined }
  const parsed = parseJson(request.body)
  return parsed.ok ? { ok: true, body: parsed.value } : { ok: false }
}
