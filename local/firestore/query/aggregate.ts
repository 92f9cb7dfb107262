import { unimplemented } from '../protocol/firestore-error.ts';
import type { Aggregation } from '../protocol/structured-query.ts';
import { double, integer, NULL, type Fields, type Value } from '../protocol/value.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { isNumber, toNumber, type NumberValue } from '../value/compare-numbers.ts';
import { documentField } from './document-field.ts';

const INTEGER_BITS = 64;

/** Counts, sums and averages; only documents that have every aggregated field take part. */
export function aggregate(
  documents: readonly StoredDocument[],
  aggregations: readonly Aggregation[],
): Fields {
  const fields = aggregations.flatMap(({ sum, avg }) => sum?.field ?? avg?.field ?? []);
  const readers = fields.map(({ fieldPath }) => documentField(fieldPath));
  const complete = documents.filter((document) => readers.every((read) => read(document) !== undefined));
  return Object.fromEntries(
    aggregations.map((aggregation, i) => [
      aggregation.alias || `field_${i + 1}`,
      result(complete, aggregation),
    ]),
  );
}

function result(documents: readonly StoredDocument[], { count, sum, avg }: Aggregation): Value {
  if (count !== undefined) {
    const upTo = Number(count.upTo?.value ?? documents.length);
    return integer(Math.min(documents.length, upTo));
  }
  if (sum !== undefined) return sumOf(numbersIn(documents, sum.field.fieldPath));
  if (avg !== undefined) return averageOf(numbersIn(documents, avg.field.fieldPath));
  throw unimplemented('this kind of aggregation');
}

function numbersIn(documents: readonly StoredDocument[], fieldPath: string): readonly NumberValue[] {
  const read = documentField(fieldPath);
  return documents.map(read).filter(isNumber);
}

/** An integer while every number is one and the sum fits in 64 bits. */
function sumOf(numbers: readonly NumberValue[]): Value {
  const { integers, doubles, hasDoubles } = total(numbers);
  const fits = BigInt.asIntN(INTEGER_BITS, integers) === integers;
  return hasDoubles || !fits ? double(doubles + Number(integers)) : integer(integers);
}

function averageOf(numbers: readonly NumberValue[]): Value {
  const { integers, doubles } = total(numbers);
  return numbers.length === 0 ? NULL : double((doubles + Number(integers)) / numbers.length);
}

function total(numbers: readonly NumberValue[]): { integers: bigint; doubles: number; hasDoubles: boolean } {
  let integers = 0n;
  let doubles = 0;
  let hasDoubles = false;
  for (const number of numbers) {
    if (number.valueType === 'integerValue') {
      integers += BigInt(number.integerValue);
    } else {
      doubles += toNumber(number);
      hasDoubles = true;
    }
  }
  return { integers, doubles, hasDoubles };
}
