import type { WireRequest } from '../frame.ts'
import { answered, type Reply, refuse } from './call.ts'
import type { Business, Tenant } from './entities.ts'
import { servesMode } from './environments.ts'
import { type AssetError, type FieldProblem, missing, notFound, validationError } from './errors.ts'
import { assetRoutes } from './routes.ts'
import type { AssetStore } from './store.ts'
import type { AssetSwitches } from './switches.ts'
import type { Grant, Tokens } from './tokens.ts'

interface TokenOffice {
  readonly store: AssetStore
  readonly tokens: Tokens
  readonly switches: AssetSwitches
}

const defaultSeconds = 3600

/** Resources that scopes were seen for or follow from the routes; actions by the prose. */
const resources: ReadonlySet<string> = new Set([
  ...assetRoutes.flatMap((route) => route.scope?.split(':')[0] ?? []),
  'vendor_credit',
])
const actions: ReadonlySet<string> = new Set(['create', 'read', 'update'])

export function answerToken(request: WireRequest, office: TokenOffice): Reply {
  const form = readForm(request)
  const problems = form === null ? [{ at: ['body'], message: 'Input should be a form' }] : formProblems(form)
  if (form === null || problems.length > 0) return refuse(validationError(problems))

  const tenant = authenticated(form, request.origin, office.store)
  if ('status' in tenant) return refuse(tenant)
  const businessId = form.get('business_id')
  const refusal = businessId === null ? null : businessRefusal(businessId, tenant, office.store)
  if (refusal !== null) return refuse(refusal)

  const asked = Number(form.get('expires_in') ?? defaultSeconds)
  const seconds = Math.min(asked, office.switches.longestTokenSeconds ?? asked)
  const resource = form.getAll('resource')
  const grant = office.tokens.issue({
    tenant,
    businessId,
    scopes: scopesIn(form),
    audience: resource.length === 0 ? [request.origin] : resource,
    seconds,
  })
  return answered({
    access_token: grant.token,
    token_type: 'Bearer',
    ...expiry(grant, seconds, office.switches),
  })
}

/** Null for another media type; the parameters are form-encoded, not JSON. */
export function readForm(request: WireRequest): URLSearchParams | null {
  const [mediaType = ''] = (request.headers['content-type'] ?? '').split(';')
  return mediaType.trim().toLowerCase() === 'application/x-www-form-urlencoded'
    ? new URLSearchParams(request.body)
    : null
}

function scopesIn(form: URLSearchParams): readonly string[] | null {
  const words = (form.get('scope') ?? '').split(' ').filter((word) => word !== '')
  return words.length === 0 ? null : words
}

function formProblems(form: URLSearchParams): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const report = (field: string, message: string): void => {
    problems.push({ at: ['body', field], message })
  }
  for (const field of ['client_id', 'client_secret']) {
    if ((form.get(field) ?? '') === '') report(field, missing)
  }
  if ((form.get('grant_type') ?? 'client_credentials') !== 'client_credentials') {
    report('grant_type', "Input should be 'client_credentials'")
  }
  const seconds = form.get('expires_in') ?? String(defaultSeconds)
  if (!/^\d{1,9}$/.test(seconds) || Number(seconds) === 0) {
    report('expires_in', 'Input should be an integer greater than 0')
  }
  if (!(scopesIn(form) ?? []).every(isScope)) report('scope', 'Unknown scope')
  if (!form.getAll('resource').every(isIndicator)) report('resource', 'Not an absolute URI without fragment')
  return problems
}

function isScope(word: string): boolean {
  const [resource = '', action = '', ...rest] = word.split(':')
  return rest.length === 0 && resources.has(resource) && actions.has(action)
}

function isIndicator(text: string): boolean {
  return URL.canParse(text) && !text.includes('#')
}

function authenticated(form: URLSearchParams, origin: string, store: AssetStore): Tenant | AssetError {
  const clientId = form.get('client_id')
  const tenant = store.businesses.find((business) => business.tenant.clientId === clientId)?.tenant
  const known = tenant !== undefined && tenant.clientSecret === form.get('client_secret')
  return known && servesMode(origin, tenant.mode)
    ? tenant
    : { status: 401, message: 'Invalid client credentials' }
}

function businessRefusal(id: string, tenant: Tenant, store: AssetStore): AssetError | null {
  const business: Business | undefined = store.businesses.find((candidate) => candidate.id === id)
  if (business === undefined) return notFound('Business')
  return business.tenant === tenant ? null : { status: 403, message: 'No access to this business' }
}

function expiry(grant: Grant, seconds: number, switches: AssetSwitches): { readonly expires_in?: number } {
  const values = { instant: grant.expiresAt, duration: seconds, absent: undefined }
  const value = values[switches.tokenExpiresIn]
  return value === undefined ? {} : { expires_in: value }
}
