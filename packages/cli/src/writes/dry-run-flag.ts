import { type Input, whether } from '../inputs.ts'

export const dryRun: Input<boolean> = whether(
  'Print the exact request to the vendor, secrets masked, and write nothing',
)
