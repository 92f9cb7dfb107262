import { runAdmin } from './run-admin.ts';
import { runInProcess } from './run-in-process.ts';

await runInProcess(runAdmin);
