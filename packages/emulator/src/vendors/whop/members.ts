import { type Call, found, type Handler, refuse } from './call.ts'
import type { StoredMember } from './entities.ts'
import { notFound } from './errors.ts'
import { formatListedMember, formatMember } from './format-member.ts'
import { formattingOf } from './invoice-reads.ts'
import { answerList } from './lists.ts'
import { textOf } from './queries.ts'

export const listMembers: Handler = (call) => {
  const search = textOf(call.query, 'query')?.toLowerCase() ?? null
  const matches = (text: string | null): boolean => text?.toLowerCase().includes(search ?? '') ?? false
  return answerList<StoredMember>(call, {
    collection: call.desk.store.shelf(call.company.name).members,
    seller: { what: 'members', required: false },
    orders: { id: (member) => member.id, joined_at: (member) => member.createdAtMs },
    filters: [
      { parameter: 'user_ids', of: (member) => member.userId },
      { parameter: 'statuses', words: ['drafted', 'joined', 'left'], of: () => 'joined' },
    ],
    contains: (member) =>
      search === null || matches(member.name) || matches(member.username) || matches(member.email),
    format: (member) => formatListedMember(member, formattingOf(call)),
  })
}

export const getMember: Handler = (call: Call) => {
  const { members } = call.desk.store.shelf(call.company.name)
  const member = call.conditions.read(members.versions(call.parameters.id ?? ''))
  return member === undefined ? refuse(notFound('member')) : found(formatMember(member, formattingOf(call)))
}
