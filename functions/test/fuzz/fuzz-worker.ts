import { parentPort, workerData } from 'node:worker_threads';
import { runFuzz, type FuzzOptions } from './fuzz.ts';

/* oxlint-disable unicorn/require-post-message-target-origin -- a thread's port has no origins */
// main.ts hands them over
const options = workerData as Omit<FuzzOptions, 'onProgress'>;
const figures = await runFuzz({ ...options, onProgress: (cases) => parentPort?.postMessage({ cases }) });
parentPort?.postMessage({ figures });
