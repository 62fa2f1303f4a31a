import type { Caller, Role, Scope } from './model.ts';

/** What can be done, and who may: a role of a person, or a scope of a key. One table for the whole hub. */
const table = {
  'read own organisation': { roles: ['owner', 'admin', 'lead', 'reviewer', 'reader'], scope: undefined },
  'manage keys': { roles: ['owner', 'admin'], scope: undefined },
  'read audit': { roles: ['owner', 'admin'], scope: 'audit:read' },
  'screen listings': { roles: ['owner', 'admin', 'lead', 'reviewer'], scope: 'screenings:write' },
  'read queue': { roles: ['owner', 'admin', 'lead', 'reviewer', 'reader'], scope: undefined },
  'export statements': { roles: ['owner', 'admin', 'lead'], scope: undefined },
  'manage webhooks': { roles: ['owner', 'admin'], scope: undefined },
  decide: { roles: ['owner', 'admin', 'lead', 'reviewer'], scope: undefined },
  'read screenings': { roles: ['owner', 'admin', 'lead', 'reviewer', 'reader'], scope: 'screenings:read' },
} as const satisfies Record<string, { roles: readonly Role[]; scope: Scope | undefined }>;

export type Deed = keyof typeof table;

/** Whether a caller may do something in the own organisation. */
export function may(caller: Caller, deed: Deed): boolean {
  const { roles, scope } = table[deed] as { roles: readonly Role[]; scope: Scope | undefined };
  if (caller.kind === 'person') return roles.includes(caller.role);
  return scope !== undefined && caller.scopes.includes(scope);
}
