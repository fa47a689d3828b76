import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiReport, reportDifference } from '../src/api-report.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-test-'))
  writeFileSync(join(folder, 'package.json'), '{ "name": "sample", "version": "1.0.0", "type": "module" }')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function reportOf(declarations: string): string {
  const path = join(folder, 'index.d.ts')
  writeFileSync(path, declarations)
  return apiReport({ folder, declarations: path, paths: {} })
}

test('a changed signature changes the report, a changed comment does not', { timeout: 60_000 }, () => {
  const before = reportOf('/** Adds. */\nexport declare function add(a: number, b: number): number\n')
  const commented = reportOf(
    '/** Adds two numbers. */\nexport declare function add(a: number, b: number): number\n',
  )
  const changed = reportOf('/** Adds. */\nexport declare function add(a: number, b?: number): number\n')
  expect(before).toContain('export function add(a: number, b: number): number')
  expect(commented).toBe(before)
  expect(changed).not.toBe(before)

  writeFileSync(join(folder, 'before.md'), before)
  writeFileSync(join(folder, 'changed.md'), changed)
  const difference = reportDifference(join(folder, 'before.md'), join(folder, 'changed.md'))
  expect(difference).toContain('-export function add(a: number, b: number): number')
  expect(difference).toContain('+export function add(a: number, b?: number): number')
})

test('declarations that do not compile give no report', { timeout: 60_000 }, () => {
  expect(() => reportOf('export declare function add(a: Missing): number\n')).toThrow(
    'No report could be made',
  )
})
