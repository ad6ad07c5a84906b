/*
 * A small workbook in memory that answers the part of Excel's JavaScript API that the pane uses. Microsoft's
 * OfficeMockObject sees to it that what is read was loaded and synced; what is written arrives at the sync,
 * or not at all if that fails.
 */
import { OfficeMockObject } from "office-addin-mock";

// The mock needs nothing of it but the names of the hosts, and it needs a package that jest cannot load.
jest.mock("office-addin-manifest", () => ({ OfficeApp: { Excel: "Excel", Outlook: "Outlook" } }));

export interface MockCell {
  value: number | string | boolean;
  formula: string;
  numberFormat: string;
  isError: boolean;
  isBold: boolean;
}

export interface MockConditionalFormat {
  type: string;
  /** Undefined where it is about several areas. */
  address: string | undefined;
  formula: string;
  fill: string;
  text: string;
}

export interface MockSeries {
  name: string;
  values: string;
  labels: string | undefined;
  colour: string;
  lineStyle: string;
}

export interface MockChart {
  type: string;
  title: string;
  position: string;
  legend: string;
  valueFormat: string;
  series: MockSeries[];
}

interface Box {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** What a request of Excel on the web can carry, roughly, in cells. */
const CELLS_PER_SYNC = 20_000;

class MockSheet {
  readonly cells = new Map<string, MockCell>();
  readonly conditionalFormats: MockConditionalFormat[] = [];
  readonly charts: MockChart[] = [];
  isProtected = false;
  /** Counting from 0. */
  readonly fittedColumns: number[] = [];

  constructor(readonly name: string) {}

  cellAt(row: number, column: number): MockCell {
    return this.cells.get(`${row},${column}`) ?? { ...BLANK };
  }

  change(row: number, column: number, change: Partial<MockCell>): void {
    this.cells.set(`${row},${column}`, { ...this.cellAt(row, column), ...change });
  }

  usedWithin(box: Box): Box | undefined {
    const filled = [...this.cells]
      .filter(([, { value, formula }]) => value !== "" || formula !== "")
      .map(([at]) => at.split(",").map(Number) as [number, number])
      .filter(
        ([row, column]) =>
          row >= box.row &&
          row < box.row + box.rows &&
          column >= box.column &&
          column < box.column + box.columns,
      );
    if (filled.length === 0) return undefined;
    const rows = filled.map(([row]) => row).sort((a, b) => a - b);
    const columns = filled.map(([, column]) => column).sort((a, b) => a - b);
    const [row, column] = [rows[0]!, columns[0]!];
    return { row, column, rows: rows.at(-1)! - row + 1, columns: columns.at(-1)! - column + 1 };
  }
}

const BLANK: MockCell = { value: "", formula: "", numberFormat: "General", isError: false, isBold: false };

export class ExcelMock {
  readonly sheets: MockSheet[] = [new MockSheet("Sheet1")];
  /** The newest ExcelApi that this Excel knows. */
  version = 1.17;
  isReadOnly = false;
  /** Whether Excel tells it by the document's mode. */
  mode = "readWrite";
  /** The code of the error that every request ends with. */
  fault: string | undefined;
  activeSheet = "Sheet1";
  syncs = 0;
  private selected: { sheet: string; boxes: Box[]; active: Box } | "picture" = {
    sheet: "Sheet1",
    boxes: [boxOf("A1")],
    active: boxOf("A1"),
  };

  constructor() {
    const run = async (batch: (context: unknown) => Promise<unknown>) => batch(new MockContext(this).api);
    const requirements = {
      isSetSupported: (set: string, version: string) =>
        set === "ExcelApi" && Number(version.split(".")[1]) <= Math.round((this.version - 1) * 100),
    };
    const document = { mode: "" };
    Object.defineProperty(document, "mode", { get: () => this.mode });
    Object.assign(globalThis, { Excel: { run }, Office: { context: { requirements, document } } });
  }

