// `pnpm test`: the quick tier of all tests. Further arguments go to vitest: `pnpm test packages/core -t money`.
import { countLine, exitCodeOf, runVitest } from './vitest-run.ts'

const counts = runVitest(process.argv.slice(2), process.env)
console.log(countLine(counts))
process.exitCode = exitCodeOf(counts)
