import { once } from "node:events";
import net from "node:net";
import { freePort, startWith } from "../support/local-workbook";

test("a port that is taken is said plainly, with what to type instead", async () => {
  const port = await freePort();
  const other = net.createServer().listen(port, "127.0.0.1");
  await once(other, "listening");

  const { process, output } = startWith("--port", String(port));
  const [code] = (await once(process, "exit")) as [number];
  other.close();

  expect(code).toBe(1);
  expect(output.text.trim()).toBe(
    `Port ${port} is taken by another program, perhaps by another npm start. ` +
      `Stop that one, or choose another port: npm start -- --port ${port + 1}`,
  );
});

test.each(["0", "70000", "web"])("--port %s is refused with a sentence", async (port) => {
  const { process, output } = startWith("--port", port);
  const [code] = (await once(process, "exit")) as [number];
  expect(code).toBe(1);
  expect(output.text.trim()).toBe(`--port must be a number from 1 to 65535, and not "${port}".`);
});

test.each(["--prot 1", "3001", "--port"])(
  "npm start -- %s is refused with what to type",
  async (settings) => {
    const { process, output } = startWith(...settings.split(" "));
    const [code] = (await once(process, "exit")) as [number];
    expect(code).toBe(1);
    expect(output.text.trim()).toBe("npm start takes a port and nothing else: npm start -- --port 3001");
  },
);

test("what is built again says its own time, and no second time where to look", async () => {
  const port = await freePort();
  const { process, output } = startWith("--port", String(port));
  const said = async (sentence: RegExp) => {
    while (!sentence.test(output.text)) {
      await Promise.race([once(process.stdout!, "data"), once(process.stderr!, "data")]);
      if (output.text.includes("The build failed")) throw new Error(output.text);
    }
    return Number(sentence.exec(output.text)![1]);
  };
  try {
    await said(/Ready after ([\d.]+) s\. Open http/);
    const asked = performance.now();
    await fetch(`http://localhost:${port}/webpack-dev-server/invalidate`);
    const seconds = await said(/Ready again after ([\d.]+) s\. Reload the page\.\n$/);
    // However quick or slow: counted from the launch it would be more. It is printed with one decimal.
    expect(seconds).toBeLessThan((performance.now() - asked) / 1_000 + 0.1);
  } finally {
    process.kill();
    await once(process, "exit");
  }
});
