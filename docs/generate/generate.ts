// `pnpm docs:generate` fills the marked regions of all pages; with `--check` it changes nothing and names stale pages.
import { writeFileSync } from 'node:fs'
import { readPages } from './pages.ts'

const stale = readPages().filter(({ text, wanted }) => text !== wanted)

if (process.argv.includes('--check')) {
  for (const { path } of stale)
    console.error(`${path} is not current: run \`pnpm docs:generate\` and commit it`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const { file, path, wanted } of stale) {
    writeFileSync(file, wanted)
    console.log(`wrote ${path}`)
  }
}
