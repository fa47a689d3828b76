import { runDemo } from './demo.ts'

const wrong = await runDemo((text) => console.log(text))
if (wrong.length > 0) {
  console.error(`The adapters and the ledger disagree:\n${wrong.join('\n')}`)
  process.exitCode = 1
}
