import { runInProcess } from '../admin/run-in-process.ts';
import { runDoctor } from './run-doctor.ts';

await runInProcess(runDoctor);
