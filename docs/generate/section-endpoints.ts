import { type EndpointFacts, type EndpointRow, endpointProblems, endpointRows } from './endpoints.ts'
import { code, table } from './markdown.ts'

/**
 * Every endpoint of a vendor in every dialect, and who speaks to it. Throws where the table would show a gap: an
 * endpoint that is used and not tested, unknown to the emulator, or unused without a reason.
 */
export function endpointsTable(facts: EndpointFacts): string {
  const problems = endpointProblems(facts)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return table(
    ['Endpoint', 'Dialect', 'Adapter', 'Emulator', facts.client?.name ?? 'Official client', 'Wire tests'],
    endpointRows(facts).map((row) => [
      code(row.endpoint),
      row.dialect,
      row.operations.length > 0
        ? row.operations.map(code).join(', ')
        : `not used: ${facts.leftAlone[row.endpoint]}`,
      code(row.emulator),
      clientCell(facts, row),
      row.wireTests.join('; ') || '–',
    ]),
  )
}

function clientCell({ client }: EndpointFacts, { dialect, clientCalls }: EndpointRow): string {
  if (client === null) return 'there is none'
  if (!client.dialects.includes(dialect)) return 'does not speak this dialect'
  return clientCalls.map(code).join(', ') || 'has no such call'
}
