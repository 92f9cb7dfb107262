import { projectProblems } from './project-problems.ts';

// a predeploy hook gets all three from the Firebase CLI
const {
  GCLOUD_PROJECT: project = '',
  PROJECT_DIR: projectDirectory = '.',
  RESOURCE_DIR: functionsDirectory = 'functions',
} = process.env;

const problems =
  project === ''
    ? ['GCLOUD_PROJECT is missing: set it to the id of the project.']
    : await projectProblems({ project, projectDirectory, functionsDirectory });

if (problems === null) {
  console.log(`${project} is a demo project without a functions/.env.${project}: nothing to check.`);
} else if (problems.length > 0) {
  console.error(['Nothing was deployed, since the configuration cannot be used:', ...problems].join('\n- '));
  process.exitCode = 1;
}
