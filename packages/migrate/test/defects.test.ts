import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import * as sound from '../src/index.ts'
import { moreScenarios } from './defects/more-scenarios.ts'
import { defects } from './defects/planted.ts'
import { endOf, openGarden } from './defects/planting.ts'
import { scenarios as firstScenarios } from './defects/scenarios.ts'
import type { Api } from './defects/steps.ts'

const scenarios = { ...firstScenarios, ...moreScenarios }

const garden = openGarden()
afterAll(garden.clear)

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

  it.each(defects)('$defect', { timeout: 60_000 }, async (one) => {
    const api: Api = await import(/* @vite-ignore */ join(garden.plant(one), 'index.ts'))
    expect(await endOf(() => scenarios[one.caughtBy]!(api))).toBe('assertion')
  })
})
