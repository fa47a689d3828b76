import type { VendorRoute } from '@invoice-adapters/emulator'

/** A request that an operation of the adapter was seen to make. */
export interface SeenRequest {
  operation: string
  dialect: string
  method: string
  path: string
}

/** A whole answer of an endpoint, in a file that a test reads. */
export interface Fixture {
  endpoint: string
  dialect: string
  file: string
}

/** All that is known of who speaks to which endpoint of a vendor. */
export interface EndpointFacts {
  /** The names users know, each with the emulator's name for it. */
  dialects: { name: string; inEmulator: string }[]
  /** Left out of every path in the table. */
  prefix: string
  routes: readonly VendorRoute[]
  seen: SeenRequest[]
  /** Operations that could not be tried out, and why. */
  untried: string[]
  /** Full names: `GET /invoices · 2026-07-11 > sends exactly this`. */
  wireTests: string[]
  /** Null where no client exists. Full names: `invoices.list · GET /invoices · 2026-07-11 > …`. */
  client: { name: string; dialects: string[]; tests: string[] } | null
  /** What judges in place of a client: answers that were typed by hand from the vendor’s pages. */
  fixtures: Fixture[]
  /** Why the adapter leaves an endpoint alone, by `POST /customers/batch`. */
  leftAlone: Record<string, string>
}

/** One endpoint in one dialect. */
export interface EndpointRow {
  endpoint: string
  dialect: string
  emulator: string
  operations: string[]
  wireTests: string[]
  clientCalls: string[]
  fixtures: string[]
}

export function endpointRows(facts: EndpointFacts): EndpointRow[] {
  const wire = facts.wireTests.flatMap(readTestName)
  const client = facts.client?.tests.flatMap(readTestName) ?? []
  return facts.routes.flatMap((route) =>
    facts.dialects
      .filter(({ inEmulator }) => route.dialects.includes(inEmulator))
      .map(({ name: dialect }) => {
        const endpoint = `${route.method} ${route.path.slice(facts.prefix.length)}`
        const here = (one: { endpoint: string; dialect: string }): boolean =>
          one.endpoint === endpoint && one.dialect === dialect
        const seen = facts.seen.filter((one) => one.dialect === dialect && goesTo(one, route))
        return {
          endpoint,
          dialect,
          emulator: route.name,
          operations: distinct(seen.map(({ operation }) => operation)),
          wireTests: distinct(wire.filter(here).map(({ test }) => test)),
          clientCalls: distinct(client.filter(here).map(({ call }) => call)),
          fixtures: facts.fixtures.filter(here).map(({ file }) => file),
        }
      }),
  )
}

/** Everything for which the table must not be written. */
export function endpointProblems(facts: EndpointFacts): string[] {
  const rows = endpointRows(facts)
  const used = rows.filter(({ operations }) => operations.length > 0)
  const reasons = Object.keys(facts.leftAlone)
  const name = ({ endpoint, dialect }: { endpoint: string; dialect: string }): string =>
    `${endpoint} · ${dialect}`
  const known = new Set(rows.map(name))
  const tests = [...facts.wireTests, ...(facts.client?.tests ?? [])].flatMap(readTestName)
  return [
    ...facts.untried,
    ...facts.seen
      .filter((one) => !facts.routes.some((route) => isIn(one, route, facts) && goesTo(one, route)))
      .map(
        (one) => `${one.operation} asks ${one.method} ${one.path} in ${one.dialect}, unknown to the emulator`,
      ),
    ...used
      .filter(({ wireTests }) => wireTests.length === 0)
      .map((row) => `${name(row)} is used by the adapter and has no wire test`),
    ...rows
      .filter((row) => !used.includes(row) && row.wireTests.length > 0)
      .map((row) => `${name(row)} has a wire test and is not used by the adapter`),
    ...rows
      .filter((row) => !used.includes(row) && !reasons.includes(row.endpoint))
      .map((row) => `${name(row)} is not used by the adapter, and nothing says why`),
    ...reasons
      .filter((reason) => !rows.some((row) => row.endpoint === reason && !used.includes(row)))
      .map((reason) => `${reason} has a reason not to be used, and is used or unknown`),
    ...distinct(tests.map(name).filter((test) => !known.has(test))).map(
      (test) => `${test} is the name of a test, and unknown to the emulator`,
    ),
    ...facts.fixtures
      .filter((fixture) => !known.has(name(fixture)))
      .map((fixture) => `${fixture.file} is an answer of ${name(fixture)}, unknown to the emulator`),
  ]
}

interface ReadTestName {
  call: string
  endpoint: string
  dialect: string
  test: string
}

/** Empty where the name is not about an endpoint. */
function readTestName(full: string): ReadTestName[] {
  const [, call = '', endpoint, dialect, test] =
    /^(?:(\S+) · )?([A-Z]+ \/\S*) · (\S+) > (.+)$/.exec(full) ?? []
  return endpoint && dialect && test ? [{ call, endpoint, dialect, test }] : []
}

function isIn({ dialect }: SeenRequest, { dialects }: VendorRoute, facts: EndpointFacts): boolean {
  const found = facts.dialects.find(({ name }) => name === dialect)
  return found !== undefined && dialects.includes(found.inEmulator)
}

function goesTo({ method, path }: SeenRequest, route: VendorRoute): boolean {
  const wanted = route.path.split('/')
  const given = path.split('/')
  return (
    method === route.method &&
    wanted.length === given.length &&
    wanted.every((part, position) => part.startsWith('{') || part === given[position])
  )
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)]
}
