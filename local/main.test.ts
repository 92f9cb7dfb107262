import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { freePorts } from './world/free-ports.ts';
import { HttpListener } from './world/http-listener.ts';
import { portOptions, type Ports } from './world/command-line.ts';

const anyAddress = { host: '127.0.0.1', port: 0 };
const children = new Set<ChildProcessWithoutNullStreams>();

function spawnMain(args: readonly string[]): ChildProcessWithoutNullStreams {
  const program = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, [program, ...args]);
  children.add(child);
  return child;
}

async function runMain(args: readonly string[]) {
  const child = spawnMain(args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, code };
}

/** Resolves with the lines printed up to the last one of the table. */
async function untilReady(child: ChildProcessWithoutNullStreams): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes('Sender')) return lines.join('\n');
  }
  throw new Error(`It ended before it was ready: ${lines.join('\n')}`);
}

async function fourPorts(): Promise<Ports> {
  const [page = 0, functions = 0, firestore = 0, twilio = 0] = await freePorts(4);
  return { page, functions, firestore, twilio };
}

function optionsFor(ports: Ports): readonly string[] {
  const { page, functions, firestore, twilio } = portOptions;
  return [
    `--${page}=${ports.page}`,
    `--${functions}=${ports.functions}`,
    `--${firestore}=${ports.firestore}`,
    `--${twilio}=${ports.twilio}`,
  ];
}

describe('npm start', { timeout: 60_000 }, () => {
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });

  it('shows its help', async () => {
    const { stdout, code } = await runMain(['--help']);
    expect(stdout).toContain('--firestore-port <port>');
    expect(code).toBe(0);
  });

  it('refuses an option that it does not know', async () => {
    const { stderr, code } = await runMain(['--pgae-port', '1']);
    expect(stderr).toContain("Unknown option '--pgae-port'");
    expect(code).toBe(2);
  });

  it.each(['page', 'twilio'] as const)('names the %s port when it is in use', async (user) => {
    const occupant = await HttpListener.start(anyAddress, () => {});
    const { stderr, code } = await runMain(optionsFor({ ...(await fourPorts()), [user]: occupant.port }));
    expect(stderr).toMatch(
      new RegExp(`^Port ${occupant.port} is in use, and .+ needs it\\. .+--${portOptions[user]}\\.\n$`),
    );
    expect(code).toBe(1);
    await occupant.stop();
  });

  it('tells where everything is, works, stops on a signal, and starts again at once', async () => {
    const ports = await fourPorts();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const child = spawnMain(optionsFor(ports));
      const table = await untilReady(child);
      for (const port of Object.values(ports)) expect(table).toContain(`127.0.0.1:${port}`);
      expect(await greet(ports)).toEqual({
        status: 200,
        replies: [`Please link your account: http://127.0.0.1:${ports.page}/link`],
      });
      const exit = once(child, 'exit');
      child.kill(signal);
      expect(await exit).toEqual([0, null]);
    }
  });
});

async function greet(ports: Ports): Promise<unknown> {
  const page = await fetch(`http://127.0.0.1:${ports.page}/`);
  expect(page.status).toBe(200);
  const response = await fetch(`http://127.0.0.1:${ports.twilio}/simulator/inbound`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ From: 'whatsapp:+15551110009', Body: 'hi' }),
  });
  const { status, replies } = (await response.json()) as { status: number; replies: string[] };
  return { status, replies };
}
