import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { PlantedDefect } from './planted.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Garden {
  /** A copy of the sources with the defect in it; answers the path of its folder. */
  plant: (defect: PlantedDefect) => string
  clear: () => void
}

/** Inside the package, so that its dependencies are found. */
export function openGarden(): Garden {
  mkdirSync(join(root, '.test-results'), { recursive: true })
  const folder = mkdtempSync(join(root, '.test-results', 'defects-'))
  let planted = 0
  return {
    plant({ file, find, plant }) {
      planted += 1
      const copy = join(folder, String(planted))
      cpSync(join(root, 'src'), copy, { recursive: true })
      const path = join(copy, file)
      const source = readFileSync(path, 'utf8')
      expect(source.split(find)).toHaveLength(2)
      writeFileSync(
        path,
        source.replace(find, () => plant),
      )
      return copy
    },
    clear: () => rmSync(folder, { recursive: true }),
  }
}

/** What ended a scenario: an assertion that did not hold, a crash, or nothing. */
export async function endOf(run: () => Promise<void>): Promise<string> {
  try {
    await run()
    return 'nothing'
  } catch (thrown) {
    return thrown instanceof Error && thrown.name === 'AssertionError'
      ? 'assertion'
      : `crash: ${String(thrown)}`
  }
}
