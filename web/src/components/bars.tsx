import { useElementSize } from '@mantine/hooks';
import { niceTicks } from './nice-ticks.ts';
import './bars.css';

const HEIGHT = 176;
const TOP = 10;
const BASE = HEIGHT - 24;
const LEFT = 56;
/** For the half of the last label that is beside its bar. */
const RIGHT = 30;
/** The space that a label below the bars needs. */
const LABEL = 84;
const WIDEST = 36;

/** One bar of a chart. */
export interface Bar {
  /** What it stands for, such as a day; unique. */
  readonly label: string;
  /** At least 0. */
  readonly value: number;
}

interface BarsProps {
  /** In the order of time. */
  readonly bars: readonly Bar[];
  /** The chart in words. */
  readonly label: string;
  /** A value in words. */
  readonly format: (value: number) => string;
  /** A value in as few letters as possible, for the axis. */
  readonly axis: (value: number) => string;
}

/** A bar chart over time, in the width of its surroundings. A table of the same should be one click away. */
export function Bars({ bars, label, format, axis }: BarsProps) {
  const { ref, width: measured } = useElementSize();
  // Before it is measured, and in tests without a layout.
  const width = Math.max(measured, 2 * LEFT);
  const ticks = niceTicks(Math.max(...bars.map(({ value }) => value)));
  const most = ticks.at(-1) as number;
  const heightOf = (value: number): number => (value / most) * (BASE - TOP);
  const step = (width - LEFT - RIGHT) / bars.length;
  const every = Math.max(1, Math.ceil(LABEL / step));
  return (
    <div ref={ref} className="chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width} y1={BASE - heightOf(tick) + 0.5} y2={BASE - heightOf(tick) + 0.5} />
            <text x={LEFT - 8} y={BASE - heightOf(tick) + 4} textAnchor="end">
              {axis(tick)}
            </text>
          </g>
        ))}
        {bars.map(({ label: period, value }, index) => {
          const height = value === 0 ? 0 : Math.max(2, heightOf(value));
          const barWidth = Math.min(step * 0.76, WIDEST);
          const left = LEFT + index * step;
          return (
            <g key={period} className="bar">
              <title>{`${period}: ${format(value)}`}</title>
              {/* The whole column answers to the pointer, also where the bar is low. */}
              <rect className="column-of-bar" x={left} y={TOP} width={step} height={BASE - TOP} />
              <rect
                x={left + (step - barWidth) / 2}
                y={BASE - height}
                width={barWidth}
                height={height}
                rx="2"
              />
            </g>
          );
        })}
        {bars.map(
          ({ label: period }, index) =>
            // The last one, which is today, always has its label.
            (bars.length - 1 - index) % every === 0 && (
              <text key={period} x={LEFT + (index + 0.5) * step} y={HEIGHT - 6} textAnchor="middle">
                {period}
              </text>
            ),
        )}
      </svg>
    </div>
  );
}
