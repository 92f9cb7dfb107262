import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { DeployedProject } from '../../../local/administration/deployed-project.ts';
import type { TwilioSimulator } from '../../../local/twilio/twilio-simulator.ts';
import type { Sender } from '../../../local/twilio/channels/channel-resources.ts';
import { localIdentity } from '../../../local/world/local-identity.ts';
import { LocalWorld } from '../../../local/world/local-world.ts';
import { runDoctor } from '../run-doctor.ts';

type Variables = Readonly<Record<string, string>>;

export interface Report {
  readonly exitCode: number;
  /** A line for each finding: the check, its state, the problem and the fix. */
  readonly findings: readonly string[];
  /** Names of the checks that found nothing. */
  readonly healthy: readonly string[];
}

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface JsonReport {
  readonly checks: readonly {
    readonly check: string;
    readonly state: string;
    readonly findings: readonly { readonly state: string; readonly problem: string; readonly fix: string }[];
  }[];
}

/** The local world, which can be set up wrong and right again, and the doctor who looks at it. */
export class DoctorWorld {
  readonly local: LocalWorld;
  readonly #healthyProject: DeployedProject;
  readonly #healthySender: Sender;
  #environment: Variables = {};
  #ahead = 0;

  private constructor(local: LocalWorld) {
    this.local = local;
    this.#healthyProject = local.administration.project;
    this.#healthySender = local.simulator.channels.sender;
  }

  static async start(): Promise<DoctorWorld> {
    return new DoctorWorld(await LocalWorld.start());
  }

  get simulator(): TwilioSimulator {
    return this.local.simulator;
  }

  get project(): DeployedProject {
    return this.local.administration.project;
  }

  /** What somebody did to the project without deploying anything of ours. */
  change(change: Partial<DeployedProject>): void {
    this.local.administration.change(change);
  }

  /** Parameters that are set, and not deployed yet. */
  set(parameters: Variables): void {
    this.#environment = { ...this.#environment, ...parameters };
  }

  /** Parameters as they are set and deployed. The functions in this process keep those that they started with. */
  deploy(parameters: Variables): void {
    this.set(parameters);
    this.change({ variables: { ...this.project.variables, ...parameters } });
  }

  setSecret(name: string, value: string, versions: readonly string[] = ['ENABLED']): void {
    this.change({ secrets: { ...this.project.secrets, [name]: { value, versions } } });
  }

  setClockAhead(milliseconds: number): void {
    this.#ahead = milliseconds;
  }

  /** The project as it was deployed, Twilio as it was set, and the machine of whoever deployed it. */
  heal(): void {
    this.#environment = {};
    this.#ahead = 0;
    this.change(this.#healthyProject);
    const { channels, authTokens } = this.simulator;
    channels.changeSender(this.#healthySender);
    channels.clearServices();
    if (authTokens.primary === localIdentity.authToken) return;
    authTokens.addSecondary(localIdentity.authToken);
    authTokens.promoteSecondary();
  }

  async examine(): Promise<Report> {
    const { exitCode, stdout } = await this.run(`--project ${localIdentity.project} --json`);
    // written by the doctor
    const { checks } = JSON.parse(stdout) as JsonReport;
    return {
      exitCode,
      findings: checks.flatMap(({ check, findings }) =>
        findings.map(({ state, problem, fix }) => `${check} ${state}: ${problem} → ${fix}`),
      ),
      healthy: checks.filter(({ state }) => state === 'ok').map(({ check }) => check),
    };
  }

  /** Words are parted by spaces. */
  async run(commandLine: string): Promise<Answer> {
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const { host, port } = this.local.firestore;
    const exitCode = await runDoctor(commandLine.split(' '), {
      stdin: new PassThrough(),
      stdout,
      stderr,
      environment: {
        FIRESTORE_EMULATOR_HOST: `${host}:${port}`,
        ...this.#healthyProject.variables,
        ...this.#environment,
      },
      functionsDirectory: fileURLToPath(new URL('no-functions', import.meta.url)),
      clock: { now: () => Date.now() + this.#ahead },
    });
    return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
  }

  async stop(): Promise<void> {
    await this.local.stop();
  }
}

function textOf(stream: PassThrough): string {
  const bytes: unknown = stream.read();
  return Buffer.isBuffer(bytes) ? bytes.toString() : '';
}
