import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildFailure, build, type Platform } from 'esbuild'
import { runConsumer, type Step } from './runtimes.ts'

/** What edge platforms bundle for: no built-in module of Node can be resolved on either. */
const platforms: Platform[] = ['neutral', 'browser']

/** Core with one adapter as one file without an import; what cannot be had without Node is said by esbuild. */
export async function bundleForEdge(file: string, platform: Platform): Promise<Step & { code: string }> {
  const name = `${file}, bundled for ${platform}`
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      platform,
      format: 'iife',
      globalName: 'bundle',
      footer: { js: 'var countInvoices = bundle.default;' },
      mainFields: ['module', 'main'],
      logLevel: 'silent',
    })
    return { name, ok: true, output: '', code: outputFiles[0]?.text ?? '' }
  } catch (thrown) {
    return { name, ok: false, output: errorsOf(thrown), code: '' }
  }
}

function errorsOf(thrown: unknown): string {
  const { errors } = thrown as Partial<BuildFailure>
  return errors?.map(({ text }) => text).join('\n') ?? String(thrown)
}

/** Each adapter is bundled from its archive, and the bundles are run where only the Web platform exists. */
export async function edgeSteps(project: string): Promise<Step[]> {
  const steps: Step[] = []
  const programs = readdirSync(project).filter((file) => /^edge-.*\.ts$/.test(file))
  for (const platform of platforms) {
    for (const program of programs) {
      const { code, ...step } = await bundleForEdge(join(project, program), platform)
      steps.push({ ...step, name: `${program}, bundled for ${platform}` })
      writeFileSync(join(project, program.replace(/\.ts$/, '.js')), code)
    }
    const ran = runConsumer(project, 'edge.ts', (name) => name === 'Node 24')
    steps.push(...ran.map((step) => ({ ...step, name: `${step.name}, the bundles for ${platform}` })))
  }
  return steps
}
