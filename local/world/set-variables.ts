import type { Variables } from './local-environment.ts';

/** Sets variables of this process; the returned function puts back what was there before. */
export function setVariables(variables: Variables): () => void {
  const former = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of former) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
