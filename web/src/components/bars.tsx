import './bars.css';

const WIDTH = 480;
const HEIGHT = 132;
const BASE = HEIGHT - 20;
const TOP = 16;

/** One bar of a chart. */
export interface Bar {
  readonly key: string | number;
  /** What it stands for, such as a day. */
  readonly label: string;
  /** At least 0. */
  readonly value: number;
  /** The value in words. */
  readonly text: string;
}

interface BarsProps {
  /** In the order of time. */
  readonly bars: readonly Bar[];
  /** The chart in words. */
  readonly label: string;
  /** The highest value as a number or an amount of money. */
  readonly highest: string;
}

/** A bar chart over time, in the width of its surroundings. */
export function Bars({ bars, label, highest }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / bars.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart" role="img" aria-label={label}>
      <line x1="0" x2={WIDTH} y1={BASE + 0.5} y2={BASE + 0.5} />
      <line x1="0" x2={WIDTH} y1={TOP - 0.5} y2={TOP - 0.5} strokeDasharray="2 3" />
      <text x="0" y={TOP - 4}>
        {highest}
      </text>
      {bars.map(({ key, label: period, value, text }, index) => {
        const height = value === 0 ? 0 : Math.max(2, (value / most) * (BASE - TOP));
        return (
          <rect
            key={key}
            x={index * step + step * 0.12}
            y={BASE - height}
            width={Math.min(step * 0.76, 40)}
            height={height}
            rx="1.5"
          >
            <title>{`${period}: ${text}`}</title>
          </rect>
        );
      })}
      <text x="0" y={HEIGHT - 4}>
        {bars.at(0)?.label}
      </text>
      <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
        {bars.at(-1)?.label}
      </text>
    </svg>
  );
}
