/** Exponential waits from the first to the cap, as many as fit into the total; all in milliseconds. */
export function retryDelays({ first = 100, cap = 5000, total = 60_000 } = {}): readonly number[] {
  const delays: number[] = [];
  let sum = 0;
  for (let delay = first; sum + delay <= total; delay = Math.min(delay * 2, cap)) {
    delays.push(delay);
    sum += delay;
  }
  return delays;
}
