import { Icon } from './icon.tsx';

interface NoticeProps {
  readonly tone: 'problem' | 'information';
  readonly message: string;
  readonly code?: string | undefined;
}

export function Notice({ tone, message, code }: NoticeProps) {
  return (
    <div class="notice" data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon name={tone === 'problem' ? 'alert' : 'information'} />
      <p>
        {message} {code && <code>{code}</code>}
      </p>
    </div>
  );
}
