import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { configurationProblems, DEFAULT_DATABASE } from './configuration-problems.ts';

const firestoreSchema = z.object({ database: z.string().default(DEFAULT_DATABASE) });
const firebaseSchema = z.object({
  firestore: z.union([firestoreSchema, z.array(firestoreSchema)]).default([]),
});

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

function refuse(problems: readonly string[]): void {
  console.error(['Nothing was deployed, since the configuration cannot be used:', ...problems].join('\n- '));
  process.exitCode = 1;
}

// a predeploy hook gets all three from the Firebase CLI
const {
  GCLOUD_PROJECT: project = '',
  PROJECT_DIR: projectDirectory = '.',
  RESOURCE_DIR: functionsDirectory = 'functions',
} = process.env;

const files = environmentFiles(functionsDirectory, project);
if (project === '') {
  refuse(['GCLOUD_PROJECT is missing: set it to the id of the project.']);
} else if (files.length > 0) {
  const values = await readValues(files);
  const problems = configurationProblems({
    project,
    values,
    databases: await readDatabases(projectDirectory),
  });
  if (problems.length > 0) refuse(problems);
} else if (project.startsWith('demo-')) {
  console.log(`${project} is a demo project without a functions/.env.${project}: nothing to check.`);
} else {
  refuse([`functions/.env.${project} is missing: copy functions/.env.example to it and fill it in.`]);
}
