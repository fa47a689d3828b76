import { okAsync } from '@invoice-adapters/core'
import type { Defect } from './defect.ts'

/** Of the write group, what is not about creating invoices. */
export const changes: Defect[] = [
  {
    name: 'deleting is claimed and not done',
    group: 'write',
    killedBy: 'write/delete-removes-one',
    plant: { definition: (definition) => ({ ...definition, delete: (id) => okAsync({ id }) }) },
  },
  {
    name: 'an update of the due date clears the memo',
    group: 'write',
    killedBy: 'write/update-changes-a-draft',
    plant: {
      definition: (definition) => ({
        ...definition,
        update: (id, changes, settings) => definition.update!(id, { memo: null, ...changes }, settings),
      }),
    },
  },
  {
    name: 'a total of zero becomes the smallest there is',
    group: 'write',
    killedBy: 'write/zero-total-as-declared',
    plant: {
      definition: (definition) => ({
        ...definition,
        create: (input, notWritten, settings) => {
          const lines = input.lines.map((line) => ({ ...line, amount: line.amount === 0 ? 1 : line.amount }))
          return definition.create!({ ...input, lines }, notWritten, settings)
        },
      }),
    },
  },
  {
    name: 'an update that the vendor refuses counts as made',
    group: 'write',
    killedBy: 'write/update-leaves-others-alone',
    plant: {
      definition: (definition) => ({
        ...definition,
        update: (id, changes, settings) =>
          definition.update!(id, changes, settings).orElse(() => definition.get(id, settings)),
      }),
    },
  },
  {
    name: 'lines are added and none is removed',
    group: 'write',
    killedBy: 'write/change-lines-adds-and-removes',
    plant: {
      definition: (definition) => ({
        ...definition,
        changeLines: (id, { add = [] }, settings) => definition.changeLines!(id, { add }, settings),
      }),
    },
  },
  {
    name: 'what was sent counts as paid',
    group: 'write',
    killedBy: 'write/send-changes-nothing-else',
    plant: {
      definition: (definition) => ({
        ...definition,
        send: (id, settings) =>
          definition.send!(id, settings).andThen((sent) =>
            definition.setStatus!(id, 'paid', settings).map(() => sent),
          ),
      }),
    },
  },
  {
    name: 'a payment counts in the invoice’s currency whatever its own is',
    group: 'write',
    killedBy: 'write/payment-in-another-currency-is-refused',
    plant: {
      definition: (definition) => ({
        ...definition,
        recordPayment: (id, payment, settings) =>
          definition.recordPayment!(id, { ...payment, currency: 'USD' }, settings),
      }),
    },
  },
  {
    name: 'refunds are made and never listed',
    group: 'write',
    killedBy: 'write/refund-takes-effect',
    plant: { definition: (definition) => ({ ...definition, listRefunds: () => okAsync([]) }) },
  },
  {
    name: 'a customer’s own id is not passed on',
    group: 'write',
    killedBy: 'write/customer-is-created-once',
    plant: {
      definition: (definition) => ({
        ...definition,
        customers: {
          ...definition.customers,
          create: ({ externalId: _dropped, ...customer }, settings) =>
            definition.customers!.create!(customer, settings),
        },
      }),
    },
  },
  {
    name: 'customers are listed whatever was asked for',
    group: 'write',
    killedBy: 'write/customers-are-found-by-external-id',
    plant: {
      definition: (definition) => ({
        ...definition,
        customers: {
          ...definition.customers,
          list: (_query, settings) => definition.customers!.list!({}, settings),
        },
      }),
    },
  },
  {
    name: 'a payment is sent in major units',
    group: 'write',
    killedBy: 'write/payment-is-recorded-once',
    plant: {
      definition: (definition) => ({
        ...definition,
        recordPayment: (id, payment, settings) =>
          definition.recordPayment!(id, { ...payment, amount: Math.round(payment.amount / 100) }, settings),
      }),
    },
  },
  {
    name: 'one invoice of several that fails ends the rest',
    group: 'write',
    killedBy: 'write/create-many-answers-each',
    plant: {
      definition: (definition) => ({
        ...definition,
        createMany: (inputs, settings) =>
          definition.createMany!(inputs, settings).map(({ results }) => {
            const failed = results.findIndex((result) => !result.ok)
            return { results: failed < 0 ? results : results.slice(0, failed + 1) }
          }),
      }),
    },
  },
]
