/** One thing that happened in the local world, as the page shows it. `at` is epoch milliseconds. */
export type Activity =
  | {
      readonly kind: 'document';
      readonly at: number;
      readonly change: 'created' | 'updated' | 'deleted';
      readonly path: string;
      readonly data?: unknown;
    }
  | {
      readonly kind: 'twilio';
      readonly at: number;
      readonly direction: 'to-linkline' | 'from-linkline' | 'status-callback';
      readonly summary: string;
      readonly status?: number;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'log';
      readonly at: number;
      readonly severity: string;
      readonly event: string;
      readonly fields: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'metric';
      readonly at: number;
      readonly name: string;
      readonly tags: Readonly<Record<string, string>>;
      readonly value: number;
    }
  | {
      readonly kind: 'task';
      readonly at: number;
      readonly queue: string;
      readonly event: 'scheduled' | 'delivered' | 'retrying' | 'dropped';
      readonly detail: string;
    };

export type ActivityListener = (activity: Activity) => void;
