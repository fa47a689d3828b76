import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { describe, expect, test } from 'vitest'
import { said } from '../src/archives/commands.ts'
import { compileConsumer, writeEntries } from '../src/archives/consumer.ts'
import { archiveProblems, exportProblems } from '../src/archives/contents.ts'
import { runConsumer, runtimes, skippedRuntimes } from '../src/archives/runtimes.ts'
import { codeEntries, publicPackages, specifier } from '../src/public-packages.ts'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

const good = {
  name: '@invoice-adapters/core',
  version: '1.0.0',
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  dependencies: { zod: '4.6.7' },
}
const files = ['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts']

describe('the contents of an archive', () => {
  test('a whole one passes', () => {
    expect(archiveProblems(good, files)).toEqual([])
  })

  test.each([
    ['a lost licence', good, files.slice(1), 'has no LICENSE'],
    ['a lost target', good, files.slice(0, 3), '. points at ./dist/index.d.ts, which is not in the archive'],
    ['no entry', { ...good, exports: {} }, files, 'exports nothing'],
    [
      'a range of the workspace',
      { ...good, peerDependencies: { a: 'workspace:^' } },
      files,
      'a is still at workspace:^',
    ],
    [
      'a lost program',
      { ...good, bin: { invoices: './dist/bin.js' } },
      files,
      'invoices points at ./dist/bin.js, which is not in the archive',
    ],
    [
      'a program that is a source',
      { ...good, bin: { invoices: './bin.ts' } },
      [...files, 'bin.ts'],
      'invoices points at the source ./bin.ts',
    ],
    ['a test', good, [...files, 'dist/a.test.js'], 'holds dist/a.test.js'],
  ])('%s is reported', (_name, manifest, paths, expected) => {
    expect(archiveProblems(manifest, paths)).toEqual([expected])
  })

  test('exports that still point at the sources are reported', () => {
    const unbuilt = { ...good, exports: { '.': './src/index.ts' } }
    expect(archiveProblems(unbuilt, ['LICENSE', 'src/index.ts'])).toEqual([
      '. points at the source ./src/index.ts',
      'holds src/index.ts',
    ])
  })

  test('names lost or added by the build are reported', () => {
    expect(exportProblems('a', ['x', 'y'], ['x', 'y'])).toEqual([])
    expect(exportProblems('a', ['x', 'y'], ['y', 'z'])).toEqual([
      'a lost x',
      'a exports z, which the source does not',
    ])
  })
})

test('publint reports a package whose exports lead nowhere', async () => {
  const pkgDir = join(root, 'packages', 'tooling', 'fixtures', 'package')
  const { messages } = await publint({ pkgDir, strict: true, pack: false })
  expect(messages.map((message) => message.code)).toEqual(
    expect.arrayContaining(['FILE_DOES_NOT_EXIST', 'EXPORTS_TYPES_SHOULD_BE_FIRST']),
  )
})

test('the pinned runtimes are the lines that are promised', () => {
  const promised: Record<string, RegExp> = {
    'Node 22': /^v22\./,
    'Node 24': /^v24\./,
    'Node 26': /^v26\./,
    Deno: /^deno 2\./,
    Bun: /^1\./,
  }
  const found = Object.entries(runtimes())
  expect([...found.map(([name]) => name), ...skippedRuntimes()].sort()).toEqual(Object.keys(promised).sort())
  expect(found.length).toBeGreaterThan(0)
  for (const [name, { program }] of found)
    expect(run(program, ['--version'], root).output).toMatch(promised[name] ?? name)
})

test('a program that says something else than its source is reported', () => {
  expect(said('invoices --version', { ok: true, output: '1.0.0\n' }, '1.0.0\n')).toMatchObject({ ok: true })
  const other = said('invoices --version', { ok: true, output: '0.9.0\n' }, '1.0.0\n')
  expect(other).toMatchObject({ ok: false, output: expect.stringContaining('0.9.0') })
  expect(said('invoices --version', { ok: false, output: 'broken' }, 'broken')).toMatchObject({ ok: false })
})

test('a published schema is no module', () => {
  const exports = { '.': './dist/index.js', './config.schema.json': './config.schema.json' }
  expect(codeEntries({ ...good, publishConfig: { exports } })).toEqual(['.'])
})

test('private packages are left out, and entries become what a user imports', () => {
  const names = publicPackages().map((one) => one.short)
  expect(names).toContain('core')
  expect(names).not.toContain('tooling')
  expect(specifier('@invoice-adapters/core', '.')).toBe('@invoice-adapters/core')
  expect(specifier('@invoice-adapters/core', './authoring')).toBe('@invoice-adapters/core/authoring')
})

test('a consumer without the packages neither compiles nor runs', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-test-'))
  try {
    cpSync(join(root, 'packages', 'tooling', 'fixtures', 'consumer'), folder, { recursive: true })
    writeEntries(folder, publicPackages())
    const steps = [...compileConsumer(folder), ...runConsumer(folder, 'entries.ts')]
    expect(steps.filter((step) => step.ok)).toEqual([])
    expect(steps.find((step) => step.name.includes('web'))?.output).toContain('TS2307')
    const node = steps.findLast(({ name }) => name.includes('Node'))
    expect(node?.output).toContain('ERR_MODULE_NOT_FOUND')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
