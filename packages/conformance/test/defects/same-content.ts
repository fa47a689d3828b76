import { err, type Invoice, type NewInvoice, okAsync } from '@invoice-adapters/core'
import { type Defect, inEveryError, type Plant } from './defect.ts'

/** Where the invoice that holds the key differs in nothing but this, it passes for the one that was asked for. */
function overlooking(differs: (asked: NewInvoice, held: Invoice) => boolean): Plant {
  return {
    definition: (definition) => ({
      ...definition,
      create: (input, notWritten, settings) =>
        definition.create!(input, notWritten, settings).orElse((error) =>
          error.kind === 'conflict' && error.invoice !== null && differs(input, error.invoice)
            ? okAsync({ invoice: error.invoice, created: false, notWritten })
            : err(error),
        ),
    }),
  }
}

/** Of the settlement group: what counts as the same content, and changes of status whose answers were lost. */
export const sameContent: Defect[] = [
  {
    name: 'another due date under a used key is not noticed',
    group: 'settlement',
    killedBy: 'settlement/every-written-field-is-content',
    plant: overlooking(
      ({ dueAt }, held) => dueAt !== undefined && held.dueAt !== null && held.dueAt !== dueAt,
    ),
  },
  {
    name: 'another memo under a used key is not noticed',
    group: 'settlement',
    killedBy: 'settlement/every-written-field-is-content',
    plant: overlooking(({ memo }, held) => memo !== undefined && held.memo !== null && held.memo !== memo),
  },
  {
    name: 'a due date that is left out under a used key is not noticed',
    group: 'settlement',
    killedBy: 'settlement/every-written-field-is-content',
    plant: overlooking(({ dueAt }, held) => dueAt === undefined && held.dueAt !== null),
  },
  {
    name: 'another name under a used key is not noticed',
    group: 'settlement',
    killedBy: 'settlement/same-key-other-content-is-conflict',
    plant: overlooking(({ customer }, held) => customer.name !== held.customer.name),
  },
  {
    name: 'a change that could not be read back is called uncertain',
    group: 'settlement',
    killedBy: 'settlement/unread-status-change',
    plant: inEveryError((error) =>
      error.kind === 'applied_unread' ? { ...error, kind: 'outcome_unknown' } : error,
    ),
  },
  {
    name: 'a change whose answer was lost counts as made by somebody else',
    group: 'settlement',
    killedBy: 'settlement/status-answer-lost-once',
    plant: {
      options: (options) => ({ ...options, retry: { attempts: 1 }, settlement: { looksAfterMs: [] } }),
      definition: (definition) => ({
        ...definition,
        setStatus: (id, to, settings) =>
          definition.setStatus!(id, to, settings).orElse((error) =>
            error.kind === 'outcome_unknown' ? definition.setStatus!(id, to, settings) : err(error),
          ),
      }),
    },
  },
]
