import { confirm, isCancel, select, text } from '@clack/prompts'
import type { Questioner } from './ask.ts'

/** On standard error, so that standard output stays what it is for. */
export const terminalQuestioner: Questioner = {
  async text(question, check) {
    const given = await text({
      message: question,
      output: process.stderr,
      validate: (value) => check(value ?? ''),
    })
    return isCancel(given) ? null : given
  },
  async select(question, choices) {
    const options = choices.map((value) => ({ value, label: value }))
    const given = await select({ message: question, options, output: process.stderr })
    return isCancel(given) ? null : given
  },
  async confirm(question) {
    const given = await confirm({ message: question, initialValue: false, output: process.stderr })
    return isCancel(given) ? null : given
  },
}
