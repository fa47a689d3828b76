import { expect, it } from 'vitest'
import { pageOf } from '../src/output/page.ts'

const widthOf = (columns: number | undefined, env: NodeJS.ProcessEnv = {}): number =>
  pageOf({ isTTY: columns !== undefined, ...(columns !== undefined && { columns }) }, env, { colour: false })
    .width

it('is as wide as the terminal, and as wide as need be where that does not tell', () => {
  expect(widthOf(72)).toBe(72)
  expect(widthOf(0)).toBe(Number.POSITIVE_INFINITY)
  expect(widthOf(0, { COLUMNS: '60' })).toBe(60)
  expect(widthOf(undefined)).toBe(Number.POSITIVE_INFINITY)
})
