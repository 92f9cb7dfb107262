/** A person's or product's initial; the name itself stands next to it. */
export function Avatar({ name, tone }: { readonly name: string; readonly tone: string }) {
  return (
    <span class="avatar" data-tone={tone} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
