import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as sound from '../src/index.ts'
import { defects, type PlantedDefect } from './defects/planted.ts'
import { type Api, scenarios } from './defects/scenarios.ts'

// Inside the package, so that its dependencies are found.
const root = join(import.meta.dirname, '..')
mkdirSync(join(root, '.test-results'), { recursive: true })
const folder = mkdtempSync(join(root, '.test-results', 'defects-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function plant({ file, find, plant: text }: PlantedDefect, index: number): Promise<Api> {
  const copy = join(folder, String(index))
  cpSync(join(root, 'src'), copy, { recursive: true })
  const path = join(copy, file)
  const source = readFileSync(path, 'utf8')
  expect(source.split(find)).toHaveLength(2)
  writeFileSync(
    path,
    source.replace(find, () => text),
  )
  return import(/* @vite-ignore */ join(copy, 'index.ts'))
}

async function fails(run: () => Promise<void>): Promise<boolean> {
  try {
    await run()
    return false
  } catch {
    return true
  }
}

describe('without a defect', () => {
  it.each(Object.keys(scenarios))('%s', { timeout: 60_000 }, async (name) => {
    await scenarios[name]!(sound)
  })
})

describe('a planted defect is caught', () => {
  it.each(defects.map((one, index) => ({ ...one, index })))('$defect', { timeout: 60_000 }, async (one) => {
    const api = await plant(one, one.index)
    expect(await fails(() => scenarios[one.caughtBy]!(api))).toBe(true)
  })
})
