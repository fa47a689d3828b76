import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
} from '@microsoft/api-extractor'
import { run } from './run.ts'

export interface ReportInput {
  /** Folder of the package, where its `package.json` is. */
  folder: string
  /** The built declarations of one entry. */
  declarations: string
  /** Where declarations of other packages of ours are, by what is imported; their exports name sources. */
  paths: Record<string, string[]>
}

/** The report of one entry: every exported name with its full type, and nothing of how it is made. */
export function apiReport(input: ReportInput): string {
  const folder = mkdtempSync(join(tmpdir(), 'api-'))
  const complaints: string[] = []
  try {
    mkdirSync(join(folder, 'report'))
    const config = ExtractorConfig.prepare({
      configObject: configOf(input, folder),
      configObjectFullPath: undefined,
      packageJsonFullPath: join(input.folder, 'package.json'),
    })
    const { succeeded } = Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message: ExtractorMessage) => {
        const text = message.formatMessageWithLocation(input.folder)
        if (message.logLevel === ExtractorLogLevel.Error) complaints.push(text)
        message.handled = true
      },
    })
    if (!succeeded) throw new Error('the declarations have errors')
    return readFileSync(join(folder, 'report', 'report.api.md'), 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n\n')[0] ?? '') : String(error)
    throw new Error([`No report could be made of ${input.declarations}: ${reason}`, ...complaints].join('\n'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function configOf(
  input: ReportInput,
  folder: string,
): Parameters<typeof ExtractorConfig.prepare>[0]['configObject'] {
  const none = { logLevel: ExtractorLogLevel.None }
  return {
    projectFolder: input.folder,
    mainEntryPointFilePath: input.declarations,
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: 'es2023',
          lib: ['es2023'],
          types: ['node'],
          module: 'esnext',
          moduleResolution: 'bundler',
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: true,
          paths: input.paths,
        },
        files: [input.declarations],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: join(folder, 'report'),
      reportTempFolder: join(folder, 'temp'),
      reportFileName: 'report.api.md',
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // Release tags and forgotten exports are matters of taste here; the report itself is what is held.
      extractorMessageReporting: { default: none },
      tsdocMessageReporting: { default: none },
    },
  }
}

/** The difference between two reports as git shows it. */
export function reportDifference(committed: string, found: string): string {
  return run('git', ['diff', '--no-index', '--no-color', '--unified=2', committed, found], tmpdir()).output
}
