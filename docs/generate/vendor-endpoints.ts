import type { VendorRoute } from '@invoice-adapters/emulator'
import type { EndpointFacts, Fixture } from './endpoints.ts'
import { listedTests } from './listed-tests.ts'
import { type OpenedAdapter, seeRequests, type Trial } from './seen-requests.ts'

/** What is known of a vendor before its adapter is tried out and its tests are listed. */
export interface VendorEndpoints {
  provider: 'commet' | 'asset' | 'whop'
  /** The names users know, each with the emulator's name for it. */
  dialects: { name: string; inEmulator: string }[]
  /** Left out of every path in the table. */
  prefix: string
  routes: readonly VendorRoute[]
  /** An adapter before an emulator that holds what the trials speak of, or nothing. */
  open(dialect: string, empty: boolean): Promise<OpenedAdapter>
  trials: Trial[]
  client: { name: string; dialects: string[]; testFile: Parameters<typeof listedTests>[0] } | null
  fixtures?(): Fixture[]
  /** Why the adapter leaves an endpoint alone, by `POST /customers/batch`. */
  leftAlone: Record<string, string>
}

/**
 * Tries the adapter out at once, since a section is plain text and cannot wait. What goes wrong spoils this section and
 * no other.
 */
export async function endpointFacts(vendor: VendorEndpoints): Promise<() => EndpointFacts> {
  const { provider, dialects, prefix, routes, client, fixtures, leftAlone } = vendor
  const { seen, untried } = await seeRequests(
    dialects.map(({ name }) => name),
    vendor.open,
    vendor.trials,
  ).catch((cause: unknown) => ({ seen: [], untried: [`nothing could be tried out: ${cause}`] }))
  return () => ({
    dialects,
    prefix,
    routes,
    seen,
    untried,
    wireTests: listedTests(`packages/${provider}/test/wire.test.ts`),
    client: client && { ...client, tests: listedTests(client.testFile) },
    fixtures: fixtures?.() ?? [],
    leftAlone,
  })
}
