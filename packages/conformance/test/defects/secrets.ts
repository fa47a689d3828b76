import type { InvoiceError } from '@invoice-adapters/core'
import { type Defect, inEveryError, inEveryInvoice } from './defect.ts'

function withCause(error: InvoiceError, message: string): InvoiceError {
  return { ...error, cause: { name: 'Error', message, code: null, httpStatus: null } }
}

export const secrets: Defect[] = [
  {
    name: 'the request that failed is quoted in the cause, credential included',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-errors',
    plant: inEveryError((error, { apiKey, backend }) =>
      error.kind === 'network'
        ? withCause(error, `request failed: authorization: Bearer ${apiKey ?? backend.apiKey}`)
        : error,
    ),
  },
  {
    name: 'a vendor that repeats the credential gets it into the error',
    group: 'secrets',
    killedBy: 'secrets/echoed-credential-is-masked',
    plant: inEveryError((error, { apiKey, backend }) => ({
      ...error,
      message: error.message.replace('[secret]', apiKey ?? backend.apiKey),
    })),
  },
  {
    name: 'a refused credential is shown to say which one it was',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-wrong-credential-error',
    plant: inEveryError((error, { apiKey = '' }) =>
      error.kind === 'unauthenticated' && apiKey !== ''
        ? { ...error, message: `the key ${apiKey} is not good` }
        : error,
    ),
  },
  {
    name: 'the credential is a member of the adapter',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-the-adapter',
    plant: { adapter: (adapter, { backend }) => Object.assign({ ...adapter }, { apiKey: backend.apiKey }) },
  },
  {
    name: 'the webhook secret hangs on a function of the adapter',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-the-adapter',
    plant: {
      adapter: (adapter, { backend }) => {
        const read: typeof adapter.webhooks.read = (delivery) => adapter.webhooks.read(delivery)
        Object.defineProperty(read, 'secret', { value: backend.webhookSecrets.current, enumerable: false })
        return { ...adapter, webhooks: { read } }
      },
    },
  },
  {
    name: 'the observer is told the credential within the route',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-events',
    plant: {
      options: ({ observe, ...options }) => ({
        ...options,
        observe: (event) =>
          observe?.(
            event.type === 'request'
              ? { ...event, route: `${event.route}?key=${options.backend.apiKey}` }
              : event,
          ),
      }),
    },
  },
  {
    name: 'the observer is told whose invoice it is',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-events',
    plant: {
      options: ({ observe, ...options }) => ({
        ...options,
        observe: (event) =>
          observe?.({ ...event, account: options.backend.customers()[0]?.email ?? event.account }),
      }),
    },
  },
  {
    name: 'raw keeps the headers of the request',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-invoices',
    plant: inEveryInvoice((invoice, { backend }) => ({
      ...invoice,
      raw:
        invoice.raw === null
          ? null
          : { ...invoice.raw, request: { authorization: `Bearer ${backend.apiKey}` } },
    })),
  },
  {
    name: 'a dry run shows the request as it would really leave',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-dry-runs',
    plant: {
      definition: (definition, { backend }) => ({
        ...definition,
        dryRun: {
          create: (input, settings) =>
            definition.dryRun!.create!(input, settings).map((requests) =>
              requests.map((request) => ({
                ...request,
                headers: { ...request.headers, authorization: `Bearer ${backend.apiKey}` },
              })),
            ),
        },
      }),
    },
  },
]
