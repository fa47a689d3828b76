import {
  type CallSettings,
  type CommonOptions,
  type Credential,
  err,
  type Invoice,
  type InvoiceError,
  type JsonObject,
  type OperationName,
  ok,
  type Result,
  type ResultAsync,
  type UnexpectedResponse,
} from '@invoice-adapters/core'
import {
  createTransport,
  type ErrorContext,
  type HttpAnswer,
  type HttpRequest,
  otherThanAsked,
  readAnswer,
  sha256Hex,
  type Transport,
} from '@invoice-adapters/core/authoring'
import { toPaperbillError } from './errors.ts'
import { billSchema } from './schema.ts'
import { toCanonical } from './to-canonical.ts'

export interface PaperbillAdapterOptions extends CommonOptions {
  /** Begins with `pb_`. */
  apiKey: Credential
  /** Default `https://api.paperbill.example`. */
  baseUrl?: string | undefined
}

/** The options with every default filled in. */
export interface PaperbillSettings extends PaperbillAdapterOptions {
  baseUrl: string
}

/** One account at Paperbill, ready to be called. */
export interface Connection {
  options: PaperbillSettings
  transport: Transport
  contextOf(operation: OperationName): ErrorContext
  /** The invoice in an answer, or the fields that make it unreadable. */
  readBill(operation: OperationName, answer: HttpAnswer, json?: unknown): Result<Invoice, UnexpectedResponse>
}

export function connect(options: PaperbillSettings): Connection {
  const { account, apiKey, baseUrl } = options
  const key = async (): Promise<string> => (typeof apiKey === 'function' ? apiKey() : apiKey)
  const contextOf = (operation: OperationName): ErrorContext => ({
    provider: 'paperbill',
    account,
    operation,
  })
  const transport = createTransport({
    provider: 'paperbill',
    account,
    baseUrl,
    options,
    headers: async () => ({ authorization: `Bearer ${await key()}` }),
    renewable: typeof apiKey === 'function',
    requestIdHeader: 'x-request-id',
    limiterKey: async () => sha256Hex(`paperbill ${await key()}`),
    limits: () => [],
    toError: toPaperbillError,
  })
  const readBill: Connection['readBill'] = (operation, answer, json = answer.json) =>
    readAnswer(billSchema, { ...answer, json }, contextOf(operation)).map((bill) =>
      toCanonical(bill, {
        account,
        readAt: answer.startedAt,
        raw: options.raw === false ? null : { invoice: json as JsonObject },
      }),
    )
  return { options, transport, contextOf, readBill }
}

/** A read on behalf of an operation, which is the one that an error then names. */
export function read(
  { transport }: Connection,
  operation: OperationName,
  route: string,
  { signal }: CallSettings,
  given: Pick<HttpRequest, 'parameters' | 'query'> = {},
): ResultAsync<HttpAnswer, InvoiceError> {
  return transport.send({ operation, effect: 'read', method: 'GET', route, ...given, signal })
}

export function getBill(
  connection: Connection,
  operation: OperationName,
  id: string,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  return read(connection, operation, '/bills/{id}', settings, { parameters: { id } })
    .andThen((answer) => connection.readBill(operation, answer))
    .andThen((invoice) =>
      invoice.source.id === id ? ok(invoice) : err(otherThanAsked(connection.contextOf(operation), invoice)),
    )
}
