import { costOfFlow, flowCosts, type FlowCost } from '../../functions/test/costs/flow-costs.ts';
import { billOf, firestoreBill, idleInstance, type Bill } from './bill.ts';
import type { Journeys } from './journeys.ts';
import { firestorePrices, PRICES_READ } from './prices.ts';
import { withSection } from '../with-section.ts';

/** The page with its tables as the counts, the measurements and the price list say. */
export function withTables(page: string, journeys: Journeys): string {
  const tables = {
    'money of a message': billTable(journeys),
    'flows in Firestore': flowTable(),
    journeys: journeyTable(journeys),
  };
  return Object.entries(tables).reduce(
    (text, [name, content]) => withSection(text, { name, madeBy: 'npm run cost', content }),
    page,
  );
}

function billTable(journeys: Journeys): string {
  const columns = Object.values(firestorePrices).flatMap((prices) => {
    const { 'message of a linked phone': stored, 'processing, no reply': processed } = costOfFlow;
    const received = billOf([stored, processed], journeys.received, prices);
    const sent = billOf([costOfFlow['message of enqueueMessage']], journeys.sent, prices);
    return [received, sent];
  });
  const rows: readonly (readonly [string, keyof Bill])[] = [
    ['Firestore, with TTL deletes', 'firestore'],
    ['Functions: requests, CPU, memory', 'functions'],
    ['Cloud Tasks', 'tasks'],
    ['Events to triggers (Pub/Sub)', 'events'],
    ['Logs', 'logs'],
  ];
  const google = (bill: Bill) => rows.reduce((sum, [, part]) => sum + bill[part], 0);
  const heads = ['received, regional', 'sent, regional', 'received, multi-region', 'sent, multi-region'];
  return [
    table([
      [`US$ a million, prices of ${PRICES_READ}`, ...heads],
      ...rows.map(([title, part]) => [title].concat(columns.map((bill) => dollars(bill[part])))),
      ['**Google Cloud**', ...columns.map((bill) => `**${dollars(google(bill))}**`)],
      ['Twilio, without fees of Meta', ...columns.map((bill) => dollars(bill.twilio))],
      ['Google Cloud beside Twilio', ...columns.map((bill) => percent(google(bill) / bill.twilio))],
    ]),
    `An instance that is kept waiting (\`MIN_INSTANCES\`) costs $${dollars(idleInstance())} a month.`,
  ].join('\n\n');
}

function flowTable(): string {
  const rows = Object.entries(flowCosts).flatMap(([title, { flows }]) =>
    Object.entries<FlowCost>(flows).map(([name, cost]) => [
      title,
      name,
      String(cost.reads),
      String(cost.writes),
      String(cost.deletes),
      String(cost.roundTrips),
      dollars(firestoreBill(cost, firestorePrices.regional)),
      dollars(firestoreBill(cost, firestorePrices.multiRegion)),
    ]),
  );
  const head = ['part', 'flow', 'reads', 'writes', 'deletes', 'round trips', '$ regional', '$ multi-region'];
  return table([head, ...rows]);
}

function journeyTable(journeys: Journeys): string {
  const rows = Object.entries(journeys).map(([name, journey]) => [
    name,
    Object.entries(journey.invocations)
      .map(([invoked, count]) => `${count} × \`${invoked}\``)
      .join(', '),
    String(journey.logLines),
    `${(journey.logBytes / 1024).toFixed(1)} KiB`,
    String(journey.temporaryDocuments),
  ]);
  return table([['message', 'invocations', 'log lines', 'log', 'documents with a TTL'], ...rows]);
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const dollars = (amount: number) =>
  amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
