import { err, ok, type Result } from '@invoice-adapters/core'
import { maximumDeliveryBytes } from '@invoice-adapters/core/authoring'

/** The raw bytes of a body, as the signature covers them; refused as soon as they are too many. */
export async function readBody(request: Request): Promise<Result<Uint8Array, 'too_large' | 'broken'>> {
  if (Number(request.headers.get('content-length') ?? 0) > maximumDeliveryBytes) return err('too_large')
  if (request.body === null) return ok(new Uint8Array())
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of request.body) {
      length += chunk.byteLength
      // Leaving the loop cancels the rest.
      if (length > maximumDeliveryBytes) return err('too_large')
      chunks.push(chunk)
    }
  } catch {
    return err('broken')
  }
  const body = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return ok(body)
}
