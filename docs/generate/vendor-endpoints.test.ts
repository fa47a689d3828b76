import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EndpointFacts, endpointProblems, endpointRows } from './endpoints.ts'
import { assetEndpointFacts } from './section-asset-endpoints.ts'
import { commetEndpointFacts } from './section-commet-endpoints.ts'
import { whopEndpointFacts } from './section-whop-endpoints.ts'

const packages = join(import.meta.dirname, '..', '..', 'packages')

interface Case {
  provider: string
  facts: EndpointFacts
  /** Where the sources of the adapter name paths. */
  sources: string[]
  /** From a path in the sources to the whole path, below the prefix of the table. */
  whole?(path: string): string
  /** What the sources put together from parts, and what comes of it. */
  templates: Record<string, string[]>
  /** How many endpoints the client asks in each dialect. */
  clientCalls: Record<string, number>
}

const business = '/v0/business/{}'
const actions = ['mark_paid', 'void', 'mark_uncollectible'].map((name) => `/invoices/{}/${name}`)

const cases: Case[] = [
  {
    provider: 'commet',
    facts: commetEndpointFacts(),
    sources: ['adapter/*.ts', 'dialects/*.ts'],
    templates: {},
    clientCalls: { '2026-07-11': 11 },
  },
  {
    provider: 'asset',
    facts: assetEndpointFacts(),
    sources: ['adapter/*.ts', 'token/*.ts'],
    whole: (path) => (path.startsWith('/v0/') ? path : business + path),
    templates: { [`${business}\${request.route}`]: [] },
    clientCalls: {},
  },
  {
    provider: 'whop',
    facts: whopEndpointFacts(),
    sources: ['adapter/*.ts'],
    templates: {
      '/invoices/{}/${actionFor(connection, to)}': actions,
      '/invoices/{}/${actionFor(connection, status)}': actions,
    },
    // All but the mailing of an invoice, which came later.
    clientCalls: { '2026-07-20': 18 },
  },
]

/** Parameters have one name in the sources and another in the emulator. */
const nameless = (path: string): string => path.replace(/(?<!\$)\{\w+\}/g, '{}')

/** Literals, and templates with something to fill in. */
function writtenIn({ provider, sources }: Case): { paths: string[]; templates: string[] } {
  const folder = join(packages, provider, 'src')
  const texts = globSync(sources, { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  const found = (pattern: RegExp): string[] =>
    texts.flatMap((text) => text.match(pattern) ?? []).map(nameless)
  return {
    paths: found(/(?<=')\/[a-z][^'\n]*(?=')/g),
    templates: found(/(?<=`)\/[a-z][^`\n]*\$\{[^`\n]*(?=`)/g),
  }
}

const sortedSet = (texts: string[]): string[] => [...new Set(texts)].sort()

describe.each(cases)('the endpoints of $provider', (one) => {
  const { facts, clientCalls, templates, whole = (path: string) => path } = one
  const rows = endpointRows(facts)
  const used = rows.filter(({ operations }) => operations.length > 0)

  it('are tested where the adapter uses them, and left alone with a reason elsewhere', () => {
    expect(endpointProblems(facts)).toEqual([])
    expect(rows.length).toBeGreaterThan(20)
  })

  it('are asked by the client in every call that it has', () => {
    const asked = rows.filter((row) => row.clientCalls.length > 0).map(({ dialect }) => dialect)
    expect(asked).toEqual(
      Object.entries(clientCalls).flatMap(([dialect, count]) => Array(count).fill(dialect)),
    )
  })

  it('are all that the sources of the adapter name', () => {
    const written = writtenIn(one)
    expect(sortedSet(written.templates)).toEqual(sortedSet(Object.keys(templates)))
    const paths = [...written.paths.map(whole), ...Object.values(templates).flat()]
    expect(sortedSet(paths)).toEqual(
      sortedSet(used.map(({ endpoint }) => nameless(endpoint.split(' ')[1] ?? ''))),
    )
  })

  it('lose their place in the table with their test', () => {
    const { endpoint, dialect } = used.at(-1) ?? { endpoint: '', dialect: '' }
    const name = `${endpoint} · ${dialect}`
    const wireTests = facts.wireTests.filter((test) => !test.startsWith(`${name} >`))
    expect(endpointProblems({ ...facts, wireTests })).toEqual([
      `${name} is used by the adapter and has no wire test`,
    ])
  })
})

describe('the fixtures of asset', () => {
  it('are all in the table', () => {
    const files = globSync('*.json', { cwd: join(packages, 'asset', 'test', 'fixtures') })
    expect(assetEndpointFacts().fixtures.map(({ file }) => file)).toEqual(files.sort())
  })
})
