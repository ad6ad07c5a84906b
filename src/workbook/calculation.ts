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
  UniverFormulaEnginePlugin,
  type IFormulaDatasetConfig,
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
  /** Set by whoever creates the grid, since Univer makes this object by itself. */
  pendingCalls!: PendingCalls;
  private dataset: IFormulaDatasetConfig | undefined;

  override async execute(dataset: IFormulaDatasetConfig): Promise<void> {
    this.dataset = dataset;
    await super.execute(dataset);
  }

  protected override async _executeStep(): Promise<true | undefined> {
    this.pendingCalls.clear();
    let result = await super._executeStep();
    while (!this.pendingCalls.isEmpty && !this.isStopped()) {
      await this.pendingCalls.make();
      if (!this.isStopped()) this.startOver();
      result = await super._executeStep();
    }
    this.dropOldNotes();
    return result;
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

  /** A result without a note would leave the cell with the one of its previous formula; see notes.ts. */
  private dropOldNotes(): void {
    for (const sheets of Object.values(this._runtimeService.getUnitData()))
      for (const cells of Object.values(sheets ?? {}))
        cells.forValue((_row, _column, cell) => {
          if (cell && cell.custom === undefined) cell.custom = null;
        });
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
