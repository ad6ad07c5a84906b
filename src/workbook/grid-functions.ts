import type { Injector, Nullable } from "@univerjs/core";
import {
  ArrayValueObject,
  BaseFunction,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  FunctionType,
  IFunctionService,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
  type BaseReferenceObject,
  type BaseValueObject,
  type IFunctionInfo,
} from "@univerjs/engine-formula";
import { IDescriptionService } from "@univerjs/sheets-formula";
import type { FunctionMetadata } from "./functions-host";
import { customData, noteIn, type Note } from "./notes";
import type { Argument, PendingCalls } from "./pending-calls";
import { isError, type CellRange, type CellValue } from "./runtime-host";

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
}

/** A function of the add-in as Univer calls it: it carries values over, and computes nothing. */
class AddInFunction extends BaseFunction {
  override needsReferenceObject = true;

  constructor(
    metadata: FunctionMetadata,
    private readonly calls: PendingCalls,
  ) {
    super(metadata.name);
    this.minParams = metadata.parameters.filter((parameter) => !parameter.optional).length;
    this.maxParams = metadata.parameters.length;
  }

  /** Or else the text "5%" would come as a number. */
  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...variants: BaseValueObject[]): BaseValueObject {
    const args = variants.map(argumentOf);
    if (args.some(isPending)) return ErrorValueObject.create(PENDING);

    const cell = [this.unitId, this.subUnitId, this.row, this.column].join(" ");
    const result = this.calls.ask(String(this.name), args, cell);
    return result ? valueOf(result) : ErrorValueObject.create(PENDING);
  }
}

/** Stands in a cell between two passes of one calculation, so that no user ever sees it. */
const PENDING = ErrorType.CONNECT;

function isPending(argument: Argument): boolean {
  return argument?.some((row) => row.some((cell) => isError(cell) && cell.error === PENDING)) ?? false;
}

function argumentOf(variant: BaseValueObject | BaseReferenceObject): Argument {
  if (isReference(variant)) {
    const { startRow, startColumn } = variant.getRangePosition();
    return rangeOf(variant.toArrayValueObject(), (row, column) =>
      noteIn(variant.getCellData(startRow + row, startColumn + column)?.custom),
    );
  }
  if (variant.isArray()) return rangeOf(variant as ArrayValueObject);
  return variant.isNull() ? null : [[cellOf(variant)]];
}

function isReference(variant: BaseValueObject | BaseReferenceObject): variant is BaseReferenceObject {
  return variant.isReferenceObject();
}

function rangeOf(array: ArrayValueObject, noteAt?: (row: number, column: number) => Note): CellRange {
  return Array.from({ length: array.getRowCount() }, (_, row) =>
    Array.from({ length: array.getColumnCount() }, (_, column) =>
      cellOf(array.get(row, column), noteAt?.(row, column)),
    ),
  );
}

function cellOf(value: Nullable<BaseValueObject>, note = noteIn(value?.getCustomData())): CellValue {
  if (!value || value.isNull()) return null;
  if (value.isError()) return { error: (value as ErrorValueObject).getErrorType() };
  const basicValue = value.getValue();
  const { numberFormat } = note;
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
  return NumberValueObject.create(Number(basicValue), numberFormat).withCustomData(
    customData({ numberFormat }),
  );
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
