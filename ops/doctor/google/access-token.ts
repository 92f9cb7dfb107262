import { applicationDefault } from 'firebase-admin/app';
import { CannotTellError } from '../cannot-tell-error.ts';

/** Of the application-default credentials. Throws `CannotTellError`. */
export async function accessToken(): Promise<string> {
  try {
    return (await applicationDefault().getAccessToken()).access_token;
  } catch (error) {
    const problem = 'There are no Google credentials that work.';
    throw new CannotTellError(problem, 'gcloud auth application-default login', { cause: error });
  }
}
