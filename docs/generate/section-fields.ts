import { type CanonicalField, type Capabilities, canonicalFields } from '@invoice-adapters/core'
import { type FieldPath, fieldFacts, fieldGroups } from './field-facts.ts'
import { code, mark, paragraphs, table } from './markdown.ts'
import { mergedText, vendors } from './vendors.ts'

/** The reference of fields: per group what each means, and what each vendor tells and takes. */
export function fieldsSection(): string {
  return paragraphs(fieldGroups.map(({ title, fields }) => group(title, fields)))
}

function group(title: string, fields: FieldPath[]): string {
  const covered = fields.filter(isCovered)
  return paragraphs([
    `### ${title}`,
    table(
      ['Field', 'Meaning', 'Unit or values', 'EN 16931'],
      fields.map((path) => {
        const { meaning, unit, term } = fieldFacts[path]
        return [code(path), meaning, unit, term]
      }),
    ),
    covered.length === 0
      ? ''
      : table(
          ['Field', ...vendors.map(({ title: name }) => name)],
          covered.map((path) => [
            code(path),
            ...vendors.map((vendor) => mergedText(vendor, (one) => coverage(one, path))),
          ]),
        ),
  ])
}

function isCovered(path: FieldPath): path is CanonicalField {
  return canonicalFields.some((field) => field === path)
}

function coverage(capabilities: Capabilities, field: CanonicalField): string {
  const { read, readEvidence, write, writeEvidence, note } = capabilities.coverage[field]
  const said = `${read} ${mark(readEvidence)} / ${write} ${mark(writeEvidence)}`
  return note === null ? said : `${said}: ${note}`
}
