import { describe, expect, it } from 'vitest';
import { metricsCatalogue } from '../../../src/domain/shared/metrics-catalogue.ts';

const metrics = Object.entries(metricsCatalogue);

/** All that a tag may tell: constants of the code, so that no tag has room for data of a person. */
const TAGS = [
  'effect',
  'function',
  'kind',
  'operation',
  'outcome',
  'queue',
  'reason',
  'reply',
  'result',
  'state',
  'step',
];

describe('metricsCatalogue', () => {
  it('keeps the names that the architecture fixes', () => {
    expect(metricsCatalogue['firestore.get_by_whatsapp'].kind).toBe('timer');
    expect(metricsCatalogue['firestore.queries']).toMatchObject({
      kind: 'counter',
      tags: ['operation', 'result'],
    });
  });

  it.each(metrics)('%s is named "<place>.<what>", in lower case', (name) => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+(_[a-z]+)*$/);
  });

  it.each(metrics)('%s says in a phrase what it measures', (_, { meaning }) => {
    expect(meaning).toMatch(/^[a-z].*[^.]$/i);
    expect(meaning.split(' ').length).toBeGreaterThan(2);
  });

  it.each(metrics)('%s has known tags, each once', (_, { tags }) => {
    expect(TAGS).toEqual(expect.arrayContaining([...tags]));
    expect(new Set(tags).size).toBe(tags.length);
  });

  it('gives every place that is timed a counter too', () => {
    const placesOf = (kind: string) =>
      new Set(metrics.filter(([, metric]) => metric.kind === kind).map(([name]) => name.split('.')[0]));
    expect([...placesOf('counter')]).toEqual(expect.arrayContaining([...placesOf('timer')]));
  });
});
