import { type CanonicalField, errAsync, okAsync } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { type Defect, inEveryInvoice, type Plant, rewriting } from './defect.ts'

/** Of a vendor that takes twenty lines. */
const twentyLines: Plant = rewriting(({ provider, account, create }) => ({
  create: (input, notWritten, settings) => {
    if (input.lines.length <= 20) return create!(input, notWritten, settings)
    const context = { provider, account, operation: 'create' as const, requestId: null }
    return errAsync(invoiceError('refused', context, 'twenty lines at most', { fields: [] }))
  },
}))

export const write: Defect[] = [
  {
    name: 'create works on another account',
    group: 'write',
    killedBy: 'write/create-takes-effect',
    plant: rewriting((_definition, { define, elsewhere }) => {
      const { create } = define({ fetch: elsewhere() })
      return { create: create! }
    }),
  },
  {
    name: 'every invoice is created for one customer',
    group: 'write',
    killedBy: 'write/create-takes-effect',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: (input, notWritten, settings) =>
          definition.create!({ ...input, customer: { externalId: 'somebody else' } }, notWritten, settings),
      }),
    },
  },
  {
    name: 'a line after the first is dropped',
    group: 'write',
    killedBy: 'write/line-limit-as-declared',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: (input, notWritten, settings) =>
          definition.create!({ ...input, lines: input.lines.slice(0, 4) }, notWritten, settings),
      }),
    },
  },
  {
    name: 'a memo is dropped without a word',
    group: 'write',
    killedBy: 'write/writable-fields-are-written',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: ({ memo: _dropped, ...input }, notWritten, settings) =>
          definition.create!(input, notWritten, settings),
      }),
    },
  },
  {
    name: 'the data says that a purchase order can be written',
    group: 'write',
    killedBy: 'write/writable-fields-are-written',
    plant: {
      capabilities: ({ coverage, ...rest }) => ({
        ...rest,
        coverage: {
          ...coverage,
          purchaseOrder: { ...coverage.purchaseOrder, read: 'reported', write: 'yes' },
        },
      }),
      ...inEveryInvoice((invoice) => invoice),
    },
  },
  {
    name: 'losses are accepted on the caller’s behalf',
    group: 'write',
    killedBy: 'write/losses-are-refused-by-name',
    plant: {
      adapter: (adapter) => {
        const all: CanonicalField[] = ['purchaseOrder', 'lines.metadata', 'issuedAt']
        return {
          ...adapter,
          create: (input, settings) => adapter.create(input, { ...settings, accept: all }),
        }
      },
    },
  },
  {
    name: 'losses that were accepted are not listed',
    group: 'write',
    killedBy: 'write/accepted-losses-are-listed',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: (input, _notWritten, settings) => definition.create!(input, [], settings),
      }),
    },
  },
  {
    name: 'the currency can be accepted away',
    group: 'write',
    killedBy: 'write/money-is-never-accepted-away',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        create: (input, settings) => {
          const accept = settings?.accept?.filter((field) => field !== 'currency' && field !== 'total')
          return adapter.create(input, { ...settings, ...(accept === undefined ? {} : { accept }) })
        },
      }),
    },
  },
  {
    name: 'an invoice that came out different is a success',
    group: 'write',
    killedBy: 'write/different-outcome-is-an-error',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: (input, notWritten, settings) =>
          definition.create!(input, notWritten, settings).orElse((error) => {
            if (error.kind !== 'unexpected_response' || error.invoice === null)
              return definition.create!(input, notWritten, settings)
            return okAsync({ invoice: error.invoice, created: true, notWritten })
          }),
      }),
    },
  },
  {
    name: 'a credit note is created as an invoice over the same sum',
    group: 'write',
    killedBy: 'write/credit-notes-as-declared',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        create: (input, settings) => {
          const lines = input?.lines?.map?.((line) => ({
            ...line,
            amount: typeof line.amount === 'number' ? Math.abs(line.amount) : line.amount,
          }))
          return adapter.create(lines === undefined ? input : { ...input, lines }, settings)
        },
      }),
    },
  },
  {
    name: 'a dry run creates the invoice',
    group: 'write',
    killedBy: 'write/dry-run-sends-nothing',
    plant: {
      definition: (definition) => ({
        ...definition,
        dryRun: {
          create: (input, settings = {}) =>
            definition.create!(input, [], settings).andThen(() =>
              definition.dryRun!.create!(input, settings),
            ),
        },
      }),
    },
  },
  {
    name: 'what the data says is not written is written all the same',
    group: 'write',
    killedBy: 'write/accepted-losses-are-not-written',
    plant: {
      capabilities: ({ coverage, ...rest }) => ({
        ...rest,
        coverage: { ...coverage, memo: { ...coverage.memo, write: 'no' } },
      }),
    },
  },
  {
    name: 'the data promises more lines than the vendor takes',
    group: 'write',
    killedBy: 'write/line-limit-as-declared',
    plant: {
      ...twentyLines,
      capabilities: ({ create, ...rest }) => ({ ...rest, create: { ...create, maximumLines: 25 } }),
    },
  },
  {
    name: 'the data knows of no limit of lines, and the vendor has one',
    group: 'write',
    killedBy: 'write/line-limit-as-declared',
    plant: twentyLines,
  },
]
