import type { Activity } from '../../../world/activity.ts';

export type Tone = 'neutral' | 'good' | 'attention' | 'problem' | 'information';

export interface ActivityDescription {
  readonly title: string;
  readonly note?: string;
  readonly badge?: string;
  readonly tone: Tone;
  readonly details: unknown;
}

type Of<Kind extends Activity['kind']> = Extract<Activity, { kind: Kind }>;

/** An activity in a few words, with everything it carries as details. */
export function describeActivity(activity: Activity): ActivityDescription {
  switch (activity.kind) {
    case 'document':
      return describeDocument(activity);
    case 'twilio':
      return describeTwilio(activity);
    case 'log':
      return describeLog(activity);
    case 'metric':
      return describeMetric(activity);
    case 'task':
      return describeTask(activity);
  }
}

const CHANGE_TONES = { created: 'good', updated: 'information', deleted: 'problem' } as const;

function describeDocument({ path, change, data }: Of<'document'>): ActivityDescription {
  return { title: path, badge: change, tone: CHANGE_TONES[change], details: data ?? { path, change } };
}

const DIRECTIONS = {
  'to-linkline': 'Twilio → Linkline',
  'from-linkline': 'Linkline → Twilio',
  'status-callback': 'Twilio → Linkline, status',
} as const;

function describeTwilio({ direction, summary, status, parameters }: Of<'twilio'>): ActivityDescription {
  return {
    title: summary,
    note: DIRECTIONS[direction],
    ...(status !== undefined && { badge: String(status) }),
    tone: status === undefined || status < 400 ? 'good' : 'problem',
    details: parameters,
  };
}

const NOTED_FIELDS = [
  'use_case',
  'function',
  'operation',
  'outcome',
  'reason',
  'code',
  'state',
  'provider_code',
];

function describeLog({ event, severity, fields }: Of<'log'>): ActivityDescription {
  const note = NOTED_FIELDS.flatMap((field) => (field in fields ? String(fields[field]) : [])).join(' · ');
  return {
    title: event,
    ...(note && { note }),
    badge: severity.toLowerCase(),
    tone: toneOfSeverity(severity.toUpperCase()),
    details: fields,
  };
}

function toneOfSeverity(severity: string): Tone {
  if (severity === 'DEBUG' || severity === 'INFO' || severity === 'DEFAULT') return 'neutral';
  return severity === 'WARNING' || severity === 'NOTICE' ? 'attention' : 'problem';
}

function describeMetric({ name, tags, value }: Of<'metric'>): ActivityDescription {
  const note = Object.entries(tags)
    .map(([tag, text]) => `${tag}: ${text}`)
    .join(' · ');
  return {
    title: name,
    ...(note && { note }),
    badge: String(Math.round(value * 100) / 100),
    tone: 'neutral',
    details: { name, value, tags },
  };
}

const TASK_TONES = {
  scheduled: 'neutral',
  delivered: 'good',
  retrying: 'attention',
  dropped: 'problem',
} as const;

function describeTask({ queue, event, detail }: Of<'task'>): ActivityDescription {
  return {
    title: queue,
    note: detail,
    badge: event,
    tone: TASK_TONES[event],
    details: { queue, event, detail },
  };
}
