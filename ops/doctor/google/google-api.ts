import { z } from 'zod';
import { SECOND } from '../../../functions/src/domain/shared/clock.ts';
import { CannotTellError } from '../cannot-tell-error.ts';

export type GoogleService =
  | 'cloudfunctions'
  | 'cloudscheduler'
  | 'cloudtasks'
  | 'firebaserules'
  | 'firestore'
  | 'secretmanager';

export interface GoogleApiOptions {
  readonly project: string;
  readonly origin: (service: GoogleService) => string;
  /** An access token; null where none is asked for. Throws `CannotTellError`. */
  readonly token: () => Promise<string | null>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const TIME_TO_ANSWER = 20 * SECOND;

const errorSchema = z.object({
  error: z.object({ details: z.array(z.object({ reason: z.string().optional() })).default([]) }),
});
const pageSchema = z.looseObject({ nextPageToken: z.string().optional() });

/** Reads from the REST APIs of Google Cloud, everything once. Throws `CannotTellError`, which says what to do. */
export class GoogleApi {
  readonly #options: GoogleApiOptions;
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(options: GoogleApiOptions) {
    this.#options = options;
  }

  /** Null where there is nothing of this name. */
  async get<Output>(service: GoogleService, path: string, schema: z.ZodType<Output>): Promise<Output | null> {
    const { status, body } = await this.#answer(service, path);
    if (status === 404) return null;
    if (status !== 200) throw this.#refusal(service, status, body);
    return parse(schema, body, service);
  }

  /** Everything under `key`, from all pages; nothing where there is no such parent. */
  async list<Output>(
    service: GoogleService,
    path: string,
    key: string,
    schema: z.ZodType<Output>,
  ): Promise<readonly Output[]> {
    const found: Output[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.get(service, path + pageQuery(path, pageToken), pageSchema);
      found.push(...parse(z.array(schema), page?.[key] ?? [], service));
      pageToken = page?.nextPageToken || undefined;
    } while (pageToken !== undefined);
    return found;
  }

  /** Several checks want to know the same. */
  #answer(service: GoogleService, path: string): Promise<Answer> {
    const key = `${service} ${path}`;
    const answer = this.#answers.get(key) ?? this.#ask(service, path);
    this.#answers.set(key, answer);
    return answer;
  }

  /** A person's credentials name no project that would be charged for the call: some services then want to be told one. */
  async #ask(service: GoogleService, path: string): Promise<Answer> {
    const token = await this.#options.token();
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const answer = await this.#fetch(service, path, headers);
    if (answer.status !== 403) return answer;
    return this.#fetch(service, path, { ...headers, 'x-goog-user-project': this.#options.project });
  }

  async #fetch(
    service: GoogleService,
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    try {
      const signal = AbortSignal.timeout(TIME_TO_ANSWER);
      const response = await fetch(`${this.#options.origin(service)}${path}`, { headers, signal });
      const body: unknown = await response.json().catch(() => null);
      return { status: response.status, body };
    } catch (error) {
      const problem = `${service}.googleapis.com does not answer.`;
      throw new CannotTellError(problem, 'Check the network and try again.', { cause: error });
    }
  }

  #refusal(service: GoogleService, status: number, body: unknown): CannotTellError {
    const { project } = this.#options;
    const reasons = errorSchema.safeParse(body).data?.error.details.map(({ reason }) => reason) ?? [];
    if (reasons.includes('SERVICE_DISABLED')) {
      return new CannotTellError(
        `${service}.googleapis.com is not enabled.`,
        `gcloud services enable ${service}.googleapis.com --project ${project}`,
      );
    }
    if (status === 401) {
      const problem = `${service}.googleapis.com does not accept your credentials.`;
      return new CannotTellError(problem, 'gcloud auth application-default login');
    }
    if (status === 403) {
      return new CannotTellError(
        `Your account may not ask ${service}.googleapis.com.`,
        `gcloud projects add-iam-policy-binding ${project} --role roles/viewer --member user:<your account>`,
      );
    }
    return new CannotTellError(`${service}.googleapis.com answered ${status}.`, 'Try again in a minute.');
  }
}

function pageQuery(path: string, pageToken: string | undefined): string {
  if (pageToken === undefined) return '';
  return `${path.includes('?') ? '&' : '?'}pageToken=${encodeURIComponent(pageToken)}`;
}

function parse<Output>(schema: z.ZodType<Output>, body: unknown, service: GoogleService): Output {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const problem = `${service}.googleapis.com gave an answer of an unknown form.`;
  throw new CannotTellError(problem, 'Look at it by hand, in the Google Cloud console.');
}
