import { ensure } from './checks.ts'
import type { ReceivedRequest } from './facts.ts'
import type { Bench } from './kit-test.ts'

/** What the backend received while the work was done. */
export async function requestsDuring<T>(
  bench: Bench,
  work: () => PromiseLike<T>,
): Promise<{ value: T; requests: ReceivedRequest[]; writes: ReceivedRequest[] }> {
  const before = bench.world.oracle.received().length
  const value = await work()
  const requests = bench.world.oracle.received().slice(before)
  return { value, requests, writes: requests.filter((request) => request.write) }
}

/** The work's value, and a failure where anything was sent for it. */
export async function withoutRequest<T>(bench: Bench, what: string, work: () => PromiseLike<T>): Promise<T> {
  const { value, requests } = await requestsDuring(bench, work)
  ensure(requests.length === 0, `${what} sent ${requests.length} request(s), and should have sent none`)
  return value
}
