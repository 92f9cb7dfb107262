interface MediumProps {
  readonly url: string;
  /** What lies elsewhere is linked, not loaded. */
  readonly baseUrl: string;
}

/** A picture or file of a message. */
export function Medium({ url, baseUrl }: MediumProps) {
  return (
    <a class="medium" href={url} target="_blank" rel="noreferrer">
      {url.startsWith(`${baseUrl}/`) ? <img src={url} alt="Picture" /> : url}
    </a>
  );
}
