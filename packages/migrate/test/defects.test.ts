import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as sound from '../src/index.ts'
import { moreScenarios } from './defects/more-scenarios.ts'
import { defects, type PlantedDefect } from './defects/planted.ts'
import { scenarios as firstScenarios } from './defects/scenarios.ts'
import type { Api } from './defects/steps.ts'

const scenarios = { ...firstScenarios, ...moreScenarios }

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

/** What ended the scenario: an assertion that did not hold, a crash, or nothing. */
async function endOf(run: () => Promise<void>): Promise<string> {
  try {
    await run()
    return 'nothing'
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === 'AssertionError'
      ? 'assertion'
      : `crash: ${String(thrown)}`
  }
}

describe('without a defect', () => {
  it.each(Object.keys(scenarios))('%s', { timeout: 60_000 }, async (name) => {
    await scenarios[name]!(sound)
  })
})

describe('a planted defect is caught by an assertion', () => {
  it('of which there are enough', () => {
    expect(defects.length).toBeGreaterThanOrEqual(20)
    expect(new Set(defects.map(({ file, plant }) => `${file} ${plant}`)).size).toBe(defects.length)
  })

  it.each(defects.map((one, index) => ({ ...one, index })))('$defect', { timeout: 60_000 }, async (one) => {
    const api = await plant(one, one.index)
    expect(await endOf(() => scenarios[one.caughtBy]!(api))).toBe('assertion')
  })
})
