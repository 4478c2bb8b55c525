// node lint.mjs TOOL DRAFTS.json: lints every draft in this one process and prints [milliseconds, findings] of each as JSON.
import fs from "node:fs";

const tools = {
  async alex() {
    const { markdown } = await import("alex");
    return (text) => markdown(text).messages.length;
  },
  async "write-good"() {
    const { default: writeGood } = await import("write-good");
    return (text) => writeGood(text).length;
  },
  async textlint() {
    const { TextlintKernel } = await import("@textlint/kernel");
    const { default: markdown } = await import("@textlint/textlint-plugin-markdown");
    const { default: preset } = await import("@textlint-rule/textlint-rule-preset-google");
    const kernel = new TextlintKernel();
    const options = {
      filePath: "draft.md",
      ext: ".md",
      plugins: [{ pluginId: "markdown", plugin: markdown.default ?? markdown }],
      rules: Object.entries(preset.rules).map(([ruleId, rule]) => ({ ruleId, rule, options: preset.rulesConfig?.[ruleId] })),
    };
    return async (text) => (await kernel.lintText(text, options)).messages.length;
  },
  async "harper.js"() {
    const { LocalLinter } = await import("harper.js");
    const { binary } = await import("harper.js/binary");
    const linter = new LocalLinter({ binary });
    await linter.setup();
    return async (text) => (await linter.lint(text, { language: "markdown" })).length;
  },
};

const [tool, path] = process.argv.slice(2);
const lint = await tools[tool]();
const results = [];
for (const draft of JSON.parse(fs.readFileSync(path, "utf8"))) {
  const started = performance.now();
  const findings = await lint(draft);
  results.push([performance.now() - started, findings]);
}
fs.writeSync(1, JSON.stringify(results) + "\n");
process.exit(0);
