// `pnpm docs:generate` fills the marked regions of all pages; with `--check` it changes nothing and names stale pages.
import { writeFileSync } from 'node:fs'
import { readPages } from './pages.ts'

const pages = readPages()
const wrong = pages.filter(({ problem }) => problem !== null)
const stale = pages.filter(({ text, wanted }) => text !== wanted)
const onlyCheck = process.argv.includes('--check')

for (const { path, problem } of wrong) console.error(`${path}: ${problem}`)
for (const { file, path, wanted } of stale) {
  if (onlyCheck) console.error(`${path} is not current: run \`pnpm docs:generate\` and commit it`)
  else writeFileSync(file, wanted)
}
if (!onlyCheck) console.log(stale.map(({ path }) => `wrote ${path}`).join('\n') || 'all pages are current')
process.exitCode = wrong.length > 0 || (onlyCheck && stale.length > 0) ? 1 : 0
