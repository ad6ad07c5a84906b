import type { FrameOwner } from "./functions-frame";
import { RuntimeHost, type FunctionMetadata } from "./runtime-host";

export interface FunctionsHost {
  readonly functions: readonly FunctionMetadata[];
  readonly call: RuntimeHost["call"];
}

/**
 * Opens the built functions.js with Microsoft's runtime script, in a frame of its own as Excel on the web
 * does.
 *
 * @throws Error which says what did not load
 */
export async function openFunctions(): Promise<FunctionsHost> {
  const response = await fetch("functions.json");
  if (!response.ok) throw new Error(`functions.json is missing (${response.status})`);
  const { functions } = (await response.json()) as { functions: FunctionMetadata[] };

  const runtimeHost = new RuntimeHost(functions);
  await new Promise<void>((resolve, reject) => {
    const functionsFailed = (why: string) => reject(new Error(why));
    Object.assign(window, { runtimeHost, functionsFailed } satisfies FrameOwner);

    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.title = "Custom functions";
    frame.src = "functions-frame.html";
    frame.addEventListener("load", () => resolve());
    document.body.append(frame);
  });
  return { functions, call: runtimeHost.call.bind(runtimeHost) };
}
