import {
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceError,
  type OperationName,
  type Result,
} from '@invoice-adapters/core'
import {
  createTransport,
  type ErrorContext,
  type HttpAnswer,
  invoiceError,
  sha256Hex,
  type Transport,
} from '@invoice-adapters/core/authoring'
import { isInProgress, toReferenceError } from './errors.ts'
import type { Account } from './options.ts'
import { toCanonical } from './to-canonical.ts'
import { parseWireInvoice } from './wire.ts'

/** The way to the vendor, and how its answers are read. */
export interface Connection {
  transport: Transport
  contextOf(operation: OperationName): ErrorContext
  invoiceFrom(json: unknown, answer: HttpAnswer): Result<Invoice, FieldProblem[]>
  /** The invoice of an answer about one, or `unexpected_response`. */
  wholeInvoice(operation: OperationName, answer: HttpAnswer): Result<Invoice, InvoiceError>
}

export function connect({ options, apiKey }: Account): Connection {
  const provider = 'reference'
  const contextOf = (operation: OperationName): ErrorContext => ({
    provider,
    account: options.account,
    operation,
  })
  const invoiceFrom = (json: unknown, { startedAt }: HttpAnswer): Result<Invoice, FieldProblem[]> =>
    parseWireInvoice(json).map((wire) =>
      toCanonical(wire, { account: options.account, readAt: startedAt, keepRaw: options.raw ?? true }),
    )
  return {
    transport: createTransport({
      provider,
      account: options.account,
      baseUrl: 'https://reference.example',
      options,
      headers: async () => ({ authorization: `Bearer ${apiKey}` }),
      renewable: false,
      requestIdHeader: 'x-request-id',
      limiterKey: () => sha256Hex(apiKey),
      limits: () => [],
      toError: toReferenceError,
      inProgress: isInProgress,
    }),
    contextOf,
    invoiceFrom,
    wholeInvoice: (operation, answer) =>
      invoiceFrom(answer.json, answer).orElse((fields) =>
        err(unexpected(contextOf(operation), answer, fields)),
      ),
  }
}

export function unexpected(context: ErrorContext, answer: HttpAnswer, fields: FieldProblem[]): InvoiceError {
  const where = { ...context, requestId: answer.requestId }
  const message = `the answer is not as documented: ${fields.map(({ field, message: what }) => `${field} ${what}`).join('; ')}`
  return invoiceError('unexpected_response', where, message, { fields, invoice: null })
}
