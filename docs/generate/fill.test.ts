import { describe, expect, it } from 'vitest'
import { type Fillings, fillPage, looseCodeLines } from './fill.ts'

const fillings: Fillings = {
  generated: (name) => (name === 'table' ? '| a |' : undefined),
  example: (name) => (name === 'first.ts' ? 'const a = 1\n' : undefined),
}

const page = ['# Title', '<!-- generated:table -->', '<!-- /generated -->', 'End', ''].join('\n')

describe('fillPage', () => {
  it('fills a region, and leaves a filled one as it is', () => {
    const filled = fillPage(page, fillings)
    expect(filled).toBe('# Title\n<!-- generated:table -->\n\n| a |\n\n<!-- /generated -->\nEnd\n')
    expect(fillPage(filled, fillings)).toBe(filled)
  })

  it('puts an example into a block of code', () => {
    const filled = fillPage('<!-- example:first.ts -->\nold\n<!-- /example -->', fillings)
    expect(filled).toBe('<!-- example:first.ts -->\n\n```ts\nconst a = 1\n```\n\n<!-- /example -->')
  })

  it.each([
    ['<!-- generated:other -->\n<!-- /generated -->', 'generated:other'],
    ['<!-- example:none.ts -->\n<!-- /example -->', 'example:none.ts'],
    ['<!-- generated:table -->\ntext', 'line 1: the marker is not closed by <!-- /generated -->'],
    [
      '<!-- generated:table -->\n<!-- /example -->',
      'line 1: the marker is not closed by <!-- /generated -->',
    ],
    ['text\n<!-- /generated -->', 'line 2: <!-- /generated --> closes nothing'],
    [
      '<!-- generated:table -->\n<!-- example:first.ts -->\n<!-- /example -->',
      'line 2: a marker inside a marked region',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => fillPage(text, fillings)).toThrow(message)
  })
})

describe('looseCodeLines', () => {
  it('names code that nobody compiles, and nothing else', () => {
    expect(looseCodeLines('text\n```ts\nx\n```')).toEqual([2])
    expect(looseCodeLines('- item\n  ~~~ typescript\n  x\n  ~~~')).toEqual([2])
    expect(looseCodeLines('```sh\npnpm test\n```')).toEqual([])
    expect(looseCodeLines('<!-- example:a.ts -->\n```ts\nx\n```\n<!-- /example -->\n```ts\ny\n```')).toEqual([
      6,
    ])
  })
})
