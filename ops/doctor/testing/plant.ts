import type { DoctorWorld } from './doctor-world.ts';

/** One thing that somebody gets wrong, and all that the doctor then finds: the check, and words of the problem and of its fix. */
export interface Plant {
  readonly name: string;
  readonly plant: (world: DoctorWorld) => void;
  readonly check: string;
  readonly problem: string;
  readonly fix: string;
}
