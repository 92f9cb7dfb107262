import { onTestFinished } from 'vitest';
import { TwilioSimulator } from '../../../local/twilio/twilio-simulator.ts';
import { InMemoryMetricsCollector } from '../../src/infra/metrics/in-memory-metrics-collector.ts';
import { TwilioMessagingService } from '../../src/infra/twilio/twilio-messaging-service.ts';
import { FakeTwilio } from '../app/support/fake-twilio.ts';
import { RecordingLogger } from '../domain/shared/recording-logger.ts';
import { ACCOUNT_SID, AUTH_TOKEN, SENDER, testConfig } from '../support/test-configuration.ts';
import { messagingServiceContract } from './messaging-service-contract.ts';

const clock = { now: () => Date.now() };

messagingServiceContract('FakeTwilio', async () => new FakeTwilio(clock));

messagingServiceContract('TwilioMessagingService', async () => {
  const simulator = await TwilioSimulator.start({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    sender: SENDER,
    delay: () => Promise.resolve(),
  });
  onTestFinished(() => simulator.stop());
  const { twilio } = testConfig({ TWILIO_API_BASE_URL: simulator.url });
  return new TwilioMessagingService({
    config: twilio,
    statusCallbackUrl: null,
    metrics: new InMemoryMetricsCollector({ clock }),
    logger: new RecordingLogger(),
  });
});
