import type { ParserServicesWithTypeInformation } from '@typescript-eslint/utils'
import type { Rule } from 'eslint'
import type ts from 'typescript'

/** What tells a settled Result from everything else, and what tells one still to be awaited. */
const settled = ['isOk', 'isErr', 'andThen', 'orElse']
const pending = ['andThen', 'orElse', 'unwrapOr', 'match']

function hasAll(type: ts.Type, members: string[]): boolean {
  return members.every((member) => type.getProperty(member) !== undefined)
}

/** Reports a statement that makes a Result and lets it go, awaited or not: its failure would pass unseen. */
export const noDroppedResult: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      dropped: 'This Result is dropped, so its failure passes unseen: return it, bind it or match it.',
    },
  },
  create(context) {
    const services: Partial<ParserServicesWithTypeInformation> = context.sourceCode.parserServices
    const { program, esTreeNodeToTSNodeMap: nodes } = services
    // Without types the rule would pass everything; better to stop.
    if (!program || !nodes)
      throw new Error('no-dropped-result needs type information (parserOptions.project).')
    const checker = program.getTypeChecker()
    return {
      ExpressionStatement(statement) {
        const { expression } = statement
        if (expression.type === 'AssignmentExpression') return
        const type = checker.getTypeAtLocation(nodes.get(expression as Parameters<typeof nodes.get>[0]))
        // `a?.save()` and `ready && save()` are unions; one Result among their members is enough.
        const members = (type.isUnion() ? type.types : [type]).flatMap((member) => {
          const awaited = checker.getAwaitedType(member) ?? member
          return [member, ...(awaited.isUnion() ? awaited.types : [awaited])]
        })
        if (members.some((member) => hasAll(member, settled) || hasAll(member, pending))) {
          context.report({ node: statement, messageId: 'dropped' })
        }
      },
    }
  },
}
