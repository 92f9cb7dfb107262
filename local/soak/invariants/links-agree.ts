import {
  maskWhatsAppAddress,
  parseWhatsAppAddress,
} from '../../../functions/src/domain/linking/whatsapp-address.ts';
import type { Evidence } from './evidence.ts';

/** What the app shows of a link is what the mapping says, and the other way round. */
export function linksAgree({ documents }: Evidence): readonly string[] {
  return [...mappingsShown(documents), ...linksBacked(documents)];
}

function mappingsShown({ mappings, links }: Evidence['documents']): readonly string[] {
  return Array.from(mappings, ([id, mapping]) => {
    const link = links.get(mapping.user_id);
    if (link?.mapping_id !== id) return [`the app of ${mapping.user_id} does not show the mapping ${id}`];
    const number = maskWhatsAppAddress(parseWhatsAppAddress(mapping.whatsapp_number));
    const isRight = link.linked?.state === mapping.state && link.linked.masked_number === number;
    return isRight ? [] : [`the app of ${mapping.user_id} shows another number or state than its mapping`];
  }).flat();
}

function linksBacked({ mappings, links }: Evidence['documents']): readonly string[] {
  return Array.from(links, ([userId, { linked, mapping_id: id }]) => {
    if ((linked === null) !== (id === null)) return [`the app of ${userId} is half linked`];
    return id === null || mappings.get(id)?.user_id === userId
      ? []
      : [`the app of ${userId} shows a mapping that it does not have`];
  }).flat();
}
