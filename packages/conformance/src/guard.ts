import { type InvoiceAdapter, operationNames } from '@invoice-adapters/core'
import { conformanceFailure, isConformanceFailure } from './checks.ts'

/**
 * The adapter with every call watched: what is thrown, at once or as a rejection, becomes a failure of
 * `errors/nothing-throws`. Answers are handed on as they are.
 */
export function guarded(adapter: InvoiceAdapter): InvoiceAdapter {
  return watched(adapter, '')
}

function watched<T extends object>(target: T, path: string): T {
  return new Proxy(target, {
    get(holder, name, receiver) {
      const member: unknown = Reflect.get(holder, name, receiver)
      const called = `${path}${String(name)}`
      if (typeof member === 'function') {
        return (...given: unknown[]): unknown =>
          watchedCall(called, () => Reflect.apply(member, holder, given))
      }
      if (member === undefined && operationNames.some((operation) => operation === called))
        return absent(called)
      const isGroup = name === 'customers' || name === 'webhooks' || name === 'dryRun'
      return isGroup && typeof member === 'object' && member !== null ? watched(member, `${called}.`) : member
    },
  })
}

function absent(called: string): () => never {
  return () => {
    throw conformanceFailure(`there is no ${called}`, 'identity', 'identity/every-operation-is-present')
  }
}

function watchedCall(called: string, call: () => unknown): unknown {
  try {
    return watchedAnswer(called, call())
  } catch (thrown) {
    throw thrownBy(called, thrown)
  }
}

/** Only `then` is watched: whatever chains on a ResultAsync ends there. */
function watchedAnswer(called: string, answer: unknown): unknown {
  if (!isThenable(answer)) return answer
  return new Proxy(answer, {
    get(holder, name) {
      if (name !== 'then') {
        const member: unknown = Reflect.get(holder, name, holder)
        return typeof member === 'function' ? member.bind(holder) : member
      }
      return (onValue: (value: unknown) => unknown, onError: (reason: unknown) => unknown): unknown =>
        holder.then(onValue, (reason: unknown) => onError(thrownBy(called, reason)))
    },
  })
}

interface Thenable {
  then(onValue: (value: unknown) => unknown, onError: (reason: unknown) => unknown): unknown
}

function isThenable(value: unknown): value is Thenable {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

function thrownBy(called: string, thrown: unknown): Error {
  if (isConformanceFailure(thrown)) return thrown
  const what = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return conformanceFailure(`${called} threw ${what}`, 'errors', 'errors/nothing-throws')
}
