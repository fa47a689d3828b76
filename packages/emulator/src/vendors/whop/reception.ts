import { matchPath, type PathParameters, parseJson, type WireRequest } from '../frame.ts'
import type { Company } from './entities.ts'
import { errorOf, type WhopError } from './errors.ts'
import { type WhopOperation, type WhopRoute, type WhopScope, whopRoutes } from './routes.ts'
import type { WhopStore } from './store.ts'
import type { WhopSwitches } from './switches.ts'
import { isNative, knownVersions, resolveVersion } from './versions.ts'
import { invoiceToken } from './whop-ids.ts'

/** A request that was let in. */
export interface Received {
  readonly company: Company
  /** False for the one route that an invoice's token opens. */
  readonly authenticated: boolean
  readonly operation: WhopOperation
  readonly version: string
  readonly parameters: PathParameters
}

interface FoundRoute {
  readonly row: WhopRoute
  readonly parameters: PathParameters
}

export function findRoute(request: WireRequest): FoundRoute | undefined {
  return whopRoutes
    .filter((row) => row.method === request.method)
    .flatMap((row) => {
      const parameters = matchPath(row.path, request.path)
      return parameters === null ? [] : [{ row, parameters }]
    })
    .at(0)
}

/** Whose key a request carries. */
export function companyOf(request: WireRequest, store: WhopStore): Company | undefined {
  const [, key] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  return store.companies.find((company) => company.apiKey === key)
}

export const isAllowed = (scope: WhopScope, switches: WhopSwitches): boolean =>
  switches.scopes === null || switches.scopes.includes(scope)

/** Who asks, in which version, for what. guess: the order of the checks. */
export function receive(
  request: WireRequest,
  store: WhopStore,
  switches: WhopSwitches,
): Received | WhopError {
  const route = findRoute(request)
  const authenticated = companyOf(request, store)
  const company = authenticated ?? companyOfToken(request, route, store)
  if (company === undefined) return errorOf(401, 'The API key is missing or not known')

  const version = resolveVersion(request.headers['api-version-date'], switches)
  if (version === null) return unknownVersion(request)
  if (route === undefined) return errorOf(404, 'No such path')
  const { name: operation, scope } = route.row
  if (isNative(version) && route.row.path.startsWith('/api/v1/invoices')) return native(version, switches)
  if (authenticated !== undefined && !isAllowed(scope, switches)) {
    return errorOf(403, `The credential lacks the permission ${scope}`)
  }
  return {
    company,
    authenticated: authenticated !== undefined,
    operation,
    version,
    parameters: route.parameters,
  }
}

/** Documented: an invoice's own token reads it without a key. */
function companyOfToken(
  request: WireRequest,
  route: FoundRoute | undefined,
  store: WhopStore,
): Company | undefined {
  if (route?.row.name !== 'get_invoice' || request.headers.authorization !== undefined) return undefined
  const { id } = route.parameters
  return store.companies.find((company) =>
    store.shelf(company.name).invoices.ordered.some((invoice) => invoiceToken(invoice.id, company) === id),
  )
}

function unknownVersion(request: WireRequest): WhopError {
  const asked = request.headers['api-version-date']
  return errorOf(400, `Unknown API version ${asked}. Supported versions: ${knownVersions.join(', ')}`)
}

function native(version: string, switches: WhopSwitches): WhopError {
  const message = `Version ${version} reaches the native invoice API, which this emulator has not; legacy invoices need a version before 2026-10-24`
  return errorOf(switches.nativeStatus, message)
}

export type ReadBody = { readonly ok: true; readonly body: unknown } | { readonly ok: false }

/** A missing body is no error here: what a route needs is the route's own matter. */
export function readBody(request: WireRequest): ReadBody {
  if (request.body === '') return { ok: true, body: undefined }
  const parsed = parseJson(request.body)
  return parsed.ok ? { ok: true, body: parsed.value } : { ok: false }
}
