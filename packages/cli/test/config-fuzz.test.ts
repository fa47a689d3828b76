import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadConfig } from '../src/config/load.ts'

const good = {
  'invoices.config.yaml': `accounts:
  shop:
    vendor: commet
    apiKey: \${COMMET_KEY}
    currency: USD
  books:
    vendor: asset
    clientId: \${ASSET_ID}
    clientSecret: \${ASSET_SECRET}
    businessId: biz_1
    environment: sandbox
    currency: USD
store: sqlite:./invoices.db
`,
  'invoices.config.json': `{"accounts":{"shop":{"vendor":"commet","apiKey":"\${COMMET_KEY}","currency":"USD"}}}`,
}

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-fuzz-'))
})

afterAll(() => rm(folder, { recursive: true }))

const pieces = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '${',
    '}',
    '${A',
    '*a',
    '&a ',
    '<<: *a',
    '!!js/function ',
    '? ',
    '- ',
    ': ',
    '\t',
    '\u0000',
    '\ud800',
  ),
  fc.constantFrom(
    '__proto__: 1',
    '"__proto__":{"a":1},',
    'constructor: {}',
    '[[[[',
    '{{{{',
    '9'.repeat(400),
    '|',
    '>',
    '---\n',
    '"',
  ),
)
const edits = fc.array(fc.record({ at: fc.nat(1_000), gone: fc.nat(20), piece: pieces }), {
  minLength: 1,
  maxLength: 4,
})

it.each(Object.entries(good))(
  '%s with anything in it is read, or refused in one sentence',
  { timeout: 600_000 },
  async (name, text) => {
    const path = join(folder, name)
    const env = { COMMET_KEY: 'ck_secret_of_the_shop', ASSET_ID: 'id', ASSET_SECRET: 'secret_of_the_books' }
    const load = () => loadConfig({ folder, named: name, env })
    await writeFile(path, text)
    expect((await load()).isOk()).toBe(true)
    const size = proofSize(400, 20_000)
    let refused = 0
    await fc.assert(
      fc.asyncProperty(edits, async (all) => {
        const spoiled = all.reduce((left, { at, gone, piece }) => {
          const from = at % (left.length + 1)
          return left.slice(0, from) + piece + left.slice(from + gone)
        }, text)
        await writeFile(path, spoiled)
        const loaded = await load()
        if (loaded.isOk()) return
        refused += 1
        expect(loaded.error.message).toMatch(/^[^\n]+$/)
        expect(loaded.error.message).not.toMatch(/ck_secret|secret_of_the_books/)
      }),
      { seed: proofSeed(), numRuns: size },
    )
    expect(refused).toBeGreaterThan(50)
    expect(Reflect.get({}, 'a')).toBeUndefined()
    recordProof({
      name: `hostile-config-${name.split('.').at(-1)}`,
      what: `${name} with anything in it is read, or refused in one sentence that holds no secret.`,
      size,
      result: { refused, read: size - refused },
    })
  },
)

it.each([
  ['new\nline', '"new\\nline"'],
  ['x'.repeat(500), `"${'x'.repeat(60)}…"`],
])('keeps an odd name of an option in one line, and short', async (name, shown) => {
  await writeFile(join(folder, 'odd.json'), JSON.stringify({ accounts: {}, [name]: 1 }))
  const loaded = await loadConfig({ folder, named: 'odd.json', env: {} })
  expect(loaded._unsafeUnwrapErr().message).toBe(`odd.json:1: ${shown}: is no option that is known`)
})
