import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPages } from './pages.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pages-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const stale = (): string[] =>
  readPages(root)
    .filter(({ text, wanted }) => text !== wanted)
    .map(({ path }) => path)

describe('readPages', () => {
  it('finds every page that may hold markers', () => {
    for (const path of ['README.md', 'docs/a.md', 'docs/vendors/b.md', 'packages/x/README.md'])
      write(path, '')
    for (const path of ['docs/api/c.md', 'docs/proofs/d.md', 'docs/node_modules/e.md']) write(path, '')
    expect(readPages(root).map(({ path }) => path)).toEqual([
      'README.md',
      'docs/a.md',
      'docs/vendors/b.md',
      'packages/x/README.md',
    ])
  })

  it('notices a page whose example has changed', () => {
    write('docs/examples/one.ts', 'const a = 1\n')
    write('docs/a.md', '<!-- example:one.ts -->\n\n```ts\nconst a = 1\n```\n\n<!-- /example -->\n')
    expect(stale()).toEqual([])
    write('docs/examples/one.ts', 'const a = 2\n')
    expect(stale()).toEqual(['docs/a.md'])
  })

  it('notices a page whose data has changed', () => {
    write('docs/a.md', '<!-- generated:evidence -->\nold\n<!-- /generated -->\n')
    expect(stale()).toEqual(['docs/a.md'])
  })

  it('leaves a page with a wrong marker as it is, and says what is wrong', () => {
    write('docs/a.md', '<!-- example:none.ts -->\nold\n<!-- /example -->\n')
    expect(readPages(root)).toMatchObject([
      { path: 'docs/a.md', problem: 'nothing is known by the name of example:none.ts' },
    ])
    expect(stale()).toEqual([])
  })
})
