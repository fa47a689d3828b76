/** What commander says of a command line, in the words and the form of the other messages. */
const forms: readonly [RegExp, string][] = [
  [/^error: /, ''],
  [/\n\(Did you mean (.*)\?\)$/s, '; did you mean $1?'],
  [
    /^command-argument value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\.$/s,
    '$2 must be one of $3, not $1',
  ],
  [
    /^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s,
    '$1 must be one of $3, not $2',
  ],
  [/^missing required argument '(.*)'$/, '$1 is missing'],
  [/^option '(?:-\w, )?(--[\w-]+) <(.*)>' argument missing$/, '$1 needs a value: $1 $2'],
]

export function usageMessage(message: string): string {
  return forms.reduce((text, [pattern, words]) => text.replace(pattern, words), message)
}
