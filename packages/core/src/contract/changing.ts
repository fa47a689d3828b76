import { Result, type ResultAsync } from 'neverthrow'
import type { InvoiceError } from '../errors/error.ts'
import {
  draftChangesSchema,
  lineChangesSchema,
  newPaymentSchema,
  newRefundSchema,
} from '../invoice/change-schemas.ts'
import type { DraftChanges, LineChanges, NewPayment, NewRefund } from '../invoice/new-invoice.ts'
import type { SettableStatus } from '../status/status.ts'
import type { CallSettings, InvoiceAdapter } from './adapter.ts'
import type { OperationName } from './capabilities.ts'
import type { AdapterDefinition } from './definition.ts'
import { runOperation, valid, validId } from './run-operation.ts'
import { checkTransition } from './transitions.ts'

type Changing = 'update' | 'changeLines' | 'setStatus' | 'recordPayment' | 'refund'
type ById = 'finalize' | 'delete' | 'send' | 'pdf' | 'listRefunds'

/** The operations that take an id alone. */
export function byIdOperations(definition: AdapterDefinition): Pick<InvoiceAdapter, ById> {
  const one = <T>(
    operation: ById,
    author: ((id: string, settings: CallSettings) => ResultAsync<T, InvoiceError>) | undefined,
    id: string,
    settings: CallSettings,
  ): ResultAsync<T, InvoiceError> =>
    runOperation(
      definition,
      operation,
      author && ((given: string) => author(given, settings)),
      validId(definition, operation, id),
    )
  return {
    finalize: (id, settings = {}) => one('finalize', definition.finalize, id, settings),
    delete: (id, settings = {}) => one('delete', definition.delete, id, settings),
    send: (id, settings = {}) => one('send', definition.send, id, settings),
    pdf: (id, settings = {}) => one('pdf', definition.pdf, id, settings),
    listRefunds: (id, settings = {}) => one('listRefunds', definition.listRefunds, id, settings),
  }
}

/** The operations that change one invoice by an id and an input. */
export function changingOperations(definition: AdapterDefinition): Pick<InvoiceAdapter, Changing> {
  const two = <I, T>(
    operation: OperationName,
    author: ((id: string, input: I) => ResultAsync<T, InvoiceError>) | undefined,
    id: string,
    input: Result<I, InvoiceError>,
  ): ResultAsync<T, InvoiceError> =>
    runOperation(
      definition,
      operation,
      author && (([given, changes]: [string, I]) => author(given, changes)),
      Result.combine([validId(definition, operation, id), input]),
    )
  const { update, changeLines, setStatus, recordPayment, refund } = definition
  return {
    update: (id, changes, settings = {}) =>
      two(
        'update',
        update && ((one: string, input: DraftChanges) => update(one, input, settings)),
        id,
        valid(definition, 'update', draftChangesSchema, changes),
      ),
    changeLines: (id, changes, settings = {}) =>
      two(
        'changeLines',
        changeLines && ((one: string, input: LineChanges) => changeLines(one, input, settings)),
        id,
        valid(definition, 'changeLines', lineChangesSchema, changes),
      ),
    setStatus: (id, status, settings = {}) =>
      two(
        'setStatus',
        setStatus && ((one: string, to: SettableStatus) => setStatus(one, to, settings)),
        id,
        checkTransition(definition, status, settings).map(() => status),
      ),
    recordPayment: (id, payment, settings = {}) =>
      two(
        'recordPayment',
        recordPayment && ((one: string, input: NewPayment) => recordPayment(one, input, settings)),
        id,
        valid(definition, 'recordPayment', newPaymentSchema, payment),
      ),
    refund: (id, wanted, settings = {}) =>
      two(
        'refund',
        refund && ((one: string, input: NewRefund) => refund(one, input, settings)),
        id,
        valid(definition, 'refund', newRefundSchema, wanted),
      ),
  }
}
