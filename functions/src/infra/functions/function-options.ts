import '../logging/guard-console.ts';
import { parameters, secretParameters } from '../config/parameters.ts';

/** Every function parses the whole configuration, so every one is given all secrets. */
export const functionOptions = {
  region: parameters.region,
  memory: '512MiB' as const,
  concurrency: 80,
  maxInstances: parameters.maxInstances,
  secrets: Object.values(secretParameters),
};
