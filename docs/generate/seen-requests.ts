import {
  type InvoiceAdapter,
  type InvoiceError,
  type OperationName,
  operationNames,
  orThrow,
  type ResultAsync,
} from '@invoice-adapters/core'
import type { Emulator } from '@invoice-adapters/emulator'
import type { SeenRequest } from './endpoints.ts'

export interface OpenedAdapter {
  adapter: InvoiceAdapter
  emulator: Emulator
  /** An id for the trials that only the vendor’s own lists tell. */
  id?: string
}

/** One call of an operation; several for one that asks different endpoints under different conditions. */
export interface Trial {
  operation: OperationName
  /** In an account that holds nothing. */
  empty?: true
  call(adapter: InvoiceAdapter, id: string): ResultAsync<unknown, InvoiceError>
}

/** They read what is given to them. */
const withoutRequest: readonly OperationName[] = ['webhooks.read']

/** Tries out every operation that the adapter supports, each in an emulator of its own, and keeps what it asked. */
export async function seeRequests(
  dialects: string[],
  open: (dialect: string, empty: boolean) => Promise<OpenedAdapter>,
  trials: Trial[],
): Promise<{ seen: SeenRequest[]; untried: string[] }> {
  const seen: SeenRequest[] = []
  const untried: string[] = []
  for (const dialect of dialects) {
    const { adapter } = await open(dialect, true)
    untried.push(...forgotten(adapter, trials).map((name) => `${name} is not tried out in ${dialect}`))
    for (const { operation, empty = false, call } of trials) {
      if (!adapter.capabilities.operations[operation].supported) continue
      const opened = await open(dialect, empty)
      const before = opened.emulator.requests.length
      await orThrow(call(opened.adapter, opened.id ?? '')).catch((cause: unknown) => {
        untried.push(`${operation} fails in ${dialect}: ${cause instanceof Error ? cause.message : cause}`)
      })
      const requests = opened.emulator.requests.slice(before)
      seen.push(...requests.map(({ method, path }) => ({ operation, dialect, method, path })))
    }
  }
  return { seen, untried }
}

function forgotten({ capabilities }: InvoiceAdapter, trials: Trial[]): OperationName[] {
  return operationNames.filter(
    (name) =>
      capabilities.operations[name].supported &&
      !withoutRequest.includes(name) &&
      !trials.some(({ operation }) => operation === name),
  )
}
