export { type FileJournal, openFileJournal } from './file-journal.ts'
