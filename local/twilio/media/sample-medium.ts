const PNG_OF_ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const VCARD = ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Sample Person', 'TEL:+15550100099', 'END:VCARD', ''].join(
  '\r\n',
);

const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n';

/** The content of a medium that a phone sends without saying what is in it: small, and as real as its type allows. */
export function sampleMedium(contentType: string): Uint8Array {
  switch (contentType) {
    case 'image/png':
      return Buffer.from(PNG_OF_ONE_PIXEL, 'base64');
    case 'text/vcard':
    case 'text/x-vcard':
      return Buffer.from(VCARD);
    case 'application/pdf':
      return Buffer.from(PDF);
    default:
      return Buffer.from(`A sample of ${contentType}`);
  }
}
