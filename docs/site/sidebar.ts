import type { DefaultTheme } from 'vitepress'

/** Every page of `docs/` but the single decisions and proofs, in the order a newcomer reads them. */
export const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'What it is', link: '/' },
      { text: 'Getting started', link: '/docs/getting-started' },
      { text: 'Write an adapter', link: '/docs/write-an-adapter' },
      { text: 'Contributing', link: '/CONTRIBUTING' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Swap the vendor', link: '/docs/guides/swap' },
      { text: 'Test your own code', link: '/docs/guides/testing' },
      { text: 'Many accounts in one place', link: '/docs/guides/aggregate' },
      { text: 'Migrate to another vendor', link: '/docs/guides/migrate' },
      { text: 'Webhooks', link: '/docs/guides/webhooks' },
      { text: 'Many machines', link: '/docs/guides/scale' },
      { text: 'Many tenants', link: '/docs/guides/many-tenants' },
      { text: 'Observe', link: '/docs/guides/observing' },
      { text: 'The command line', link: '/docs/guides/command-line' },
    ],
  },
  {
    text: 'The model',
    items: [
      { text: 'The canonical invoice', link: '/docs/canonical-model' },
      { text: 'Statuses', link: '/docs/statuses' },
      { text: 'Errors', link: '/docs/errors' },
      { text: 'Money', link: '/docs/money' },
      { text: 'Settlement', link: '/docs/settlement' },
    ],
  },
  {
    text: 'Vendors',
    items: [
      { text: 'Compared', link: '/docs/vendors/comparison' },
      { text: 'Commet', link: '/docs/vendors/commet' },
      { text: 'Commet, every endpoint', link: '/docs/vendors/commet-endpoints' },
      { text: 'Asset', link: '/docs/vendors/asset' },
      { text: 'Asset, every endpoint', link: '/docs/vendors/asset-endpoints' },
      { text: 'Whop', link: '/docs/vendors/whop' },
      { text: 'Whop, every endpoint', link: '/docs/vendors/whop-endpoints' },
    ],
  },
  {
    text: 'Evidence',
    items: [
      { text: 'Security', link: '/docs/security' },
      { text: 'Proofs', link: '/docs/proofs/' },
      { text: 'Benchmarks', link: '/docs/benchmarks' },
      { text: 'Decisions', link: '/docs/decisions/' },
      { text: 'API reference', link: '/docs/reference/' },
    ],
  },
]
