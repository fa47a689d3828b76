import { join } from 'node:path'
import type { PublicPackage } from '../public-packages.ts'
import { root } from '../root.ts'
import { must, run } from '../run.ts'
import { runtimes, type Step } from './runtimes.ts'

/** What needs no configuration, and so can be asked of a program that was just installed. */
const asked: string[][] = [['--help'], ['--version'], ['capabilities'], ['capabilities', '--json']]

/** Each command of the installed packages, on each Node, has to say what it says from the sources. */
export function runCommands(project: string, packages: readonly PublicPackage[]): Step[] {
  return packages.flatMap((one) =>
    Object.entries(one.manifest.bin ?? {}).flatMap(([name, source]) =>
      asked.flatMap((words) => {
        const expected = must(process.execPath, [join(one.folder, source), ...words], root)
        return runOnEachNode(project, name, words, expected)
      }),
    ),
  )
}

function runOnEachNode(project: string, name: string, words: string[], expected: string): Step[] {
  return Object.entries(runtimes())
    .filter(([runtime]) => runtime.startsWith('Node'))
    .map(([runtime, { program }]) => {
      // The link that npm made, so that it is known to lead to the program.
      const link = join('node_modules', '.bin', name)
      return said(`${name} ${words.join(' ')}, ${runtime}`, run(program, [link, ...words], project), expected)
    })
}

export function said(name: string, { ok, output }: { ok: boolean; output: string }, expected: string): Step {
  if (!ok || output === expected) return { name, ok, output }
  return { name, ok: false, output: `does not say what the source says, but:\n${output}` }
}
