import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeError } from '@invoice-adapters/storage'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exitCodes } from '../src/exit-codes.ts'
import { ofStoreError } from '../src/failure.ts'
import { writeFileWhole } from '../src/output/files.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoices-files-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('replaces a file only when told to, and leaves nothing else behind', async () => {
  const path = join(folder, 'report.csv')
  expect((await writeFileWhole(path, 'one', { replace: false })).isOk()).toBe(true)
  const refused = await writeFileWhole(path, 'two', { replace: false })
  expect(refused._unsafeUnwrapErr()).toMatchObject({
    exit: 'input',
    message: `${path} exists already; --force replaces it`,
  })
  expect(await readFile(path, 'utf8')).toBe('one')
  expect((await writeFileWhole(path, 'three', { replace: true, secret: true })).isOk()).toBe(true)
  expect(await readFile(path, 'utf8')).toBe('three')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['report.csv'])
})

it('says why a file cannot be written', async () => {
  const refused = await writeFileWhole(join(folder, 'none', 'x'), 'x', { replace: true })
  expect(refused._unsafeUnwrapErr().message).toMatch(/x cannot be written: there is no such folder$/)
})

it('gives every exit a code of its own, and a store that fails its exit', () => {
  const codes = Object.values(exitCodes).map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(ofStoreError(storeError('locked', 'open', null)).exit).toBe('store')
})
