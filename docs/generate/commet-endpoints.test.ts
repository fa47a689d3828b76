import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { endpointProblems, endpointRows } from './endpoints.ts'
import { commetEndpointFacts } from './section-commet-endpoints.ts'

const sources = join(import.meta.dirname, '..', '..', 'packages', 'commet', 'src')
const facts = commetEndpointFacts()

describe('the endpoints of Commet', () => {
  it('are tested where the adapter uses them, and left alone with a reason elsewhere', () => {
    expect(endpointProblems(facts)).toEqual([])
  })

  it('are asked by the client in every call that it has', () => {
    const calls = endpointRows(facts).filter(({ clientCalls }) => clientCalls.length > 0)
    expect(calls.map(({ dialect }) => dialect)).toEqual(Array(11).fill('2026-07-11'))
  })

  it('are all that the sources of the adapter name', () => {
    const files = globSync(['adapter/*.ts', 'dialects/*.ts'], { cwd: sources })
    const texts = files.map((file) => readFileSync(join(sources, file), 'utf8'))
    const written = new Set(texts.flatMap((text) => text.match(/(?<=')\/[a-z][^']*(?=')/g) ?? []))
    const used = endpointRows(facts).filter(({ operations }) => operations.length > 0)
    expect([...written].sort()).toEqual(
      [...new Set(used.map(({ endpoint }) => endpoint.split(' ')[1] ?? ''))].sort(),
    )
  })

  it('lose their place in the table with their test', () => {
    const wireTests = facts.wireTests.filter((name) => !name.startsWith('POST /invoices · 2026-07-31'))
    expect(endpointProblems({ ...facts, wireTests })).toEqual([
      'POST /invoices · 2026-07-31 is used by the adapter and has no wire test',
    ])
  })
})
