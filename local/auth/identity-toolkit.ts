import { z } from 'zod';
import { AccountNotFoundError, type Account, type Accounts } from './accounts.ts';

export interface ToolkitAnswer {
  readonly status: number;
  readonly body: object;
}

const PATH =
  /^\/identitytoolkit\.googleapis\.com\/v1\/projects\/(?<project>[^/]+)\/accounts:(?<method>\w+)$/u;

const lookup = z.object({ localId: z.array(z.string()) });
const update = z.object({
  localId: z.string(),
  validSince: z.number().optional(),
  disableUser: z.boolean().optional(),
});
const deletion = z.object({ localId: z.string() });

/**
 * The part of the Identity Toolkit REST API through which firebase-admin looks users up, revokes their tokens, disables and deletes
 * them: https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts
 */
export class IdentityToolkit {
  readonly #accounts: Accounts;
  readonly #project: string;

  constructor({ accounts, project }: { readonly accounts: Accounts; readonly project: string }) {
    this.#accounts = accounts;
    this.#project = project;
  }

  answer(path: string, body: unknown): ToolkitAnswer {
    const { project, method = '' } = PATH.exec(path)?.groups ?? {};
    if (project !== this.#project) return refusal(404, 'PROJECT_NOT_FOUND');
    try {
      return this.#call(method, body);
    } catch (error) {
      if (error instanceof AccountNotFoundError) return refusal(400, 'USER_NOT_FOUND');
      if (error instanceof z.ZodError) return refusal(400, 'INVALID_REQ_TYPE');
      throw error;
    }
  }

  #call(method: string, body: unknown): ToolkitAnswer {
    switch (method) {
      case 'lookup':
        return this.#lookup(lookup.parse(body));
      case 'update':
        return this.#update(update.parse(body));
      case 'delete':
        this.#accounts.delete(deletion.parse(body).localId);
        return success({});
      default:
        return refusal(501, 'OPERATION_NOT_ALLOWED');
    }
  }

  #lookup({ localId }: z.output<typeof lookup>): ToolkitAnswer {
    const found = localId.flatMap((uid) => this.#accounts.find(uid) ?? []);
    return success(found.length === 0 ? {} : { users: found.map(resourceOf) });
  }

  /** As in the Auth emulator, whatever `validSince` says means now: firebase-admin writes the machine's time. */
  #update({ localId, validSince, disableUser }: z.output<typeof update>): ToolkitAnswer {
    if (validSince !== undefined) this.#accounts.revokeTokens(localId);
    if (disableUser !== undefined) this.#accounts.setDisabled(localId, disableUser);
    return success({ localId });
  }
}

function resourceOf({ user, disabled, validSince, createdAt, lastSignInAt }: Account): object {
  return {
    localId: user.uid,
    displayName: user.name,
    ...(user.email !== null && { email: user.email, emailVerified: true }),
    disabled,
    validSince: String(validSince),
    createdAt: String(createdAt),
    ...(lastSignInAt !== null && { lastLoginAt: String(lastSignInAt) }),
  };
}

function success(body: object): ToolkitAnswer {
  return { status: 200, body };
}

function refusal(status: number, message: string): ToolkitAnswer {
  return { status, body: { error: { code: status, message } } };
}
