/** `warning`: it works, and is not as it should stay. `cannot tell`: it could not be looked at. */
export type FindingState = 'wrong' | 'warning' | 'cannot tell';

/** Something that is not right, without any secret, number or text in it. */
export interface Finding {
  readonly state: FindingState;
  readonly problem: string;
  /** A command, or where to click. */
  readonly fix: string;
}

export function wrong(problem: string, fix: string): Finding {
  return { state: 'wrong', problem, fix };
}

export function warning(problem: string, fix: string): Finding {
  return { state: 'warning', problem, fix };
}

export function cannotTell(problem: string, fix: string): Finding {
  return { state: 'cannot tell', problem, fix };
}
