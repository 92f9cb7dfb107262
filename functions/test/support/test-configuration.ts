import type { AppConfig } from '../../src/infra/config/app-config.ts';
import { parseAppConfig } from '../../src/infra/config/parse-app-config.ts';

export const PROJECT = 'demo-linkline';
export const ACCOUNT_SID = `AC${'0123456789abcdef'.repeat(2)}`;
export const AUTH_TOKEN = 'fedcba9876543210fedcba9876543210';
export const SENDER = 'whatsapp:+15550006789';

export const parameterValues: Readonly<Record<string, string>> = {
  TWILIO_ACCOUNT_SID: ACCOUNT_SID,
  TWILIO_SENDER: SENDER,
  LINK_PAGE_URL: 'https://app.example.com/link',
  PRODUCT_NAME: 'Demo',
  LOG_LEVEL: 'debug',
  TWILIO_AUTH_TOKENS: AUTH_TOKEN,
  LINK_CODE_KEY: 'link-code-key-of-the-tests-0123456789',
  ADDRESS_KEY: 'address-key-of-the-tests-0123456789ab',
};

export function testConfig(changes: Readonly<Record<string, string>> = {}): AppConfig {
  return parseAppConfig({ ...parameterValues, ...changes }, PROJECT);
}
