const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/;
const LINK_PAGE = '/link';

interface MessageTextProps {
  readonly text: string;
  /** The product's link page is this page: opening it brings the app to the front. */
  readonly onLinkPage: () => void;
}

/** A message's text, its links alive as WhatsApp makes them. */
export function MessageText({ text, onLinkPage }: MessageTextProps) {
  // a capturing split puts the links at the odd places
  return (
    <>
      {text
        .split(LINK)
        .map((part, index) => (index % 2 === 0 ? part : <MessageLink url={part} onLinkPage={onLinkPage} />))}
    </>
  );
}

function MessageLink({ url, onLinkPage }: { readonly url: string; readonly onLinkPage: () => void }) {
  if (!isLinkPage(url)) {
    return (
      <a href={url} target="_blank" rel="noreferrer">
        {url}
      </a>
    );
  }
  const open = (event: Event) => {
    event.preventDefault();
    onLinkPage();
  };
  return (
    <a href={url} onClick={open}>
      {url}
    </a>
  );
}

function isLinkPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return origin === location.origin && pathname === LINK_PAGE;
}