  /** Contents from a cell on: numbers, texts, formulas, errors such as #N/A, or full cells. */
  put(
    at: string,
    rows: readonly (readonly (number | string | boolean | Partial<MockCell>)[])[],
    sheet = "Sheet1",
  ) {
    const { row, column } = boxOf(at);
    rows.forEach((contents, down) => {
      contents.forEach((content, across) => {
        const change = typeof content === "object" ? content : contentOf(content);
        this.sheet(sheet).change(row + down, column + across, change);
      });
    });
    return this;
  }

  /** @param active the upper left of the first area if left out */
  select(addresses: string, active?: string, sheet = "Sheet1") {
    const boxes = addresses.split(",").map(boxOf);
    this.selected = { sheet, boxes, active: boxOf(active ?? cornerOf(addresses)) };
    return this;
  }

  selectPicture() {
    this.selected = "picture";
    return this;
  }

  get selection() {
    if (this.selected === "picture") return "picture";
    return `${this.selected.sheet}!${this.selected.boxes.map(addressOf).join(",")}`;
  }

  selectedBoxes() {
    return this.selected === "picture" ? undefined : this.selected;
  }

  sheet(name: string): MockSheet {
    const sheet = this.sheets.find((each) => each.name === name);
    if (!sheet) throw new RichError("ItemNotFound");
    return sheet;
  }

  cell(address: string, sheet = "Sheet1"): MockCell {
    const { row, column } = boxOf(address);
    return this.sheet(sheet).cellAt(row, column);
  }

  /** What the cells of an area hold, as one would type it. */
  contents(address: string, sheet = "Sheet1"): (number | string | boolean)[][] {
    const { row, column, rows, columns } = boxOf(address);
    return Array.from({ length: rows }, (_, down) =>
      Array.from({ length: columns }, (_unused, across) => {
        const { value, formula } = this.sheet(sheet).cellAt(row + down, column + across);
        return formula || value;
      }),
    );
  }
}

/** As Excel's own errors come: a code, and a message in the user's language. */
class RichError extends Error {
  override readonly name = "RichApi.Error";

  constructor(readonly code: string) {
    super("Something that Excel says.");
  }
}

type Setters = Record<string, (value: never) => void>;

/** A range that the mock itself gave out. */
interface Placed {
  readonly where: string;
}

interface Shape {
  readonly properties?: Record<string, unknown>;
  readonly methods?: Record<string, (...args: never[]) => unknown>;
  /** Objects and what needs no loading, made when first asked for. */
  readonly parts?: Record<string, () => unknown>;
  readonly setters?: Setters;
}

class MockContext {
  private readonly loaded: OfficeMockObject[] = [];
  private pending: (() => void)[] = [];
  private cellsUnderWay = 0;
  readonly api: unknown;

  constructor(private readonly excel: ExcelMock) {
    this.api = { workbook: this.workbook(), sync: () => this.sync() };
  }

  private async sync(): Promise<void> {
    const { pending, cellsUnderWay } = this;
    this.pending = [];
    this.cellsUnderWay = 0;
    this.excel.syncs += 1;
    await Promise.resolve();
    if (this.excel.fault !== undefined) throw new RichError(this.excel.fault);
    if (cellsUnderWay > CELLS_PER_SYNC) throw new RichError("ResponsePayloadSizeLimitExceeded");
    for (const act of pending) act();
    await Promise.all(this.loaded.map((object) => object.sync()));
  }

  /** Does something at the next sync. */
  private later(act: () => void): void {
    this.pending.push(act);
  }

  private object({ properties = {}, methods = {}, parts = {}, setters = {} }: Shape): unknown {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- it is not exported
    const target = new OfficeMockObject({ ...properties });
    this.loaded.push(target);
    const made = new Map<string, unknown>();
    return new Proxy(target, {
      get: (_, key: string): unknown => {
        if (key in methods) return methods[key];
        if (key in parts) {
          if (!made.has(key)) made.set(key, parts[key]!());
          return made.get(key);
        }
        const value = Reflect.get(target, key) as unknown;
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
      set: (_, key: string, value: never) => {
        const set = setters[key];
        if (!set) throw new Error(`The mock knows no ${key} to set`);
        this.later(() => set(value));
        return true;
      },
    });
  }

