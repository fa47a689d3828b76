import { err, ok, type Result } from '@invoice-adapters/core'
import { createEmulator, type Emulator, type EmulatorSettings } from '@invoice-adapters/emulator'
import { type Failure, failure } from '../failure.ts'
import { readDataFile } from '../writes/data-file.ts'

/** `demo`, `empty`, or a file of accounts, customers and invoices. The clock starts now. */
export async function emulatorOf(
  folder: string,
  data: string,
  settings: Pick<EmulatorSettings, 'faults'> & { now: number },
): Promise<Result<Emulator, Failure>> {
  const { now, ...rest } = settings
  const clock = { start: new Date(now).toISOString() }
  if (data === 'demo' || data === 'empty') return ok(createEmulator({ ...rest, clock, data }))
  const file = await readDataFile(folder, data)
  return file.andThen(({ value, name }) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return err(failure('input', `${name}: must be an object with accounts, customers and invoices`))
    }
    try {
      return ok(createEmulator({ ...rest, clock, data: value }))
    } catch (error) {
      return err(failure('input', `${name}: ${error instanceof Error ? error.message : String(error)}`))
    }
  })
}
