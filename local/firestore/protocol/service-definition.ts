import { createRequire } from 'node:module';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON, type PackageDefinition } from '@grpc/proto-loader';

const require = createRequire(import.meta.url);

/**
 * `google.firestore.v1.Firestore` from the client library's own descriptors. Messages decode with defaults filled in
 * and each oneof's chosen member named, which the types beside this file describe.
 */
export function firestoreServiceDefinition(): ServiceDefinition {
  // a transitive dependency: resolved from where the client library itself finds it
  const clientRequire = createRequire(require.resolve('@google-cloud/firestore'));
  const descriptors: unknown = clientRequire('@google-cloud/firestore-api/protos/protos.json');
  const definition: PackageDefinition = fromJSON(descriptors as Parameters<typeof fromJSON>[0], {
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  // the name is a service's, so its definition is one of methods
  return definition['google.firestore.v1.Firestore'] as ServiceDefinition;
}
