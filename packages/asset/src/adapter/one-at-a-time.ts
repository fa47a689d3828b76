import { err, type InvoiceError, type Result } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { type Connection, contextOf } from './connection.ts'

/** The end of the queue for each key, shared by all adapters of the process. */
const queues = new Map<string, Promise<void>>()

interface KeyedWork {
  operation: 'create' | 'createMany' | 'recordPayment' | 'refund' | 'changeLines' | 'customers.create'
  /** What may be worked on by one at a time. */
  keys: readonly string[]
  signal: AbortSignal | undefined
}

/**
 * Runs the work when nobody else in this process works on any of the keys: Asset has no keys for repeats, so that two
 * that look first and then write would both write.
 */
export async function oneAtATime<T>(
  { settings }: Connection,
  { operation, keys, signal }: KeyedWork,
  work: () => Promise<Result<T, InvoiceError>>,
): Promise<Result<T, InvoiceError>> {
  const kind = operation === 'createMany' ? 'create' : operation
  const names = [...new Set(keys)]
    .sort()
    .map((key) => `${settings.baseUrl} ${settings.businessId} ${kind} ${key}`)
  const releases: (() => void)[] = []
  try {
    for (const name of names) {
      const turn = takeTurn(name)
      releases.push(turn.release)
      if (!(await arrives(turn.before, signal))) {
        return err(
          invoiceError('aborted', contextOf(settings, operation), 'stopped before anything was sent', {}),
        )
      }
    }
    return await work()
  } finally {
    for (const release of releases) release()
  }
}

function takeTurn(name: string): { before: Promise<void>; release: () => void } {
  const before = queues.get(name) ?? Promise.resolve()
  let release: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    release = resolve
  })
  const end = before.then(() => done)
  queues.set(name, end)
  void end.then(() => {
    if (queues.get(name) === end) queues.delete(name)
  })
  return { before, release }
}

/** False where the caller stopped waiting. */
async function arrives(before: Promise<void>, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal === undefined) return before.then(() => true)
  if (signal.aborted) return false
  return new Promise((resolve) => {
    const stop = (): void => resolve(false)
    signal.addEventListener('abort', stop, { once: true })
    void before.then(() => {
      signal.removeEventListener('abort', stop)
      resolve(true)
    })
  })
}