  /** A collection whose items appear at the sync after their load. */
  private collection(shape: Shape, items: () => OfficeMockObject[]): unknown {
    let found: OfficeMockObject[] | undefined;
    const load = (names: string) => {
      const now = items();
      const properties = names.split(",").map((name) => name.trim().replace(/^items\/?/, ""));
      for (const item of now) for (const property of properties.filter(Boolean)) item.load(property);
      this.later(() => (found = now));
    };
    const object = this.object({ ...shape, methods: { ...shape.methods, load } });
    return new Proxy(object as object, {
      get: (target, key) => {
        if (key !== "items") return Reflect.get(target, key) as unknown;
        if (!found) throw new Error("The items were not loaded");
        return found;
      },
    });
  }

  private workbook(): unknown {
    const { excel } = this;
    const requireSelection = (isFine: (boxes: Box[]) => boolean) => {
      const selected = excel.selectedBoxes();
      this.later(() => {
        if (!selected || !isFine(selected.boxes)) throw new RichError("InvalidSelection");
      });
      return selected ?? { sheet: "Sheet1", boxes: [boxOf("A1")], active: boxOf("A1") };
    };
    return this.object({
      properties: { readOnly: excel.isReadOnly },
      methods: {
        getSelectedRange: () => {
          const { sheet, boxes } = requireSelection((all) => all.length === 1);
          return this.range(excel.sheet(sheet), boxes[0]);
        },
        getSelectedRanges: () => {
          const { boxes } = requireSelection(() => true);
          return this.object({ properties: { areaCount: boxes.length } });
        },
        getActiveCell: () => {
          const { sheet, active } = requireSelection(() => true);
          return this.range(excel.sheet(sheet), active);
        },
      },
      parts: { worksheets: () => this.worksheets() },
    });
  }

  private worksheets(): unknown {
    const { excel } = this;
    return this.collection(
      {
        methods: {
          getItem: (name: string) => {
            const sheet = excel.sheets.find((each) => each.name === name);
            if (!sheet) this.later(() => excel.sheet(name));
            return this.worksheet(sheet ?? new MockSheet(name));
          },
          add: (name: string) => {
            const sheet = new MockSheet(name);
            this.later(() => {
              if (excel.isReadOnly) throw new RichError("AccessDenied");
              const isTaken = excel.sheets.some((each) => each.name.toLowerCase() === name.toLowerCase());
              if (isTaken) throw new RichError("ItemAlreadyExists");
              excel.sheets.push(sheet);
            });
            return this.worksheet(sheet);
          },
        },
      },
      () => excel.sheets.map((sheet) => this.worksheet(sheet) as OfficeMockObject),
    );
  }

  private worksheet(sheet: MockSheet): unknown {
    return this.object({
      properties: { name: sheet.name },
      methods: {
        activate: () => this.later(() => (this.excel.activeSheet = sheet.name)),
        getRangeByIndexes: (row: number, column: number, rows: number, columns: number) =>
          this.range(sheet, { row, column, rows, columns }),
      },
      parts: { charts: () => this.object({ methods: { add: this.addChart(sheet) } }) },
    });
  }

