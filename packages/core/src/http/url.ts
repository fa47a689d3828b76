import type { HttpRequest } from './transport.ts'

/** Path segments that a URL parser would resolve away, and so never an id. */
const dotSegment = /^\.{1,2}$/

/**
 * The address of a request. Parameters are escaped as single path segments: a slash in an id stays in the id.
 * Undefined: a parameter is missing, empty or a dot segment, so that no address would mean what it says.
 */
export function requestUrl(
  baseUrl: string,
  request: Pick<HttpRequest, 'route' | 'parameters' | 'query'>,
): string | undefined {
  let whole = true
  const path = request.route.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = request.parameters?.[name]
    if (value === undefined || value === '' || dotSegment.test(value)) whole = false
    return encodeURIComponent(value ?? '')
  })
  if (!whole) return undefined
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value === undefined) continue
    for (const one of typeof value === 'object' ? value : [value]) query.append(name, String(one))
  }
  const search = query.toString()
  return `${baseUrl}${path}${search === '' ? '' : `?${search}`}`
}

const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Why an address cannot be the base of a vendor's API, in one sentence; null if it can. */
export function baseUrlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return 'must be an absolute address such as https://host/path'
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password'
  if (url.search !== '' || url.hash !== '') return 'must not contain a query or a fragment'
  if (url.protocol === 'https:') return null
  if (url.protocol === 'http:' && loopbackHosts.test(url.hostname)) return null
  return 'must be https; http is accepted only for loopback (127.0.0.1, localhost, [::1])'
}

/** Without trailing slashes. */
export function normalizeBaseUrl(text: string): string {
  return text.replace(/\/+$/, '')
}
