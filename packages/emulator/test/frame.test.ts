import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const source = new URL('../src/', import.meta.url)

/** Files of the frame that have to name a vendor: they put the parts together and publish them. */
const mayNameVendors = ['data.ts', 'emulator-facts.ts', 'emulator.ts', 'index.ts']

describe('the frame', () => {
  const files = readdirSync(source).filter((name) => name.endsWith('.ts') && !mayNameVendors.includes(name))

  it.each(files)('has nothing of a vendor in %s', (name) => {
    expect(readFileSync(new URL(name, source), 'utf8')).not.toMatch(/commet|\bck_|whsec|x-api-key/i)
  })

  it('imports nothing but Node and itself', () => {
    const all = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    )
    const specifiers = all.flatMap((name) =>
      [...readFileSync(new URL(name, source), 'utf8').matchAll(/from '([^']+)'/g)].map(
        (match) => match[1] ?? '',
      ),
    )
    expect(specifiers.filter((specifier) => !/^(\.\.?\/(?!\.\.)|node:)/.test(specifier))).toEqual([])
  })
})
