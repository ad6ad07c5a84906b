import { once } from "node:events";
import net from "node:net";
import { freePort, startScript } from "../support/local-workbook";

test("a port that is taken is said plainly, with what to type instead", async () => {
  const port = await freePort();
  const other = net.createServer().listen(port, "127.0.0.1");
  await once(other, "listening");

  const { process, output } = startScript(port);
  const [code] = (await once(process, "exit")) as [number];
  other.close();

  expect(code).toBe(1);
  expect(output.text.trim()).toBe(
    `Port ${port} is taken by another program, perhaps by another npm start. ` +
      `Stop that one, or choose another port: npm start -- --port ${port + 1}`,
  );
});

test.each(["0", "70000", "web"])("--port %s is refused with a sentence", async (port) => {
  const { process, output } = startScript(port);
  const [code] = (await once(process, "exit")) as [number];
  expect(code).toBe(1);
  expect(output.text.trim()).toBe(`--port must be a number from 1 to 65535, and not "${port}".`);
});