  private range(sheet: MockSheet, box: Box | undefined): unknown {
    const { row, column, rows, columns } = box ?? { row: 0, column: 0, rows: 0, columns: 0 };
    const address = box ? addressOf(box) : "";
    const grid = (of: (cell: MockCell) => unknown) => {
      if (rows * columns > CELLS_PER_SYNC) return [];
      return Array.from({ length: rows }, (_, down) =>
        Array.from({ length: columns }, (_unused, across) => of(sheet.cellAt(row + down, column + across))),
      );
    };
    const change = (
      values: readonly (readonly unknown[])[],
      to: (value: never, cell: MockCell) => Partial<MockCell>,
    ) => {
      if (sheet.isProtected || this.excel.isReadOnly) throw new RichError("AccessDenied");
      values.forEach((line, down) => {
        line.forEach((value, across) => {
          const at = [row + down, column + across] as const;
          if (value !== null) sheet.change(...at, to(value as never, sheet.cellAt(...at)));
        });
      });
    };
    const object = this.object({
      properties: {
        rowIndex: row,
        columnIndex: column,
        rowCount: rows,
        columnCount: columns,
        values: grid(({ value }) => value),
        formulas: grid(({ value, formula }) => formula || value),
        numberFormat: grid(({ numberFormat }) => numberFormat),
        valueTypes: grid(typeOf),
      },
      methods: {
        getUsedRangeOrNullObject: () => this.range(sheet, sheet.usedWithin(box!)),
        getCell: (down: number, across: number) =>
          this.range(sheet, { row: row + down, column: column + across, rows: 1, columns: 1 }),
        getColumn: (across: number) => this.range(sheet, { row, column: column + across, rows, columns: 1 }),
        select: () => this.later(() => this.excel.select(address, undefined, sheet.name)),
      },
      parts: {
        isNullObject: () => box === undefined,
        where: () => `${sheet.name}!${address}`,
        worksheet: () => this.worksheet(sheet),
        conditionalFormats: () => this.conditionalFormats(sheet, address),
        format: () =>
          this.object({
            methods: { autofitColumns: () => this.later(() => sheet.fittedColumns.push(column)) },
            parts: {
              font: () =>
                this.object({
                  setters: { bold: (isBold: boolean) => change([[isBold]], () => ({ isBold })) },
                }),
            },
          }),
      },
      setters: {
        numberFormat: (formats: string[][]) => change(formats, (numberFormat) => ({ numberFormat })),
        formulas: (contents: (number | string)[][]) => change(contents, typedInto),
      },
    });
    return this.counting(object as OfficeMockObject, rows * columns);
  }

  /** Counts the cells whose contents a load asks for. */
  private counting(range: OfficeMockObject, cells: number): unknown {
    return new Proxy(range, {
      get: (target, key) => {
        if (key !== "load") return Reflect.get(target, key) as unknown;
        return (names: string) => {
          if (/values|formulas|numberFormat/.test(names)) this.cellsUnderWay += cells;
          return target.load(names) as unknown;
        };
      },
      set: (target, key, value) => {
        this.cellsUnderWay += cells;
        return Reflect.set(target, key, value);
      },
    });
  }

  private conditionalFormats(sheet: MockSheet, address: string): unknown {
    const { conditionalFormats } = sheet;
    return this.collection(
      {
        methods: {
          add: (type: string) => {
            const format: MockConditionalFormat = { type, address, formula: "", fill: "", text: "" };
            this.later(() => conditionalFormats.unshift(format));
            return this.conditionalFormat(sheet, format);
          },
        },
      },
      () =>
        conditionalFormats
          .filter((format) => format.address === undefined || meet(boxOf(format.address), boxOf(address)))
          .map((format) => this.conditionalFormat(sheet, format) as OfficeMockObject),
    );
  }

  private conditionalFormat(sheet: MockSheet, format: MockConditionalFormat): unknown {
    const { address } = format;
    return this.object({
      properties: { type: format.type },
      methods: {
        delete: () =>
          this.later(() => sheet.conditionalFormats.splice(sheet.conditionalFormats.indexOf(format), 1)),
        getRangeOrNullObject: () => this.range(sheet, address === undefined ? undefined : boxOf(address)),
      },
      parts: {
        custom: () =>
          this.object({
            parts: {
              rule: () =>
                this.object({
                  properties: { formula: format.formula },
                  setters: { formula: (formula: string) => (format.formula = formula) },
                }),
              format: () =>
                this.object({
                  parts: {
                    fill: () => this.object({ setters: { color: (fill: string) => (format.fill = fill) } }),
                    font: () => this.object({ setters: { color: (text: string) => (format.text = text) } }),
                  },
                }),
            },
          }),
      },
    });
  }

  private addChart(sheet: MockSheet) {
    return (type: string, { where }: Placed) => {
      const chart: MockChart = {
        type,
        title: "",
        position: "",
        legend: "",
        valueFormat: "",
        // What Excel makes of a range by itself.
        series: [{ name: "Series1", values: where, labels: undefined, colour: "", lineStyle: "" }],
      };
      this.later(() => sheet.charts.push(chart));
      return this.object({
        methods: { setPosition: ({ where }: Placed) => this.later(() => (chart.position = where)) },
        parts: {
          title: () => this.object({ setters: { text: (text: string) => (chart.title = text) } }),
          legend: () => this.object({ setters: { position: (at: string) => (chart.legend = at) } }),
          axes: () =>
            this.object({
              parts: {
                valueAxis: () =>
                  this.object({
                    setters: { numberFormat: (format: string) => (chart.valueFormat = format) },
                  }),
              },
            }),
          series: () => this.seriesCollection(chart),
        },
        setters: { width: ignore, height: ignore },
      });
    };
  }

