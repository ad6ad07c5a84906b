import "./theme.css.js";
import "./taskpane.css";
import { componentsReady } from "./components";
import { startCalculator } from "./calculator";
import { connect } from "./host";
import { startNavigation } from "./navigation";
import { keepPlace } from "./place";
import { startPictures } from "./pictures";
import { startSections } from "./sections";
import { startSearch } from "./search";
import { startSheetTools } from "./sheet-tools";

void componentsReady.then(() => {
  startCalculator();
  startSheetTools();
  startSearch();
  startPictures();
  startSections();
  startNavigation();
  keepPlace();
  performance.mark("usable");
});
connect();
