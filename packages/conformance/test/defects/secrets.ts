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
    plant: inEveryError((error, { credential }) =>
      error.kind === 'network'
        ? withCause(error, `request failed: authorization: Bearer ${credential}`)
        : error,
    ),
  },
  {
    name: 'a vendor that repeats the credential gets it into the error',
    group: 'secrets',
    killedBy: 'secrets/echoed-credential-is-masked',
    plant: inEveryError((error, { credential }) => ({
      ...error,
      message: error.message.replace('[secret]', credential),
    })),
  },
  {
    name: 'a refused credential is shown to say which one it was',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-wrong-credential-error',
    plant: inEveryError((error, { credential }) =>
      error.kind === 'unauthenticated' ? { ...error, message: `the key ${credential} is not good` } : error,
    ),
  },
  {
    name: 'the credential is a member of the adapter',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-the-adapter',
    plant: { adapter: (adapter, { credential }) => Object.assign({ ...adapter }, { apiKey: credential }) },
  },
  {
    name: 'the webhook secret hangs on a function of the adapter',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-the-adapter',
    plant: {
      adapter: (adapter, { webhookSecret }) => {
        const read: typeof adapter.webhooks.read = (delivery) => adapter.webhooks.read(delivery)
        Object.defineProperty(read, 'secret', { value: webhookSecret, enumerable: false })
        return { ...adapter, webhooks: { read } }
      },
    },
  },
  {
    name: 'the observer is told the credential within the route',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-events',
    plant: {
      options: ({ observe, ...options }, { credential }) => ({
        ...options,
        observe: (event) =>
          observe?.(
            event.type === 'request' ? { ...event, route: `${event.route}?key=${credential}` } : event,
          ),
      }),
    },
  },
  {
    name: 'the observer is told whose invoice it is',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-events',
    plant: {
      options: ({ observe, ...options }, { person }) => ({
        ...options,
        observe: (event) => observe?.({ ...event, account: person() }),
      }),
    },
  },
  {
    name: 'raw keeps the headers of the request',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-invoices',
    plant: inEveryInvoice((invoice, { credential }) => ({
      ...invoice,
      raw:
        invoice.raw === null ? null : { ...invoice.raw, request: { authorization: `Bearer ${credential}` } },
    })),
  },
  {
    name: 'a dry run shows the request as it would really leave',
    group: 'secrets',
    killedBy: 'secrets/no-secret-in-dry-runs',
    plant: {
      definition: (definition, { credential }) => ({
        ...definition,
        dryRun: {
          create: (input, settings) =>
            definition.dryRun!.create!(input, settings).map((requests) =>
              requests.map((request) => ({
                ...request,
                headers: { ...request.headers, authorization: `Bearer ${credential}` },
              })),
            ),
        },
      }),
    },
  },
]
