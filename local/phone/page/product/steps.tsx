const STEPS = ['Get a code', 'Send it', 'Confirm'] as const;

export function Steps({ current }: { readonly current: 1 | 2 | 3 }) {
  return (
    <ol class="steps" aria-label="Steps">
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-done={index + 1 < current}
          aria-current={index + 1 === current ? 'step' : undefined}
        >
          <span>{step}</span>
        </li>
      ))}
    </ol>
  );
}
