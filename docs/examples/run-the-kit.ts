import { conformanceTests, type Harness, type TestFunction } from '@invoice-adapters/conformance'

/** Hands every promise to `test` of your runner; what it returns tells, once all have run, what could not be shown. */
export function holdToContract(test: TestFunction, harness: Harness): () => string[] {
  const run = conformanceTests(test, harness)
  return () => run.notProven.map(({ assertion, reason }) => `${assertion}: ${reason}`)
}
