/**
 * The Excel side of Microsoft's custom functions runtime: what Excel tells that script, over its native
 * bridge, to call a function, and how it reads the answer. The script and the functions behind it cannot
 * tell the difference; the local workbook and the tests are two of its users.
 *
 * The protocol has no document. It was read from the debug build of the script that
 * `@microsoft/office-js` ships, custom-functions-runtime.debug.js.
 */

/** What a cell holds: a number, a text, TRUE or FALSE, nothing, an error, or a rich value. */
export type CellValue = number | string | boolean | null | ErrorValue | RichValue;

/** What office.js calls a data type, such as a number that brings its own format. */
export interface RichValue {
  readonly type: string;
  readonly basicType?: string;
  readonly basicValue?: unknown;
  readonly numberFormat?: string;
}

export interface ErrorValue {
  readonly error: string;
  /** What Excel shows beside the cell; only #VALUE! and #N/A have one. */
  readonly message?: string;
}

/** A block of cells, row by row. */
export type CellRange = readonly (readonly CellValue[])[];

/** A function of the add-in, as functions.json describes it. */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    readonly optional?: boolean;
  }[];
}

/** The object through which the runtime script and its host talk. */
interface NativeBridge {
  sendMessageToHost(text: string): void;
  /** Set by the script. */
  onMessageFromHost?: (text: string) => void;
}

interface Call {
  readonly resolve: (result: CellRange) => void;
  readonly reject: (error: Error) => void;
}

export class RuntimeHost {
  private readonly bridge: NativeBridge = { sendMessageToHost: (text) => this.receive(text) };
  private readonly calls = new Map<number, Call>();
  private waiting: unknown[] = [];
  private lastId = 0;

  /** @param functions what functions.json says of them: from it Excel knows how many arguments to send */
  constructor(private readonly functions: readonly FunctionMetadata[]) {}

  /**
   * Makes a window ready for the runtime script, which must be loaded into it afterwards.
   *
   * The script waits between one batch of answers and the next, to spare Excel's other process. Here there
   * is none, so the window's timers do not wait. The one that is set while the script loads does not run
   * at all: after three seconds it would open a page of Microsoft's to report to.
   */
  attachTo(window: Pick<typeof globalThis, "setTimeout">): void {
    const setTimeout = window.setTimeout.bind(window);
    Object.assign(window, {
      _richApiNativeBridge: this.bridge,
      setTimeout: (handler: () => void, delay = 0, ...args: []) => {
        const isReporting = delay === REPORTING_DELAY_MS && this.lastId === 0;
        return isReporting ? 0 : setTimeout(handler, 0, ...args);
      },
    });
  }

  /**
   * Calls a function as a formula in a cell does. Calls made in one turn travel in one message, as Excel
   * sends a column of formulas.
   *
   * @param name the function's id in functions.json
   * @param args a range for each argument; `null`, or nothing at the end, where an optional one is left out
   * @param address the cell of the formula
   * @returns the block of cells to spill; it fails only where the function itself broke, which is a bug
   */
  call(name: string, args: readonly (CellRange | null)[], address = "Sheet1!A1"): Promise<CellRange> {
    const id = ++this.lastId;
    const { parameters } = this.functions.find((metadata) => metadata.id === name) ?? { parameters: args };
    const sent = parameters.map((_, index) => onTheWire(args[index] ?? null));
    const invocation = [id, name, sent, address, ERRORS_ALLOWED | RICH_VALUES];
    return new Promise((resolve, reject) => {
      this.calls.set(id, { resolve, reject });
      if (this.waiting.length === 0) setTimeout(() => this.send());
      this.waiting.push([CUSTOM_FUNCTIONS, INVOKE, "", JSON.stringify(invocation)]);
    });
  }

  private send(): void {
    const entries = this.waiting;
    this.waiting = [];
    this.tell({ type: HOST_EVENT, id: null, message: { entries } });
  }

  private receive(text: string): void {
    const { id, type, message } = JSON.parse(text) as MessageFromRuntime;
    for (const action of message.body.Actions) {
      if (action.Name !== "SetInvocationArrayResults") continue;
      for (const answer of action.ArgumentInfo.Arguments[0]) this.settle(answer);
    }
    const body = JSON.stringify({ Results: [] });
    const receipt = { id, type, flags: 0, message: { statusCode: 200, headers: {}, body } };
    setTimeout(() => this.tell(receipt));
  }

  private settle([id, succeeded, value, errorCode]: Answer): void {
    const call = this.calls.get(id);
    this.calls.delete(id);
    const error = ERRORS[errorCode];

    if (succeeded) call?.resolve(asRange(value));
    else if (error) call?.resolve([[errorValue(error, value)]]);
    else call?.reject(new Error(`The function broke with code ${errorCode}: ${JSON.stringify(value)}`));
  }

  private tell(message: unknown): void {
    this.bridge.onMessageFromHost?.(JSON.stringify(message));
  }
}

const REPORTING_DELAY_MS = 3_000;

const HOST_EVENT = 3;
const CUSTOM_FUNCTIONS = 1;
const INVOKE = 1000;
const ERRORS_ALLOWED = 4;
const RICH_VALUES = 8;

interface MessageFromRuntime {
  readonly id: number;
  readonly type: number;
  readonly message: {
    readonly body: {
      readonly Actions: readonly {
        readonly Name: string;
        readonly ArgumentInfo: { readonly Arguments: readonly [readonly Answer[]] };
      }[];
    };
  };
}

/** The runtime's answer to a call: the result, or why there is none. */
type Answer = [id: number, succeeded: boolean, value: Result | Result[][], errorCode: number];

/** The codes that the runtime answers with when a function throws a `CustomFunctions.Error`. */
const ERRORS: Readonly<Record<number, string>> = {
  1: "#N/A",
  5: "#DIV/0!",
  6: "#NUM!",
  7: "#VALUE!",
  8: "#NULL!",
};

/** Under the flag for rich values whatever is no plain value is wrapped, as JSON in a text. */
function onTheWire(range: CellRange | null): unknown {
  return range && range.map((row) => row.map(cellOnTheWire));
}

function cellOnTheWire(cell: CellValue): unknown {
  if (typeof cell !== "object" || cell === null) return cell;
  const rich = isError(cell) ? { type: "CustomFunctionError", code: cell.error } : cell;
  return { value: JSON.stringify(rich) };
}

type Result = Exclude<CellValue, ErrorValue> | { type: "Error"; code: string; message?: string };

function asRange(value: Result | Result[][]): CellRange {
  return Array.isArray(value) ? value.map((row) => row.map(asCell)) : [[asCell(value)]];
}

function asCell(cell: Result): CellValue {
  const isError = typeof cell === "object" && cell !== null && "code" in cell;
  return isError ? errorValue(cell.code, cell.message) : cell;
}

export function isError(cell: CellValue): cell is ErrorValue {
  return typeof cell === "object" && cell !== null && "error" in cell;
}

function errorValue(error: string, message: unknown): ErrorValue {
  return typeof message === "string" && message !== "" ? { error, message } : { error };
}
