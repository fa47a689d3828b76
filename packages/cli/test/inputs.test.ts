import { describe, expect, it } from 'vitest'
import { choice, file, instant, many, required, text, whether, wholeNumber } from '../src/inputs.ts'

describe('what is given with a command', () => {
  it.each([
    ['2026-09-30', '2026-09-30T00:00:00.000Z'],
    ['2026-09-30T12:00:00+02:00', '2026-09-30T10:00:00.000Z'],
  ])('reads the instant %s', (given, read) => {
    expect(instant('DATE', 'a date').read([given])._unsafeUnwrap()).toBe(read)
  })

  it.each(['2026-02-30', '30.9.2026', '2026', 'tomorrow', '2026-09-30T12:00:00'])(
    'refuses %s as an instant',
    (given) => {
      expect(instant('DATE', 'a date').read([given])._unsafeUnwrapErr()).toContain('must be a date such as')
    },
  )

  it('tells apart what is missing, empty, given twice and out of range', () => {
    expect(text('X', 'x').read(null)._unsafeUnwrap()).toBeUndefined()
    expect(file('X', 'x').read([''])._unsafeUnwrapErr()).toBe('must not be empty')
    expect(text('X', 'x').read(['a', 'b'])._unsafeUnwrapErr()).toBe('is given more than once')
    expect(required(text('X', 'x')).read(null)._unsafeUnwrapErr()).toBe('is missing')
    const port = wholeNumber('PORT', 'a port', { least: 1, most: 65535 })
    expect(port.read(['4000'])._unsafeUnwrap()).toBe(4000)
    for (const wrong of ['0', '65536', '4e3', '1.5', '']) expect(port.read([wrong]).isErr()).toBe(true)
    expect(whether('x').read([])._unsafeUnwrap()).toBe(true)
    expect(whether('x').read(null)._unsafeUnwrap()).toBe(false)
  })

  it('collects what may be given many times, and names the choices', () => {
    const word = choice('WORD', ['a', 'b'], 'a word')
    expect(many(word).read(['a', 'b'])._unsafeUnwrap()).toEqual(['a', 'b'])
    expect(many(word).read(null)._unsafeUnwrap()).toEqual([])
    expect(many(word).read(['a', 'c'])._unsafeUnwrapErr()).toBe('must be one of a, b, not c')
  })
})
