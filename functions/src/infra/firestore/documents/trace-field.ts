/** The trace that a document was created in, as a W3C `traceparent`: whoever deals with the document later goes on with it. */
export const TRACE = 'trace';
