// Every table of the hub: for the database only. A context reads its own tables in its store.
export * from '../contexts/accounts/tables.ts';
export * from '../contexts/moderation/tables.ts';
export * from '../contexts/screening/tables.ts';
export { appRole } from './row-level-security.ts';
