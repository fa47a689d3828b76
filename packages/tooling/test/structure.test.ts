import { describe, expect, test } from 'vitest'
import { checkStructure } from '../src/structure/check.ts'
import { checkCasts, checkLength, checkPlatform } from '../src/structure/contents.ts'
import { checkDirection, checkImportForm, checkManifests, checkReach } from '../src/structure/imports.ts'
import { checkAdapters, checkFileNames, checkIndexFiles } from '../src/structure/names.ts'
import { type Parsed, parse, type Violation } from '../src/structure/source.ts'
import { adapterFiles } from '../src/structure/table.ts'

const file = (path: string, text: string): Parsed => parse({ path, text })
const messages = (violations: Violation[]): string[] => violations.map((violation) => violation.message)

describe('direction', () => {
  const problem = (path: string, text: string): string[] => messages(checkDirection([file(path, text)]))

  test.each([
    ['packages/core/src/a.ts', `import { b } from '@invoice-adapters/commet'`, 'core may not import'],
    ['packages/commet/src/a.ts', `export { b } from '@invoice-adapters/asset'`, 'commet may not import'],
    [
      'packages/commet/src/a.ts',
      `const b = await import('@invoice-adapters/emulator')`,
      'commet may not import',
    ],
    [
      'packages/emulator/src/a.ts',
      `import type { b } from '@invoice-adapters/core'`,
      'emulator may not import',
    ],
    ['packages/emulator/test/a.test.ts', `import '@invoice-adapters/core'`, 'has to stay independent'],
    ['packages/conformance/src/a.ts', `import { b } from '@invoice-adapters/core'`, 'types of core only'],
    ['packages/conformance/src/a.ts', `import * as core from '@invoice-adapters/core'`, 'types of core only'],
    ['packages/commet/src/a.ts', `import { ok } from 'neverthrow'`, 'core only'],
    ['packages/whop/src/a.ts', `import ky from 'ky'`, 'core only'],
    ['packages/migrate/src/plan.ts', `import { b } from '@invoice-adapters/storage'`, './store'],
  ])('%s: %s', (path, text, expected) => {
    const found = problem(path, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test.each([
    ['packages/commet/src/a.ts', `import { b } from '@invoice-adapters/core/authoring'`],
    ['packages/conformance/src/a.ts', `import type { b } from '@invoice-adapters/core'`],
    ['packages/conformance/src/a.ts', `import { type B, operationNames } from '@invoice-adapters/core'`],
    ['packages/conformance/src/reference/a.ts', `import { b } from '@invoice-adapters/core/authoring'`],
    ['packages/commet/test/a.test.ts', `import { b } from '@invoice-adapters/emulator'`],
    ['packages/emulator/test/a.test.ts', `import { b } from '@invoice-adapters/tooling/proof'`],
    ['packages/migrate/src/store/run.ts', `import { b } from '@invoice-adapters/storage'`],
    [
      'packages/core/src/a.ts',
      `// import '@invoice-adapters/commet'\nconst b = "import '@invoice-adapters/asset'"`,
    ],
    ['docs/examples/a.ts', `import { b } from '@invoice-adapters/emulator'`],
  ])('%s may: %s', (path, text) => {
    expect(problem(path, text)).toEqual([])
  })

  test('a manifest obeys the same table', () => {
    const manifest = (name: string, content: object): string[] =>
      messages(checkManifests([{ path: `packages/${name}/package.json`, text: JSON.stringify(content) }]))
    expect(manifest('emulator', { dependencies: { '@invoice-adapters/core': '1' } })[0]).toContain(
      'may not depend',
    )
    expect(manifest('commet', { peerDependencies: { neverthrow: '1' } })[0]).toContain('may not depend')
    expect(manifest('novelty', {})[0]).toContain('missing from the table')
    expect(manifest('commet', { peerDependencies: { '@invoice-adapters/core': '1' } })).toEqual([])
  })
})

describe('imports', () => {
  test.each([
    [`export * from './b.ts'`, '`*`'],
    [`export * as b from './b.ts'`, '`*`'],
    [`import { b } from './b'`, 'extension'],
    [`import { b } from './b.js'`, 'extension'],
    [`import { b } from '../../b.ts'`, 'more than one level'],
    [`import { b } from '../../../../commet/src/b.ts'`, 'leaves the package'],
    [`type B = import('./b').B`, 'extension'],
  ])('%s', (text, expected) => {
    const found = messages(checkImportForm([file('packages/core/src/x/y/a.ts', text)]))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test('one level up with an extension passes, in tests also two', () => {
    const text = `import { b } from '../b.ts'\nexport { c } from './c.ts'`
    expect(checkImportForm([file('packages/core/src/x/a.ts', text)])).toEqual([])
    expect(checkImportForm([file('packages/core/test/x/a.test.ts', `import '../../src/b.ts'`)])).toEqual([])
  })
})

describe('reach', () => {
  const limits = [{ from: 'packages/core/src/index.ts', library: 'ky' }]

  test('finds the way to a library through other files', () => {
    const files = [
      file('packages/core/src/index.ts', `export { a } from './a.ts'`),
      file('packages/core/src/a.ts', `import { send } from './http/send.ts'`),
      file('packages/core/src/http/send.ts', `import ky from 'ky'`),
    ]
    expect(messages(checkReach(files, limits))).toEqual([
      'loads ky: packages/core/src/index.ts -> packages/core/src/a.ts -> packages/core/src/http/send.ts -> ky',
    ])
  })

  test('types load nothing, and cycles end', () => {
    const files = [
      file('packages/core/src/index.ts', `export type { A } from './a.ts'\nimport { b } from './b.ts'`),
      file('packages/core/src/a.ts', `import ky from 'ky'`),
      file('packages/core/src/b.ts', `import { c } from './index.ts'`),
    ]
    expect(checkReach(files, limits)).toEqual([])
  })
})

describe('names', () => {
  test('code files are kebab-case and say what they hold', () => {
    const found = checkFileNames([
      'packages/core/src/toCanonical.ts',
      'packages/core/src/helpers.ts',
      'packages/core/src/money-utils.ts',
      'packages/core/src/Http/send.ts',
      'packages/core/src/to-canonical.test.ts',
      'docs/decisions/README.md',
    ])
    expect(found.map((violation) => violation.path.split('/src/')[1])).toEqual([
      'toCanonical.ts',
      'helpers.ts',
      'money-utils.ts',
      'Http/send.ts',
    ])
  })

  test('index.ts is for entries', () => {
    const manifest = { exports: { '.': './src/index.ts', './store': './src/store/index.ts' } }
    const found = checkIndexFiles([
      { path: 'packages/core/package.json', text: JSON.stringify(manifest) },
      { path: 'packages/core/src/index.ts', text: '' },
      { path: 'packages/core/src/store/index.ts', text: '' },
      { path: 'packages/core/src/money/index.ts', text: '' },
    ])
    expect(found.map((violation) => violation.path)).toEqual(['packages/core/src/money/index.ts'])
  })
})

describe('adapters', () => {
  const paths = adapterFiles.map(
    (name) => `packages/commet/src/${name === 'schema' ? 'schema/plan' : name}.ts`,
  )
  const complete = { commet: { state: 'complete' as const, webhook: false, extra: {} } }

  test('a name may be a file or a folder', () => {
    expect(checkAdapters([...paths, 'packages/commet/src/dialects/old.ts'], complete)).toEqual([])
  })

  test('a missing file, a missing webhook, an extra file and a stale listing are reported', () => {
    const found = checkAdapters([...paths.slice(1), 'packages/commet/src/token.ts'], {
      commet: { state: 'complete', webhook: true, extra: { totals: 'sums that the vendor leaves out' } },
    })
    expect(found.map((violation) => violation.path.split('/src/')[1])).toEqual([
      'index',
      'webhook',
      'token',
      'totals',
    ])
  })

  test('a partial adapter has its own list, and may grow by the shared names only', () => {
    const partial = { state: 'partial' as const, files: ['index', 'schema'], reason: 'first', extra: {} }
    const found = checkAdapters(
      ['packages/commet/src/schema.ts', 'packages/commet/src/token.ts', paths[1] ?? ''],
      {
        commet: partial,
      },
    )
    expect(found.map((violation) => violation.path.split('/src/')[1])).toEqual(['index', 'token'])
  })
})

describe('contents', () => {
  test('a file of 300 lines is too long', () => {
    expect(checkLength([file('packages/core/src/a.ts', 'export {}\n'.repeat(299))])).toEqual([])
    expect(checkLength([file('packages/core/src/a.ts', 'export {}\n'.repeat(300))])).toHaveLength(1)
  })

  test('casts through unknown and hidden errors are for tests only', () => {
    const text = `// @ts-expect-error\nconst a = b as unknown as string\n// as unknown as is a phrase\n`
    expect(checkCasts([file('packages/core/src/a.ts', text)]).map((found) => found.line)).toEqual([2, 1])
    expect(checkCasts([file('packages/core/test/a.test.ts', text)])).toEqual([])
  })

  test.each([
    [`import { readFile } from 'node:fs/promises'`],
    [`import { createHash } from 'crypto'`],
    [`const bytes = Buffer.from('a')`],
    [`const key = process.env.KEY`],
    [`setImmediate(run)`],
    [`const a = require('a')`],
    [`let timer: NodeJS.Timeout`],
  ])('Node only: %s', (text) => {
    expect(checkPlatform([file('packages/core/src/a.ts', text)])).toHaveLength(1)
    expect(checkPlatform([file('packages/emulator/src/a.ts', text)])).toEqual([])
    expect(checkPlatform([file('packages/core/test/a.test.ts', text)])).toEqual([])
  })

  test('members of those names, and text, are something else', () => {
    const text = `// process.env\nconst a = { process: 1, Buffer() {} }\nexport const b = job.process + 'Buffer'`
    expect(checkPlatform([file('packages/commet/src/a.ts', text)])).toEqual([])
  })
})

test('an exception silences its own check in its own file, and is reported when stale', () => {
  const files = [{ path: 'packages/core/src/a.ts', text: `export * from './b.ts'` }]
  const reason = 'shown in a test'
  const of = (check: string): Violation[] =>
    checkStructure(files, [{ check, path: 'packages/core/src/a.ts', reason }]).filter((one) =>
      one.path.endsWith('/a.ts'),
    )
  expect(of('imports')).toEqual([])
  expect(of('length').map((violation) => violation.check)).toEqual(['imports', 'exceptions'])
})
