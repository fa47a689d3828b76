import type { RunProgress } from '@invoice-adapters/migrate'

export interface MoveProgress {
  /** Of those that this run was asked for. */
  done: number
  remark: string | undefined
}

/** With `--first`, what earlier runs moved is not counted: N is what was asked for. */
export function moveProgress(first: number | undefined): (progress: RunProgress) => MoveProgress {
  let before: number | null = null
  return ({ done, opening }) => {
    // The first that is told of has either ended, or waits for its draft to open.
    before ??= first === undefined ? 0 : done - (opening === 0 ? 1 : 0)
    return {
      done: Math.min(done - before, first ?? done),
      remark: opening === 0 ? undefined : `waiting for ${opening} draft${opening === 1 ? '' : 's'} to open`,
    }
  }
}
