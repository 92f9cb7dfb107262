import { readFileSync } from 'node:fs';
import type { FunctionDescription } from '../functions-host/deployed-function.ts';
import { deployedProject, type DeployedProject } from './deployed-project.ts';
import { googleAnswer } from './google-answers.ts';

const rulesFile = new URL('../../firestore.rules', import.meta.url);

/** Plays the APIs by which an administrator sees what was deployed into a project: nothing is until the functions have started. */
export class LocalAdministration {
  #project: DeployedProject | null = null;

  /** Throws where nothing was deployed. */
  get project(): DeployedProject {
    if (this.#project === null) throw new Error('Nothing was deployed into the local project yet.');
    return this.#project;
  }

  deploy(functions: readonly FunctionDescription[], variables: Readonly<Record<string, string>>): void {
    this.#project = deployedProject({ functions, variables, rules: readFileSync(rulesFile, 'utf8') });
  }

  /** What somebody did besides, such as pausing a queue. */
  change(change: Partial<DeployedProject>): void {
    this.#project = { ...this.project, ...change };
  }

  /** The JSON that a GET gets; undefined where there is no such thing. */
  answer(url: string): unknown {
    return this.#project === null ? undefined : googleAnswer(url, this.#project);
  }
}
