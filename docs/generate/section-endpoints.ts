import { type EndpointFacts, type EndpointRow, endpointProblems, endpointRows } from './endpoints.ts'
import { code, table } from './markdown.ts'

/**
 * Every endpoint of a vendor in every dialect, and who speaks to it. Throws where the table would show a gap: an
 * endpoint that is used and not tested, unknown to the emulator, or unused without a reason.
 */
export function endpointsTable(facts: EndpointFacts): string {
  const problems = endpointProblems(facts)
  if (problems.length > 0) throw new Error(problems.join('; '))
  const judge = facts.client?.name ?? 'Fixtures (there is no official client)'
  return table(
    ['Endpoint', 'Dialect', 'Adapter', 'Emulator', judge, 'Wire tests'],
    endpointRows(facts).map((row) => [
      code(row.endpoint),
      row.dialect,
      adapterCell(facts, row),
      code(row.emulator),
      judgeCell(facts, row),
      row.wireTests.join('; ') || '–',
    ]),
  )
}

function adapterCell({ seen, leftAlone }: EndpointFacts, row: EndpointRow): string {
  const { endpoint, dialect, operations } = row
  if (operations.length === 0) return `not used: ${leftAlone[endpoint]}`
  const tried = new Set(seen.filter((one) => one.dialect === dialect).map(({ operation }) => operation))
  if (operations.length > 1 && operations.length === tried.size) return 'every operation'
  return operations.map(code).join(', ')
}

function judgeCell({ client }: EndpointFacts, { dialect, clientCalls, fixtures }: EndpointRow): string {
  if (client === null) return fixtures.map(code).join(', ') || '–'
  if (!client.dialects.includes(dialect)) return 'does not speak this dialect'
  return clientCalls.map(code).join(', ') || 'has no such call'
}
