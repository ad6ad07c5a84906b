import {
  CalculateFormulaService,
  CELL_INVERTED_INDEX_CACHE,
  DependencyManagerService,
  FORMULA_REF_TO_ARRAY_CACHE,
  FormulaDependencyGenerator,
  ICalculateFormulaService,
  IDependencyManagerService,
  IFormulaDependencyGenerator,
  LexerTreeBuilder,
  NumberValueObject,
  UniverFormulaEnginePlugin,
  type BaseFunction,
  type BaseValueObject,
  type IAllRuntimeData,
  type IFormulaDatasetConfig,
  type IFunctionService,
} from "@univerjs/engine-formula";
import type { PendingCalls } from "./pending-calls";

/**
 * Univer's calculation, made to wait for functions that answer later, as those behind Excel's bridge do.
 *
 * Univer's own asynchronous functions are called one by one, and an edit while one is under way leaves
 * #VALUE! in cells. Here functions answer at once or note that they must be called; a calculation is then
 * a series of passes over the same formulas, each of which finds the results of the calls that the pass
 * before noted. A column of formulas costs one message, a chain of columns one for each; the sheet sees
 * the last pass only.
 */
export class PassesCalculation extends CalculateFormulaService {
  /** Both are set by whoever creates the grid, since Univer makes this object by itself. */
  pendingCalls!: PendingCalls;
  draws!: Draws;
  private dataset: IFormulaDatasetConfig | undefined;

  override async execute(dataset: IFormulaDatasetConfig): Promise<void> {
    this.dataset = dataset;
    await super.execute(dataset);
  }

  protected override async _executeStep(): Promise<true | undefined> {
    this.pendingCalls.clear();
    this.draws.clear();
    let result = await super._executeStep();
    while (!this.pendingCalls.isEmpty && !this.isStopped()) {
      await this.pendingCalls.make();
      if (!this.isStopped()) this.startOver();
      result = await super._executeStep();
    }
    return result;
  }

  protected override _apply(isArrayFormulaState?: boolean): Promise<IAllRuntimeData | undefined> {
    this.draws.rewind();
    return super._apply(isArrayFormulaState);
  }

  private isStopped(): boolean {
    return this._runtimeService.isStopExecution();
  }

  private startOver(): void {
    if (this.dataset) this._currentConfigService.load(this.dataset);
    this._runtimeService.reset();
    FORMULA_REF_TO_ARRAY_CACHE.clear();
    CELL_INVERTED_INDEX_CACHE.clear();
  }
}

/**
 * What the volatile functions give in one calculation: the same in each of its passes, as Excel evaluates
 * them once. Or else the calls that depend on them would be others in every pass, without an end.
 */
export class Draws {
  private readonly randomNumbers = new Map<string, number[]>();
  private readonly used = new Map<string, number>();
  private readonly times = new Map<BaseFunction, BaseValueObject>();

  constructor(functions: IFunctionService) {
    for (const name of ["RAND", "RANDARRAY", "RANDBETWEEN"]) this.holdNumbers(functions.getExecutor(name)!);
    for (const name of ["NOW", "TODAY"]) this.holdTime(functions.getExecutor(name)!);
  }

  /** Forgets everything, since a new calculation must see new numbers. */
  clear(): void {
    this.randomNumbers.clear();
    this.times.clear();
  }

  /** Lets every cell begin again with the first of its numbers. */
  rewind(): void {
    this.used.clear();
  }

  private holdNumbers(executor: BaseFunction): void {
    const calculate = executor.calculate.bind(executor);
    executor.calculate = (...args) => {
      const cell = [executor.unitId, executor.subUnitId, executor.row, executor.column].join(" ");
      const { random } = Math;
      Math.random = () => this.next(cell, random);
      try {
        return calculate(...args);
      } finally {
        Math.random = random;
      }
    };
  }

  private next(cell: string, random: () => number): number {
    const numbers = this.randomNumbers.get(cell) ?? [];
    const index = this.used.get(cell) ?? 0;
    this.randomNumbers.set(cell, numbers);
    this.used.set(cell, index + 1);
    return (numbers[index] ??= random());
  }

  private holdTime(executor: BaseFunction): void {
    const calculate = executor.calculate.bind(executor);
    executor.calculate = () => {
      const time = this.times.get(executor) ?? (calculate() as BaseValueObject);
      this.times.set(executor, time);
      return NumberValueObject.create(Number(time.getValue()), time.getPattern());
    };
  }
}

/** Univer's formula engine with that calculation; the method is the place that the engine has for it. */
export class FormulaEnginePlugin extends UniverFormulaEnginePlugin {
  protected override _initializeWithOverride(): void {
    this._injector.add([ICalculateFormulaService, { useClass: PassesCalculation }]);
    this._injector.add([LexerTreeBuilder, { useClass: LexerTreeBuilder }]);
    this._injector.add([IDependencyManagerService, { useClass: DependencyManagerService }]);
    this._injector.add([IFormulaDependencyGenerator, { useClass: FormulaDependencyGenerator }]);
  }
}
