import type { RuntimeHost } from "./runtime-host";

/** What the workbook puts on its window for this frame, before it opens it. */
export interface FrameOwner {
  readonly runtimeHost: RuntimeHost;
  readonly functionsFailed: (why: string) => void;
}

/*
 * Runs in the frame before Microsoft's runtime script and functions.js, and connects both to the workbook
 * around it. A script that is missing, or breaks while it loads, is heard here.
 */
const owner = window.parent as unknown as FrameOwner;

window.addEventListener(
  "error",
  ({ target, message }) => {
    owner.functionsFailed(target instanceof HTMLScriptElement ? `${target.src} is missing` : message);
  },
  { capture: true },
);

owner.runtimeHost.attachTo(window);

// The script leaves a frame that is not Excel's for an empty page, unless this is defined.
Object.assign(window, { OsfOptOut: true });
