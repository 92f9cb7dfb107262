import { z } from 'zod';
import type { ProductOutbox } from '../product-outbox.ts';
import { answerJson, readBody } from './json-body.ts';
import type { Route } from './route.ts';

const templateContent = z.strictObject({
  content_sid: z.string(),
  variables: z.record(z.string(), z.string()),
});

const messageRequest = z.strictObject({
  user_id: z.string().min(1),
  message: z.strictObject({
    body: z.string().exactOptional(),
    template: templateContent.exactOptional(),
    fallback_template: templateContent.exactOptional(),
    media_url: z.string().exactOptional(),
    expires_in: z.number().positive().exactOptional(),
  }),
});

/** `POST /product/messages {user_id, message}`: the product's backend sends it; answers the id of its document. */
export function messageRoute(backend: ProductOutbox): Route {
  return {
    method: 'POST',
    path: '/product/messages',
    async handle(request, response) {
      const { user_id: userId, message } = await readBody(request, messageRequest);
      answerJson(response, 200, { id: await backend.send(userId, message) });
    },
  };
}
