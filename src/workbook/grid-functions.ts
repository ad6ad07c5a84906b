import type { ICellData, Injector, Nullable } from "@univerjs/core";
import {
  ArrayValueObject,
  BaseFunction,
  BaseReferenceObject,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  FunctionType,
  IFunctionService,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
  type BaseValueObject,
  type IFunctionInfo,
} from "@univerjs/engine-formula";
import { IDescriptionService } from "@univerjs/sheets-formula";
import { customData, noteIn } from "./notes";
import type { Argument, PendingCalls } from "./pending-calls";
import {
  isError,
  type CellRange,
  type CellValue,
  type ErrorValue,
  type FunctionMetadata,
} from "./runtime-host";

/**
 * Makes the add-in's functions known to the grid: to its calculation, its completion list and its argument
 * help.
 */
export function registerFunctions(
  injector: Injector,
  functions: readonly FunctionMetadata[],
  calls: PendingCalls,
): void {
  const executors = functions.map((metadata) => new AddInFunction(metadata, calls));
  injector.get(IFunctionService).registerExecutors(...executors);
  injector.get(IDescriptionService).registerDescriptions(functions.map(helpOn));
  letReferencesCarryNotes();
}

/** A function of the add-in as Univer calls it: it carries values over, and computes nothing. */
class AddInFunction extends BaseFunction {
  override needsReferenceObject = true;

  constructor(
    private readonly metadata: FunctionMetadata,
    private readonly calls: PendingCalls,
  ) {
    super(metadata.name);
  }

  /** Or else the text "5%" would come as a number. */
  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const { name, parameters } = this.metadata;
    // Not by Univer's minParams and maxParams, which give a bare #N/A.
    const required = parameters.filter((parameter) => !parameter.optional).length;
    if (variants.length < required || variants.length > parameters.length)
      return valueOf([[miscounted(this.metadata)]]);

    const args = variants.map(argumentOf);
    if (args.some(isPending)) return ErrorValueObject.create(PENDING);
    const result = this.calls.ask(name, args);
    return result ? valueOf(result) : ErrorValueObject.create(PENDING);
  }
}

/** Excel would not let such a formula into a cell. */
function miscounted({ name, parameters }: FunctionMetadata): ErrorValue {
  const names = parameters.map((parameter) => (parameter.optional ? `[${parameter.name}]` : parameter.name));
  return { error: "#N/A", message: `The number of arguments is wrong. Enter =${name}(${names.join(", ")}).` };
}

/** Stands in a cell between two passes of one calculation, so that no user ever sees it. */
const PENDING = ErrorType.CONNECT;

function isPending(argument: Argument): boolean {
  return argument?.some((row) => row.some((cell) => isError(cell) && cell.error === PENDING)) ?? false;
}

function argumentOf(variant: BaseValueObject | BaseReferenceObject): Argument {
  if (isReference(variant)) return rangeOf(variant.toArrayValueObject());
  if (variant.isArray()) return rangeOf(variant as ArrayValueObject);
  return variant.isNull() ? null : [[cellOf(variant)]];
}

function isReference(variant: BaseValueObject | BaseReferenceObject): variant is BaseReferenceObject {
  return variant.isReferenceObject();
}

/** Univer's own references give the bare number of a cell; Excel's give a formatted one as it is. */
function letReferencesCarryNotes(): void {
  const reference = BaseReferenceObject.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its `this`
  const { getCellValueObject } = reference;
  reference.getCellValueObject = function (cell: ICellData): BaseValueObject {
    const value = getCellValueObject.call(this, cell);
    return value.isNumber() && cell.custom ? value.withCustomData(cell.custom) : value;
  };
}

function rangeOf(array: ArrayValueObject): CellRange {
  return Array.from({ length: array.getRowCount() }, (_, row) =>
    Array.from({ length: array.getColumnCount() }, (_, column) => cellOf(array.get(row, column))),
  );
}

function cellOf(value: Nullable<BaseValueObject>): CellValue {
  if (!value || value.isNull()) return null;
  if (value.isError()) return { error: (value as ErrorValueObject).getErrorType() };
  const basicValue = value.getValue();
  const { numberFormat } = noteIn(value.getCustomData());
  return typeof basicValue === "number" && numberFormat !== undefined
    ? { type: "FormattedNumber", basicType: "Double", basicValue, numberFormat }
    : basicValue;
}

function valueOf(range: CellRange): BaseValueObject {
  const values = range.map((row) => row.map(scalarOf));
  const rowCount = values.length;
  const columnCount = values[0]!.length;
  if (rowCount * columnCount === 1) return values[0]![0]!;
  const nowhere = { unitId: "", sheetId: "", row: -1, column: -1 };
  return ArrayValueObject.create({ calculateValueList: values, rowCount, columnCount, ...nowhere });
}

function scalarOf(cell: CellValue): BaseValueObject {
  if (cell === null) return NullValueObject.create();
  if (typeof cell === "boolean") return BooleanValueObject.create(cell);
  if (typeof cell === "number") return NumberValueObject.create(cell);
  if (typeof cell === "string") return new StringValueObject(cell);
  if (isError(cell)) {
    // Not its create(): that hands out shared objects, and the message would show in other cells.
    const error = new ErrorValueObject(cell.error as ErrorType, cell.message ?? "");
    return error.withCustomData(customData({ error: cell }));
  }
  const { basicValue, numberFormat = "General" } = cell;
  // Not as the number's pattern: Univer would write it into the cell, where it outlives the formula.
  return NumberValueObject.create(Number(basicValue)).withCustomData(customData({ numberFormat }));
}

function helpOn({ name, description, parameters }: FunctionMetadata): IFunctionInfo {
  return {
    functionName: name,
    functionType: FunctionType.User,
    description,
    abstract: description,
    functionParameter: parameters.map((parameter) => ({
      name: parameter.name,
      detail: parameter.description,
      // Univer makes its sample call of these.
      example: parameter.name,
      require: parameter.optional ? 0 : 1,
      repeat: 0,
    })),
  };
}
