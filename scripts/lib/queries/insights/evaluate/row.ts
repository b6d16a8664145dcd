import type { LogEvent } from '../../log-event.ts';
import { parseStructure } from './functions/json.ts';
import { isList, type JsonMap, type Value } from './values.ts';

/** A row on its way through the commands: the event that it comes from, if any, and the computed fields in numbered slots. */
export class Row {
  /** Null behind `stats` and other commands that make new rows. */
  readonly event: LogEvent | null;
  /** Position of the event in the scan; settles the order of events of one millisecond. */
  readonly sequence: number;
  readonly values: Value[];
  /** What `join` found on its right side. */
  readonly partner: Row | null;
  #document: JsonMap | null | undefined;

  constructor(
    event: LogEvent | null,
    sequence: number,
    values: Value[],
    partner: Row | null = null,
  ) {
    this.event = event;
    this.sequence = sequence;
    this.values = values;
    this.partner = partner;
  }

  /** Another row of the same event, for commands that make several of one. */
  copy(partner: Row | null = this.partner): Row {
    const row = new Row(this.event, this.sequence, this.values.slice(), partner);
    row.#document = this.#document;
    return row;
  }

  /** The event's message as a JSON object; read once, and only when a field of it is asked for. Null when it is none. */
  get document(): JsonMap | null {
    if (this.#document === undefined) {
      const structure = this.event === null ? null : parseStructure(this.event.message);
      this.#document = isMap(structure) ? structure : null;
    }
    return this.#document;
  }
}

const isMap = (value: Value): value is JsonMap =>
  typeof value === 'object' && value !== null && !isList(value);
