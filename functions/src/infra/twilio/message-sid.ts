const MESSAGE_SID = /^(SM|MM)[0-9a-fA-F]{32}$/;

export function isMessageSid(value: string | null): value is string {
  return value !== null && MESSAGE_SID.test(value);
}
