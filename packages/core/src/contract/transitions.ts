import { err, ok, type Result } from 'neverthrow'
import { type ErrorContext, invalidInput, invoiceError } from '../errors/construct.ts'
import type { InvalidTransition, InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { type InvoiceStatus, type SettableStatus, settableStatuses } from '../status/status.ts'
import type { SetStatusSettings } from './adapter.ts'
import type { Capabilities, StatusTransition } from './capabilities.ts'
import type { AdapterDefinition } from './definition.ts'
import { contextOf } from './run-operation.ts'

/**
 * How the vendor is brought to a status by `setStatus`, from any status or from the given one; undefined: it cannot be.
 * A vendor may have several ways to one status, each from statuses of its own.
 */
export function transitionTo(
  { status }: Capabilities,
  to: SettableStatus,
  from?: InvoiceStatus,
): StatusTransition | undefined {
  const ways = status.transitions.filter((way) => way.by === 'setStatus' && way.to === to)
  const possible = from === undefined ? ways : ways.filter((way) => way.from.includes(from))
  return possible.find((way) => way.needs === null) ?? possible.at(0)
}

/** Refuses a status that the vendor's data does not let anybody set, or only with `unsafe`. */
export function checkTransition(
  definition: AdapterDefinition,
  to: SettableStatus,
  settings: SetStatusSettings,
): Result<StatusTransition, InvoiceError> {
  const context = contextOf(definition, 'setStatus')
  if (!settableStatuses.includes(to)) {
    const message = `must be one of ${settableStatuses.join(', ')}`
    return err(invalidInput(context, [{ field: 'status', message }]))
  }
  const transition = transitionTo(definition.capabilities, to)
  if (transition === undefined) {
    const can = [...settableTo(definition.capabilities)].join(', ') || 'nothing'
    const reason = `an invoice can be set to: ${can}`
    return err(
      refusal(
        definition,
        context,
        to,
        reason,
        to === 'refunded' || to === 'partially_refunded' ? 'refund' : null,
      ),
    )
  }
  if (transition.needs !== null && settings?.unsafe !== true) {
    return err(
      refusal(
        definition,
        context,
        to,
        `the vendor advises against setting it by hand; it needs ${transition.needs}`,
        'refund',
      ),
    )
  }
  return ok(transition)
}

function refusal(
  { capabilities }: AdapterDefinition,
  context: ErrorContext,
  to: SettableStatus,
  reason: string,
  instead: 'refund' | null,
): InvoiceError {
  const supported = instead !== null && capabilities.operations[instead].supported ? instead : null
  const hint = supported === null ? '' : `; use ${supported} instead`
  const message = `${capabilities.provider} cannot set an invoice to ${to}: ${reason}${hint}`
  return invoiceError('unsupported', context, message, { reason, instead: supported })
}

function settableTo({ status }: Capabilities): Set<SettableStatus> {
  const set = status.transitions.filter((transition) => transition.by === 'setStatus')
  return new Set(set.map((transition) => transition.to))
}

/** For a change that the invoice's present status does not allow. */
export function invalidTransition(
  context: ErrorContext,
  invoice: Invoice,
  to: SettableStatus,
): InvalidTransition {
  const message = `an invoice that is ${invoice.status} cannot become ${to}`
  return invoiceError('invalid_transition', context, message, { from: invoice.status, to, invoice })
}
