import { createRequire } from 'node:module';
import path from 'node:path';
import { documentOutput } from '../server/document-output.ts';
import type { DatabaseName } from '../store/resource-name.ts';
import type { CommittedChange } from '../store/stored-document.ts';
import { toIsoString } from '../value/timestamp.ts';

/** A CloudEvent in binary mode: attributes as headers, the payload as protobuf. */
export interface DocumentEvent {
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface DocumentEventSource {
  readonly database: DatabaseName;
  readonly location: string;
}

interface EventEncoder {
  fromObject(data: object): object;
  encode(message: object): { finish(): Uint8Array };
}

const PROTOS = 'firebase-functions/protos/compiledFirestore.js';
const SCHEMA =
  'https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto';

let encoder: EventEncoder | undefined;

/** The event that Eventarc would deliver for a change; the same id stands for the same event however often it comes. */
export function documentEvent(
  id: string,
  eventType: string,
  change: CommittedChange,
  { database, location }: DocumentEventSource,
): DocumentEvent {
  return {
    headers: {
      'content-type': 'application/protobuf',
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': eventType,
      'ce-source': `//firestore.googleapis.com/projects/${database.project}/databases/${database.database}`,
      'ce-subject': `documents/${change.path}`,
      'ce-time': toIsoString(change.time),
      'ce-datacontenttype': 'application/protobuf',
      'ce-dataschema': SCHEMA,
      'ce-location': location,
      'ce-project': database.project,
      'ce-database': database.database,
      'ce-namespace': '(default)',
      'ce-document': change.path,
    },
    body: encodeChange({
      ...(change.after && { value: documentOutput(change.after) }),
      ...(change.before && { oldValue: documentOutput(change.before) }),
    }),
  };
}

function encodeChange(data: object): Uint8Array {
  encoder ??= loadEncoder();
  return encoder.encode(encoder.fromObject(data)).finish();
}

/** `DocumentEventData`, as firebase-functions decodes it; the package exports it by file path only. */
function loadEncoder(): EventEncoder {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('firebase-functions');
  const file = path.join(entry.slice(0, entry.lastIndexOf('firebase-functions')), PROTOS);
  // compiled protobufjs code, of which this is the part used here
  const { google } = require(file) as {
    google: { events: { cloud: { firestore: { v1: { DocumentEventData: EventEncoder } } } } };
  };
  return google.events.cloud.firestore.v1.DocumentEventData;
}
