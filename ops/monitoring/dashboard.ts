import type { Chart, ChartSection } from './charts.ts';

const COLUMNS = 48;
const CHART = { width: 24, height: 16 } as const;
const HEADING = { width: COLUMNS, height: 3 } as const;

interface Tile {
  readonly xPos: number;
  readonly yPos: number;
  readonly width: number;
  readonly height: number;
  readonly widget: object;
}

/** As Cloud Monitoring takes it: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards */
export function dashboard(sections: readonly ChartSection[]) {
  const tiles: Tile[] = [];
  let top = 0;
  for (const { title, charts } of sections) {
    tiles.push({ xPos: 0, yPos: top, ...HEADING, widget: headingOf(title) });
    top += HEADING.height;
    tiles.push(...charts.map((chart, position) => tileOf(chart, position, top)));
    top += Math.ceil(charts.length / 2) * CHART.height;
  }
  return { displayName: 'Linkline', mosaicLayout: { columns: COLUMNS, tiles } };
}

function headingOf(title: string) {
  return { title, sectionHeader: { dividerBelow: true } };
}

function tileOf(chart: Chart, position: number, top: number): Tile {
  const xPos = (position % 2) * CHART.width;
  const yPos = top + Math.floor(position / 2) * CHART.height;
  return { xPos, yPos, ...CHART, widget: widgetOf(chart) };
}

function widgetOf({ title, unit, lines }: Chart) {
  return {
    title,
    xyChart: {
      dataSets: lines.map(({ label, series: { filter, aligner, reducer, groupBy } }) => ({
        plotType: 'LINE',
        ...(label !== undefined && { legendTemplate: label }),
        timeSeriesQuery: {
          timeSeriesFilter: {
            filter,
            aggregation: {
              alignmentPeriod: '300s',
              perSeriesAligner: aligner,
              crossSeriesReducer: reducer,
              groupByFields: groupBy,
            },
          },
        },
      })),
      yAxis: { label: unit === 'count' ? '' : unit, scale: 'LINEAR' },
    },
  };
}