  private seriesCollection(chart: MockChart): unknown {
    const add = (name: string) => {
      const series = { name, values: "", labels: undefined, colour: "", lineStyle: "" };
      this.later(() => chart.series.push(series));
      return this.series(chart, series);
    };
    return this.collection({ methods: { add } }, () =>
      chart.series.map((series) => this.series(chart, series) as OfficeMockObject),
    );
  }

  private series(chart: MockChart, series: MockSeries): unknown {
    return this.object({
      properties: { name: series.name },
      methods: {
        delete: () => this.later(() => chart.series.splice(chart.series.indexOf(series), 1)),
        setValues: ({ where }: Placed) => this.later(() => (series.values = where)),
        setXAxisValues: ({ where }: Placed) => this.later(() => (series.labels = where)),
      },
      parts: {
        format: () =>
          this.object({
            parts: {
              line: () =>
                this.object({
                  setters: {
                    color: (colour: string) => (series.colour = colour),
                    lineStyle: (style: string) => (series.lineStyle = style),
                  },
                }),
            },
          }),
      },
    });
  }
}

function ignore(): void {
  // How large a chart is does not matter here.
}

function contentOf(content: number | string | boolean): Partial<MockCell> {
  if (typeof content !== "string") return { value: content };
  if (content.startsWith("=")) return { formula: content, value: 0 };
  return { value: content, isError: content.startsWith("#") };
}

/** What Excel makes of a content that is typed into a cell. */
function typedInto(content: number | string, { numberFormat }: MockCell): Partial<MockCell> {
  if (typeof content === "number") return { value: content, formula: "" };
  if (content.startsWith("'")) return { value: content.slice(1), formula: "" };
  if (numberFormat === "@") return { value: content, formula: "" };
  if (content.startsWith("=")) return { value: 0, formula: content };
  const date = Date.parse(`1 ${content}`);
  return {
    value: /\d/.test(content) && !Number.isNaN(date) ? date / 86_400_000 + 25_569 : content,
    formula: "",
  };
}

function typeOf({ value, isError }: MockCell): string {
  if (isError) return "Error";
  if (value === "") return "Empty";
  return { number: "Double", string: "String", boolean: "Boolean" }[typeof value as "number"];
}

const SHEET: Box = { row: 0, column: 0, rows: 1_048_576, columns: 16_384 };

function boxOf(address: string): Box {
  const [from, to] = address.split(":").map((corner) => /^([A-Z]*)(\d*)$/.exec(corner)!.slice(1));
  const [left, top] = from as [string, string];
  const [right, bottom] = (to ?? from) as [string, string];
  const [row, column] = [top ? Number(top) - 1 : 0, left ? columnOf(left) : 0];
  return {
    row,
    column,
    rows: (bottom ? Number(bottom) : SHEET.rows) - row,
    columns: (right ? columnOf(right) + 1 : SHEET.columns) - column,
  };
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function lettersOf(column: number): string {
  return (
    (column > 25 ? lettersOf(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26))
  );
}

function addressOf({ row, column, rows, columns }: Box): string {
  const corner = (down: number, across: number) => `${lettersOf(across)}${down + 1}`;
  const first = corner(row, column);
  return rows * columns === 1 ? first : `${first}:${corner(row + rows - 1, column + columns - 1)}`;
}

function cornerOf(addresses: string): string {
  const { row, column } = boxOf(addresses.split(",")[0]!);
  return addressOf({ row, column, rows: 1, columns: 1 });
}

function meet(one: Box, other: Box): boolean {
  return (
    one.row < other.row + other.rows &&
    other.row < one.row + one.rows &&
    one.column < other.column + other.columns &&
    other.column < one.column + one.columns
  );
}
