import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sidebar } from './sidebar.ts'

const root = join(import.meta.dirname, '..', '..')
const links = sidebar.flatMap(({ items = [] }) => items.map(({ link = '' }) => link))

it('leads to every page, and to none that is not there', () => {
  const pages = globSync(['docs/*.md', 'docs/vendors/*.md', 'docs/guides/*.md'], { cwd: root })
  expect(links).toEqual(expect.arrayContaining(pages.map((page) => `/${page.replace(/\.md$/, '')}`)))
  const written = links.filter((link) => !link.startsWith('/docs/reference'))
  for (const link of written) {
    const file = link.endsWith('/') ? `${link}README.md` : `${link}.md`
    expect(existsSync(join(root, file)), link).toBe(true)
  }
})
