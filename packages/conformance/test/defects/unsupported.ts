import { errAsync, okAsync } from '@invoice-adapters/core'
import { type Defect, inEveryError } from './defect.ts'

export const unsupported: Defect[] = [
  {
    name: 'an operation that is not there succeeds without doing anything',
    group: 'unsupported',
    killedBy: 'unsupported/send-is-refused',
    plant: {
      without: ['send'],
      adapter: (adapter) => ({ ...adapter, send: () => okAsync({ sentAt: null }) }),
    },
  },
  {
    name: 'an operation that is not there asks the vendor before it refuses',
    group: 'unsupported',
    killedBy: 'unsupported/delete-is-refused',
    plant: {
      without: ['delete'],
      adapter: (adapter) => ({
        ...adapter,
        delete: (id) => adapter.get(id).andThen(() => adapter.delete(id)),
      }),
    },
  },
  {
    name: 'an operation that is not there is replaced by another one',
    group: 'unsupported',
    killedBy: 'unsupported/delete-is-refused',
    plant: {
      without: ['delete'],
      adapter: (adapter) => ({
        ...adapter,
        delete: (id) => adapter.setStatus(id, 'void').map(() => ({ id })),
      }),
    },
  },
  {
    name: 'an operation is declared, and not there',
    group: 'unsupported',
    killedBy: 'unsupported/pdf-is-offered',
    plant: {
      definition: (definition) => ({
        ...definition,
        pdf: () =>
          errAsync({
            ...{ kind: 'unsupported', provider: 'reference', account: definition.account, operation: 'pdf' },
            ...{
              requestId: null,
              message: 'not yet',
              retryable: false,
              cause: null,
              reason: 'not yet',
              instead: null,
            },
          } as const),
      }),
    },
  },
  {
    name: 'a refusal gives no reason',
    group: 'unsupported',
    killedBy: 'unsupported/refund-is-refused',
    plant: {
      without: ['refund'],
      ...inEveryError((error) =>
        error.kind === 'unsupported' ? { ...error, reason: 'not supported' } : error,
      ),
    },
  },
  {
    name: 'an operation that is not there complains about its input first',
    group: 'unsupported',
    killedBy: 'unsupported/refusal-comes-first',
    plant: {
      without: ['finalize'],
      adapter: (adapter) => ({
        ...adapter,
        finalize: (id, settings) => (id === '' ? adapter.get(id, settings) : adapter.finalize(id, settings)),
      }),
    },
  },
]
