import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fillings, fillPage } from './fill.ts'
import { sections } from './sections.ts'

const repository: string = join(import.meta.dirname, '..', '..')

/** Pages that are written by other means as a whole. */
const excluded = ['docs/api/**', 'docs/proofs/**', 'docs/reference/**', '**/node_modules/**']

/** All pages that may hold markers. */
function pagePaths(root: string): string[] {
  return globSync(['README.md', 'docs/**/*.md', 'packages/*/README.md'], { cwd: root, exclude: excluded })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

export interface Page {
  /** From the root, with forward slashes. */
  path: string
  file: string
  /** As it stands. */
  text: string
  /** As it should stand; as it stands where that cannot be told. */
  wanted: string
  /** What is wrong with its markers. */
  problem: string | null
}

function fillingsOf(root: string): Fillings {
  return {
    generated: (name) => sections[name]?.(),
    example: (name) => {
      const file = join(root, 'docs', 'examples', name)
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined
    },
  }
}

export function readPages(root: string = repository): Page[] {
  const fillings = fillingsOf(root)
  return pagePaths(root).map((path) => {
    const file = join(root, path)
    const text = readFileSync(file, 'utf8')
    try {
      return { path, file, text, wanted: fillPage(text, fillings), problem: null }
    } catch (cause) {
      return {
        path,
        file,
        text,
        wanted: text,
        problem: cause instanceof Error ? cause.message : String(cause),
      }
    }
  })
}
