import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const docs = join(import.meta.dirname, '..', '..', '..', '..', 'docs')

/** Rows of the page's table of threats that do not lead to a test: what is wrong with each. */
function problemsIn(page: string): string[] {
  const [, table = ''] = page.split('## Threats')
  const rows = (table.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| (?!Threat \|)/.test(line))
  if (rows.length === 0) return ['there is no table']
  return rows.flatMap((row) => {
    const [threat = '', , shown = ''] = row.split(' | ')
    const [, title = '', path = ''] = /^\[(.*)\]\((\S+)\) \|$/.exec(shown) ?? []
    if (path === '') return [`${threat}: names no test`]
    const file = join(docs, path)
    if (!/\.test\.ts$/.test(path) || !existsSync(file)) return [`${threat}: ${path} is no test file`]
    return readFileSync(file, 'utf8').includes(`'${title}'`)
      ? []
      : [`${threat}: ${path} has no test "${title}"`]
  })
}

describe('the page about security', () => {
  it('names for every threat a test that is there', () => {
    const page = readFileSync(join(docs, 'security.md'), 'utf8')
    expect(problemsIn(page)).toEqual([])
  })

  it('is refused where a test is missing, renamed or not named', () => {
    const page = (row: string): string =>
      `## Threats\n\n| Threat | What | Shown by |\n|---|---|---|\n${row}\n\n## More\n`
    const here = '../packages/endurance/test/security/page.test.ts'
    expect(problemsIn(page(`| A | b | [names for every threat a test that is there](${here}) |`))).toEqual([])
    expect(problemsIn(page(`| A | b | [another](${here}) |`))).toEqual([`| A: ${here} has no test "another"`])
    expect(problemsIn(page('| A | b | [x](../packages/none.test.ts) |'))).toHaveLength(1)
    expect(problemsIn(page('| A | b | by nothing |'))).toEqual(['| A: names no test'])
    expect(problemsIn('## Threats\n')).toEqual(['there is no table'])
  })
})
