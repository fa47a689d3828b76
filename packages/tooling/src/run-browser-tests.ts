// `pnpm test:browser`: the tests that need a real browser. Without one they are counted as skipped, and nothing fails.
import { countLine, exitCodeOf, runVitest } from './vitest-run.ts'

const counts = runVitest(['--config', 'vitest.browser.config.ts', ...process.argv.slice(2)], process.env)
const skippedAll = counts.passed === 0 && counts.failed === 0 && counts.skipped > 0
if (skippedAll)
  console.log('No browser was found; Debian has one in its package chromium. BROWSER_PATH names another.')
console.log(countLine(counts))
process.exitCode = skippedAll ? 0 : exitCodeOf(counts)
