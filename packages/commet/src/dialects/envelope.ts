/** Members of a JSON object; undefined for everything else. */
function members(json: unknown): Record<string, unknown> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined
}

/**
 * The object inside `{success, data}`, or the bare object of newer versions. The test is that of the official clients:
 * only a boolean `success` beside `data` makes an envelope, so a version that the server chose otherwise reads as well.
 */
export function unwrapEnvelope(json: unknown): unknown {
  const body = members(json)
  return body !== undefined && typeof body.success === 'boolean' && body.data !== undefined ? body.data : json
}

/** A 2xx answer that says it failed (`@commet/node` hands these on unchanged). */
export function saysFailure(json: unknown): boolean {
  const body = members(json)
  return (
    body?.success === false || (body?.error !== undefined && body.error !== null && body.data === undefined)
  )
}
