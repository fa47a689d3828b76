import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type MarkdownRenderer, type UserConfig } from 'vitepress'
import { sidebar } from '../site/sidebar.ts'

const root: string = fileURLToPath(new URL('../..', import.meta.url))

type Token = ReturnType<MarkdownRenderer['parse']>[number]

/** A folder's README is its index; the links in the sources stay those that a code host follows. */
const readmes: Record<string, string> = Object.fromEntries(
  globSync(['README.md', 'docs/**/README.md', 'packages/*/README.md'], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }).map((path) => [path, path.replace(/README\.md$/, 'index.md')]),
)

/** In a page of the site, a README is an index, and what only a code host shows (sources, data, folders) is no link. */
function fitLinks(tokens: Token[]): void {
  let bare = false
  for (const token of tokens) {
    const href = token.attrGet('href')
    if (token.type === 'link_open' && href !== null && !/^([a-z]+:|#)/.test(href)) {
      bare = !/(\.md|\/)(#.*)?$/.test(href)
      if (bare) [token.tag, token.attrs] = ['span', null]
      else token.attrSet('href', href.replace(/README\.md/, 'index.md'))
    } else if (token.type === 'link_close' && bare) {
      token.tag = 'span'
      bare = false
    }
  }
}

const config: UserConfig = defineConfig({
  title: 'invoice-adapters',
  description: 'One canonical invoice over several billing vendors',
  srcDir: '..',
  srcExclude: [
    'packages/*/{test,fixtures}/**',
    '**/node_modules/**',
    '**/dist/**',
    'docs/api/**',
    '.changeset/**',
    '.github/**',
  ],
  rewrites: readmes,
  cleanUrls: true,
  markdown: {
    config: (renderer) => {
      renderer.core.ruler.push('links-of-sources', ({ tokens }) => {
        for (const { children } of tokens) fitLinks(children ?? [])
      })
    },
  },
  // Pages lie all over the repository, the site's libraries in this folder alone.
  vite: { resolve: { alias: { vue: fileURLToPath(new URL('../node_modules/vue', import.meta.url)) } } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/' },
      { text: 'Guides', link: '/docs/guides/swap' },
      { text: 'Model', link: '/docs/canonical-model' },
      { text: 'Vendors', link: '/docs/vendors/comparison' },
      { text: 'Reference', link: '/docs/reference/' },
      { text: 'Proofs', link: '/docs/proofs/' },
    ],
    sidebar,
  },
})

export default config
