import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { organization, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access';
import type { Config } from '../../config.ts';
import type { Db } from '../../db/database.ts';
import { organisationKinds } from './model.ts';
import {
  accountsCredential,
  accountsInvitation,
  accountsMember,
  accountsOrganisation,
  accountsPerson,
  accountsSession,
  accountsTwoFactor,
  accountsVerification,
} from './tables.ts';

/** A mail the hub wants sent; without a mail server the log shows that there is one, not what is in it. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Where the hub tells the sign-in library from which address a request came. */
export const ADDRESS_HEADER = 'x-pugmark-address';

function refuseKind(kind: unknown): void {
  if (!organisationKinds.some((one) => one === kind)) {
    throw new APIError('BAD_REQUEST', { message: `The kind is one of ${organisationKinds.join(', ')}` });
  }
}

const control = createAccessControl(defaultStatements);

/** Sign-in, sessions, second factor, organisations and invitations: a library's work, on our tables. */
export function makeAuth(config: Config, db: Db, send: (mail: Mail) => Promise<void>) {
  return betterAuth({
    secret: config.secret,
    baseURL: config.url,
    basePath: '/api/auth',
    trustedOrigins: [new URL(config.url).origin],
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: {
        user: accountsPerson,
        session: accountsSession,
        account: accountsCredential,
        verification: accountsVerification,
        twoFactor: accountsTwoFactor,
        organization: accountsOrganisation,
        member: accountsMember,
        invitation: accountsInvitation,
      },
    }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      sendResetPassword: async ({ user, url }) =>
        send({ to: user.email, subject: 'Set a new password', text: `Set a new password here: ${url}` }),
    },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 60 },
    advanced: {
      useSecureCookies: config.url.startsWith('https:'),
      cookiePrefix: 'pugmark',
      // What a caller says of its own address is not believed: the hub writes this header itself.
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // Its messages hold what was asked: the hub's own log says what went wrong.
    logger: { disabled: true },
    onAPIError: { throw: true },
    rateLimit: { enabled: config.production },
    telemetry: { enabled: false },
    plugins: [
      organization({
        ac: control,
        roles: { owner: ownerAc, admin: adminAc, lead: memberAc, reviewer: memberAc, reader: memberAc },
        creatorRole: 'owner',
        schema: {
          organization: {
            additionalFields: { kind: { type: [...organisationKinds], required: true, input: true } },
          },
        },
        organizationHooks: {
          beforeCreateOrganization: async ({ organization: made }) => {
            refuseKind(made.kind);
          },
          beforeUpdateOrganization: async ({ organization: change }) => {
            if (change.kind !== undefined)
              throw new APIError('BAD_REQUEST', { message: 'The kind stays as it was made' });
          },
        },
        sendInvitationEmail: async ({ email, organization: { name }, id }) =>
          send({
            to: email,
            subject: `${name} invites you to Pugmark`,
            text: `Accept the invitation here: ${config.url}/invitations/${id}`,
          }),
      }),
      twoFactor({ issuer: 'Pugmark' }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
