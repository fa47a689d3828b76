import { matchPath, type PathParameters, parseJson, type WireRequest } from '../frame.ts'
import type { Organization } from './entities.ts'
import type { CommetError } from './errors.ts'
import { type CommetOperation, commetRoutes } from './routes.ts'
import type { CommetStore } from './store.ts'
import type { CommetSwitches } from './switches.ts'
import { type Dialect, resolveVersion } from './versions.ts'

/** A request that was let in. */
export interface Received {
  readonly organization: Organization
  readonly operation: CommetOperation
  readonly dialect: Dialect
  readonly parameters: PathParameters
}

export function organizationOf(request: WireRequest, store: CommetStore): Organization | undefined {
  const key = request.headers['x-api-key']
  return store.organizations.find((organization) => organization.apiKey === key)
}

/** The dialect that even a refused request is answered in. */
export function dialectOf(request: WireRequest, switches: CommetSwitches): Dialect {
  return resolveVersion(request.headers['commet-version'], switches)?.dialect ?? 'B'
}

/** Who asks, in which version, for what. */
export function receive(
  request: WireRequest,
  store: CommetStore,
  switches: CommetSwitches,
): Received | CommetError {
  const organization = organizationOf(request, store)
  if (organization === undefined) {
    return { status: 401, code: 'unauthorized', message: 'The API key is missing or not known' }
  }
  const version = resolveVersion(request.headers['commet-version'], switches)
  if (version === null) {
    return {
      status: switches.validationStatus,
      code: 'validation_error',
      message: 'The version is not known',
      param: 'commet-version',
    }
  }
  const route = findRoute(request, version.dialect)
  return 'code' in route ? route : { organization, dialect: version.dialect, ...route }
}

function findRoute(
  request: WireRequest,
  dialect: Dialect,
): Pick<Received, 'operation' | 'parameters'> | CommetError {
  const rows = commetRoutes.flatMap((row) => {
    const parameters = matchPath(row.path, request.path)
    return parameters === null ? [] : [{ row, parameters }]
  })
  const match = rows.find(({ row }) => row.method === request.method && row.dialects.includes(dialect))
  if (match !== undefined) return { operation: match.row.name, parameters: match.parameters }
  return rows.length > 0
    ? { status: 404, code: 'endpoint_not_available', message: 'This version has no such endpoint' }
    : { status: 404, code: 'not_found', message: 'No such path' }
}

export type ReadBody = { readonly ok: true; readonly body: unknown } | { readonly ok: false }

/** A missing body is no error here: what a route needs is the route's own matter. */
export function readBody(request: WireRequest): ReadBody {
  if (request.body === '') return { ok: true, body: undefined }
  const parsed = parseJson(request.body)
  return parsed.ok ? { ok: true, body: parsed.value } : { ok: false }
}
