import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { configurationProblems, DEFAULT_DATABASE } from './configuration-problems.ts';

export interface ProjectFolders {
  readonly project: string;
  /** Holds firebase.json. */
  readonly projectDirectory: string;
  /** Holds the `.env` files. */
  readonly functionsDirectory: string;
}

const firestoreSchema = z.object({ database: z.string().default(DEFAULT_DATABASE) });
const firebaseSchema = z.object({
  firestore: z.union([firestoreSchema, z.array(firestoreSchema)]).default([]),
});

/** What keeps a project from being deployed, each with the command that mends it; null for a demo project that says nothing. */
export async function projectProblems(folders: ProjectFolders): Promise<readonly string[] | null> {
  const { project, projectDirectory, functionsDirectory } = folders;
  const files = environmentFiles(functionsDirectory, project);
  if (files.length === 0 && project.startsWith('demo-')) return null;
  if (files.length === 0) {
    const file = `functions/.env.${project}`;
    return [`${file} is missing: fill in a copy of the example.\n  cp functions/.env.example ${file}`];
  }
  const values = await readValues(files);
  const databases = await readDatabases(projectDirectory);
  return configurationProblems({ project, values, databases }).map((problem) =>
    withCommand(problem, project),
  );
}

/** In the order in which the Firebase CLI reads them: https://firebase.google.com/docs/functions/config-env */
function environmentFiles(functionsDirectory: string, project: string): readonly string[] {
  return ['.env', `.env.${project}`].map((name) => join(functionsDirectory, name)).filter(existsSync);
}

async function readValues(files: readonly string[]): Promise<Readonly<Record<string, string | undefined>>> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(texts.flatMap((text) => Object.entries(parseEnv(text))));
}

async function readDatabases(projectDirectory: string): Promise<readonly string[]> {
  const text = await readFile(join(projectDirectory, 'firebase.json'), 'utf8');
  const { firestore } = firebaseSchema.parse(JSON.parse(text));
  return [firestore].flat().map(({ database }) => database);
}

function withCommand(problem: string, project: string): string {
  const name = /^([A-Z_]+)(?: and [A-Z_]+)? (?:is|are both) (?:missing|empty)/.exec(problem)?.[1];
  return name === undefined ? problem : `${problem}\n  echo '${name}=…' >> functions/.env.${project}`;
}
