import { type Invoice, okAsync } from '@invoice-adapters/core'
import { type Defect, inEveryInvoice, rewriting } from './defect.ts'
import { inEveryRecord, inEveryRequest, takingAnyRecord, unreadable } from './in-the-wire.ts'

export const read: Defect[] = [
  {
    name: 'a missing invoice is answered with the latest one',
    group: 'read',
    killedBy: 'read/missing-is-not-found',
    plant: {
      definition: (definition) => ({
        ...definition,
        get: (id, settings) =>
          definition.get(id, settings).orElse((error) => {
            if (error.kind !== 'not_found') return definition.get(id, settings)
            return definition
              .list({}, settings)
              .andThen((page) => definition.get(page.recordIds.at(-1) ?? id, settings))
          }),
      }),
    },
  },
  {
    name: 'an empty id asks for the list',
    group: 'read',
    killedBy: 'read/empty-id-is-refused',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        get: (id, settings) =>
          id === ''
            ? adapter.list({}, settings).andThen((page) => adapter.get(page.recordIds[0] ?? '', settings))
            : adapter.get(id, settings),
      }),
    },
  },
  {
    name: 'ids go into the path unescaped',
    group: 'read',
    killedBy: 'read/crooked-ids-lead-nowhere',
    plant: {
      fetch: (fetch) => (input, init) => {
        const { origin, pathname, search } = new URL(String(input))
        return fetch(new URL(`${origin}${decodeURIComponent(pathname)}${search}`), init)
      },
    },
  },
  {
    name: 'an amount that cannot be read counts as nothing',
    group: 'read',
    killedBy: 'read/unreadable-answer-says-so',
    plant: inEveryRecord((record, { spoiledField: [name, nothing] }) =>
      record[name] === 'a lot' ? { ...record, [name]: nothing } : record,
    ),
  },
  {
    name: 'a record with a word it does not know is unreadable',
    group: 'read',
    killedBy: 'read/unheard-values-are-kept',
    plant: inEveryRecord((record, { unheardWord }) =>
      Object.values(record).includes(unheardWord) ? unreadable(record) : record,
    ),
  },
  {
    name: 'a field nobody has heard of makes the answer unreadable',
    group: 'read',
    killedBy: 'read/unheard-fields-are-ignored',
    plant: inEveryRecord((record) => ('hologram' in record ? unreadable(record) : record)),
  },
  {
    name: 'raw answers are kept although they are switched off',
    group: 'read',
    killedBy: 'read/raw-is-kept-unless-off',
    plant: { options: (options) => ({ ...options, raw: true }) },
  },
  {
    name: 'a key is found by its beginning',
    group: 'read',
    killedBy: 'read/finds-by-external-id',
    plant: {
      definition: (definition) => ({
        ...definition,
        findByExternalId: (key, settings) =>
          definition
            .list({}, settings)
            .map((page) => page.invoices.find((invoice) => invoice.externalId?.startsWith(key)) ?? null),
      }),
    },
  },
  {
    name: 'dates keep the vendor’s own offset',
    group: 'read',
    killedBy: 'read/dates-are-utc',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      createdAt: invoice.createdAt?.replace('Z', '+00:00') ?? null,
    })),
  },
  {
    name: 'looking at an account marks its invoices as sent',
    group: 'read',
    killedBy: 'read/reading-writes-nothing',
    plant: rewriting(({ get, send, setStatus, customers }) => ({
      get: (id, settings) =>
        get(id, settings).andThen((invoice) => {
          const written = send?.(id, settings) ?? customers?.create?.({ externalId: 'seen' }, settings)
          return (written ?? setStatus!(id, 'paid', settings)).map(() => invoice)
        }),
    })),
  },
  {
    name: 'an invoice holds what JSON cannot',
    group: 'read',
    killedBy: 'read/invoices-are-plain-json',
    plant: inEveryInvoice((invoice) => ({ ...invoice, memo: undefined as unknown as string | null })),
  },
  {
    name: 'check says live without asking',
    group: 'read',
    killedBy: 'read/check-tells-whose-account',
    plant: {
      definition: (definition) => ({
        ...definition,
        check: () => okAsync({ mode: 'live', accountId: null, accountName: null }),
      }),
    },
  },
  {
    name: 'a slash in an id is dropped',
    group: 'read',
    killedBy: 'read/odd-ids-reach-their-record',
    plant: inEveryRequest((url, init) => [new URL(url.href.replace('%2F', '')), init]),
  },
  {
    name: 'every invoice is told as the first customer’s',
    group: 'read',
    killedBy: 'read/get-equals-truth',
    plant: rewriting(({ get }) => {
      const customers: Invoice['customer'][] = []
      return {
        get: (...given) =>
          get(...given).map((invoice) => {
            customers.push(invoice.customer)
            return { ...invoice, customer: customers[0] ?? invoice.customer }
          }),
      }
    }),
  },
  {
    name: 'an answer about another invoice is taken for the one that was asked for',
    group: 'read',
    killedBy: 'read/other-record-is-not-taken',
    plant: takingAnyRecord,
  },
  {
    name: 'an unheard way of collecting becomes the usual one',
    group: 'read',
    killedBy: 'read/unheard-values-are-kept',
    plant: inEveryInvoice((invoice) => ({ ...invoice, collection: invoice.collection ?? 'send_invoice' })),
  },
  {
    name: 'a line of an unheard kind becomes an item',
    group: 'read',
    killedBy: 'read/unheard-values-are-kept',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      lines:
        invoice.lines?.map((line) => ({ ...line, kind: line.kind === 'unknown' ? 'item' : line.kind })) ??
        null,
    })),
  },
  {
    name: 'an unheard word takes the due date with it',
    group: 'read',
    killedBy: 'read/unheard-values-are-kept',
    plant: inEveryInvoice((invoice) =>
      invoice.collection === null ? { ...invoice, dueAt: '2026-01-01T00:00:00.000Z' } : invoice,
    ),
  },
]
