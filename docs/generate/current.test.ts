import { describe, expect, it } from 'vitest'
import { looseCodeLines } from './fill.ts'
import { readPages } from './pages.ts'

describe.each(readPages())('$path', ({ text, wanted, problem }) => {
  it('is current (else run `pnpm docs:generate`)', () => {
    expect(problem).toBeNull()
    expect(text).toBe(wanted)
  })

  it('holds no code that is not included from a compiled file', () => {
    expect(looseCodeLines(text)).toEqual([])
  })
})
