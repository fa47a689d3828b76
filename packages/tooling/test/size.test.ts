import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { readManifest } from '../src/public-packages.ts'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

interface Limit {
  name: string
  path: string
  import: string
  limit: string
  brotli?: boolean
  gzip?: boolean
  ignore?: string[]
}

interface Measured {
  name: string
  passed: boolean
  size: number
}

function measure(config: string): { ok: boolean; measured: Measured } {
  const path = join(root, 'packages', 'tooling', 'fixtures', 'size', config)
  const program = join(root, 'node_modules', 'size-limit', 'bin.js')
  const { ok, output } = run(process.execPath, [program, '--json', '--config', path], root)
  const [measured] = JSON.parse(output) as [Measured]
  return { ok, measured }
}

test('what is too large fails, and what is not imported does not count', { timeout: 60_000 }, () => {
  const large = measure('too-large.json')
  expect(large).toMatchObject({ ok: false, measured: { passed: false } })
  const small = measure('small-enough.json')
  expect(small).toMatchObject({ ok: true, measured: { passed: true } })
  expect(small.measured.size).toBeLessThan(large.measured.size)
})

test('core is measured in the form that bundlers get', () => {
  const [money] = JSON.parse(readFileSync(join(root, '.size-limit.json'), 'utf8')) as Limit[]
  const core = join('packages', 'core')
  const { publishConfig } = readManifest(join(root, core))
  expect(publishConfig?.exports?.['.']).toMatchObject({ default: `./${relative(core, money?.path ?? '')}` })
})

test('the promised limits are the ones that are held', () => {
  const [money, own, whole] = JSON.parse(readFileSync(join(root, '.size-limit.json'), 'utf8')) as Limit[]
  expect(money).toMatchObject({ import: '{ formatMoney }', brotli: false, gzip: false })
  expect(Number.parseFloat(money?.limit ?? '')).toBeLessThanOrEqual(5)
  expect(own).toMatchObject({
    import: '{ createCommetAdapter }',
    ignore: ['zod', 'ky', 'big.js', 'neverthrow'],
  })
  expect(Number.parseFloat(own?.limit ?? '')).toBeLessThan(27.9)
  expect(whole).toMatchObject({ import: '{ createCommetAdapter }' })
  expect(whole).not.toHaveProperty('ignore')
})
