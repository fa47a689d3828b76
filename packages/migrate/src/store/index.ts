export { type JournalSettings, openJournal, type StoredJournal } from './open-journal.ts'
