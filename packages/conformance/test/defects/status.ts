import { err, ok, okAsync, type StatusMeaning } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { type Defect, type Ground, inEveryError, inEveryInvoice, type Plant, rewriting } from './defect.ts'
import { takingAnyRecord } from './in-the-wire.ts'

function meaning(change: (one: StatusMeaning) => StatusMeaning): NonNullable<Plant['capabilities']> {
  return ({ status, ...rest }) => ({ ...rest, status: { ...status, meanings: status.meanings.map(change) } })
}

const refused = new WeakSet<Ground>()

/** The vendor's refusal of a change, which nobody looks into. */
const refusingWithoutLook: Plant = {
  fetch: (fetch, ground) => async (input, init) => {
    const response = await fetch(input, init)
    if (init?.method !== 'GET' && response.status >= 400) refused.add(ground)
    return response
  },
  definition: (definition, ground) => ({
    ...definition,
    setStatus: (id, to, settings) =>
      definition.setStatus!(id, to, settings).andThen((answer) => {
        if (!refused.delete(ground)) return ok(answer)
        const { provider, account } = definition
        const context = { provider, account, operation: 'setStatus' }
        return err(invoiceError('refused', context, 'the vendor refused it', { fields: [] }))
      }),
  }),
}

export const status: Defect[] = [
  {
    name: 'an unknown status is taken for open',
    group: 'status',
    killedBy: 'status/unheard-word-is-unknown',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'unknown' ? { ...invoice, status: 'open', notes: [] } : invoice,
    ),
  },
  {
    name: 'the vendor’s own word is lost',
    group: 'status',
    killedBy: 'status/each-word-has-its-meaning',
    plant: inEveryInvoice((invoice) => ({ ...invoice, providerStatus: invoice.status })),
  },
  {
    name: 'a written-off invoice is read as void',
    group: 'status',
    killedBy: 'status/each-word-has-its-meaning',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'uncollectible' ? { ...invoice, status: 'void' } : invoice,
    ),
  },
  {
    name: 'data and adapter agree that a cancelled invoice was paid',
    group: 'status',
    killedBy: 'status/each-word-has-its-meaning',
    plant: {
      ...inEveryInvoice((invoice) => (invoice.status === 'void' ? { ...invoice, status: 'paid' } : invoice)),
      capabilities: meaning((one) => (one.canonical === 'void' ? { ...one, canonical: 'paid' } : one)),
    },
  },
  {
    name: 'the data leaves out a status that the vendor has',
    group: 'status',
    killedBy: 'status/every-word-is-listed',
    plant: {
      capabilities: ({ status, ...rest }) => ({
        ...rest,
        status: { ...status, meanings: status.meanings.filter((one) => one.canonical !== 'paid') },
      }),
    },
  },
  {
    name: 'past due is judged by the clock on the wall',
    group: 'status',
    killedBy: 'status/past-due-comes-with-time',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'open' && invoice.dueAt !== null && Date.parse(invoice.dueAt) < Date.now()
        ? { ...invoice, status: 'past_due' }
        : invoice,
    ),
  },
  {
    name: 'past due is never worked out',
    group: 'status',
    killedBy: 'status/past-due-comes-with-time',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'past_due' ? { ...invoice, status: 'open' } : invoice,
    ),
  },
  {
    name: 'a status change is claimed and not sent',
    group: 'status',
    killedBy: 'status/each-transition-takes-effect',
    plant: {
      definition: (definition) => ({
        ...definition,
        setStatus: (id, to, settings) =>
          definition
            .get(id, settings)
            .map((invoice) => ({ invoice: { ...invoice, status: to }, changed: true })),
      }),
    },
  },
  {
    name: 'void is sent where uncollectible was asked',
    group: 'status',
    killedBy: 'status/each-transition-takes-effect',
    plant: rewriting(({ setStatus }) => ({
      setStatus: (id, to, settings) => setStatus!(id, to === 'uncollectible' ? 'void' : to, settings),
    })),
  },
  {
    name: 'the answer to a status change is the invoice as it was before',
    group: 'status',
    killedBy: 'status/each-transition-takes-effect',
    plant: {
      definition: (definition) => ({
        ...definition,
        setStatus: (id, to, settings) =>
          definition
            .get(id, settings)
            .andThen((invoice) =>
              definition.setStatus!(id, to, settings).map(({ changed }) => ({ invoice, changed })),
            ),
      }),
    },
  },
  {
    name: 'a status that it has already is sent again',
    group: 'status',
    killedBy: 'status/already-there-writes-nothing',
    plant: rewriting(({ get, setStatus, send, customers }) => ({
      setStatus: (id, to, settings) =>
        get(id, settings).andThen((invoice) => {
          if (invoice.status !== to) return setStatus!(id, to, settings)
          const written = send?.(id, settings) ?? customers!.create!({ externalId: 'again' }, settings)
          return written.map(() => ({ invoice, changed: false }))
        }),
    })),
  },
  {
    name: 'a transition that is refused counts as nothing to do',
    group: 'status',
    killedBy: 'status/other-transitions-are-refused',
    plant: {
      definition: (definition) => ({
        ...definition,
        setStatus: (id, to, settings) =>
          definition.setStatus!(id, to, settings).orElse((error) =>
            error.kind === 'invalid_transition'
              ? okAsync({ invoice: error.invoice, changed: false })
              : err(error),
          ),
      }),
    },
  },
  {
    name: 'a change that the vendor refuses counts as made',
    group: 'status',
    killedBy: 'status/one-of-two-changes-wins',
    plant: rewriting(({ get, setStatus }) => ({
      setStatus: (id, to, settings) =>
        setStatus!(id, to, settings).orElse((error) =>
          error.kind === 'invalid_transition'
            ? get(id, settings).map((invoice) => ({ invoice: { ...invoice, status: to }, changed: true }))
            : err(error),
        ),
    })),
  },
  {
    name: 'refunded is set by hand without being told to',
    group: 'status',
    killedBy: 'status/unsafe-status-needs-the-option',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        setStatus: (id, to, settings) => adapter.setStatus(id, to, { ...settings, unsafe: true }),
      }),
    },
  },
  {
    name: 'a status nothing leads to is tried all the same',
    group: 'status',
    killedBy: 'status/status-without-transition-is-unsupported',
    plant: {
      adapter: (adapter) => ({
        ...adapter,
        setStatus: (id, to, settings) =>
          to === 'partially_refunded'
            ? adapter.setStatus(id, 'refunded', { ...settings, unsafe: true })
            : adapter.setStatus(id, to, settings),
      }),
    },
  },
  {
    name: 'the status of an invoice that is not there is said to be in conflict',
    group: 'status',
    killedBy: 'status/missing-invoice-is-not-found',
    plant: inEveryError((error) =>
      error.kind === 'not_found' && error.operation === 'setStatus'
        ? { ...error, kind: 'conflict', externalId: null, invoice: null }
        : error,
    ),
  },
  {
    name: 'a change that does not show yet is not noted',
    group: 'status',
    killedBy: 'status/change-not-yet-visible-is-noted',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      notes: invoice.notes.filter((note) => note.code !== 'change_pending'),
    })),
  },
  {
    name: 'finalize leaves the draft a draft',
    group: 'status',
    killedBy: 'status/finalize-opens-a-draft',
    plant: {
      definition: (definition) => ({
        ...definition,
        finalize: (id, settings) => definition.get(id, settings),
      }),
    },
  },
  {
    name: 'a change that was overtaken is told with what it was before',
    group: 'status',
    killedBy: 'status/overtaken-change-is-told',
    plant: {
      definition: (definition) => ({
        ...definition,
        setStatus: (id, to, settings) =>
          definition
            .get(id, settings)
            .andThen((invoice) =>
              definition.setStatus!(id, to, settings).mapErr((error) =>
                error.kind === 'invalid_transition' ? { ...error, from: invoice.status, invoice } : error,
              ),
            ),
      }),
    },
  },
  {
    name: 'a change that is refused since it is made already is told without a look',
    group: 'status',
    killedBy: 'status/overtaken-by-the-same-is-done',
    plant: refusingWithoutLook,
  },
  {
    name: 'the status of another invoice decides',
    group: 'status',
    killedBy: 'status/other-record-decides-nothing',
    plant: takingAnyRecord,
  },
]
