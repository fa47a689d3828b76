import { err, ok, type Result } from 'neverthrow'
import type * as z from 'zod/mini'
import type { WebhookDelivery } from '../contract/adapter.ts'
import { type ErrorContext, invalidInput, invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import { fieldProblems } from '../http/read-answer.ts'
import { bodyBytes, maximumDeliveryBytes, rawBytes, verifyHmacSha256 } from './verify.ts'

export interface DeliveryRules<T> {
  context: ErrorContext
  /** Several while one is being replaced. */
  secrets: readonly string[]
  /** What keeps the delivery from being believed, or null; asked before anything in the body is read. */
  doubt: (body: Uint8Array) => string | null | Promise<string | null>
  envelope: z.ZodMiniType<T>
}

/** The envelope of a delivery that is not too large, whose signature was verified, and that can be read, in this order. */
export async function openDelivery<T>(
  delivery: WebhookDelivery,
  { context, secrets, doubt, envelope }: DeliveryRules<T>,
): Promise<Result<T, InvoiceError>> {
  if (secrets.length === 0) {
    const message = 'must hold the secret of the endpoint, so that deliveries can be verified'
    return err(invalidInput(context, [{ field: 'webhookSecrets', message }]))
  }
  const body = rawBytes(delivery.body)
  if (body === null) {
    const message = 'must be the raw text or bytes as they arrived; what was parsed before cannot be verified'
    return err(invalidInput(context, [{ field: 'body', message }]))
  }
  if (body.byteLength > maximumDeliveryBytes) {
    const message = `is larger than ${maximumDeliveryBytes} bytes`
    return err(invalidInput(context, [{ field: 'body', message }]))
  }
  const because = await doubt(body)
  if (because !== null) {
    return err(invoiceError('unauthenticated', context, `the delivery is not verified: ${because}`, {}))
  }
  const read = envelope.safeParse(jsonOf(body))
  if (read.success) return ok(read.data)
  const fields = fieldProblems(read.error.issues).map(({ field, message }) => ({
    field: field === 'body' ? field : `body.${field}`,
    message,
  }))
  const message = 'the delivery is signed, but its body is no event as documented'
  return err(invoiceError('unexpected_response', context, message, { fields, invoice: null }))
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

/** Whether any of the signatures is that of the payload by any of the secrets, whose own bytes are the key. */
export async function isSignedByAny(
  secrets: readonly string[],
  payload: Uint8Array,
  signatures: readonly Uint8Array[],
): Promise<boolean> {
  const checks = secrets.flatMap((secret) =>
    signatures.map((signature) => verifyHmacSha256({ key: bodyBytes(secret), payload, signature })),
  )
  return (await Promise.all(checks)).includes(true)
}
