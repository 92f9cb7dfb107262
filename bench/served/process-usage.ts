import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`Process ${pid} shows no VmRSS.`);
  return (Number(kilobytes) * 1024) / MEGABYTE;
}

/** User and system time. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export function processorSeconds(pid: number): number {
  // the second field, a name in parentheses, may hold spaces
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
