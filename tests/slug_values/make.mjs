// Makes the values of the dialects whose renderers are written in JavaScript: github, docusaurus, vitepress,
// starlight, hf. See README.md in this folder.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const values = join(here, "..", "data", "slugs");
const require = createRequire(join(process.cwd(), "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const loadFile = (path) => import(pathToFileURL(resolve("node_modules", path)).href);

const pages = readFileSync(join(here, "headings.txt"), "utf8")
  .trim()
  .split("\n\n")
  .map((page) => page.split("\n"));

// `words @@ id` is a heading with an explicit id; `pin` writes it as the dialect does, or is null where it has none.
const written = (page, pin) =>
  page.map((line) => line.split(" @@ ")).map(([text, id]) => (id && pin ? text + pin(id) : text));
const markdown = (headings) => headings.map((heading) => `## ${heading}`).join("\n\n") + "\n";

async function make(dialect, pin, render) {
  const made = [];
  for (const page of pages) {
    const headings = written(page, pin);
    const ids = await render(markdown(headings));
    if (ids.length !== headings.length) throw new Error(`${dialect}: ${ids.length} ids for ${headings.length} headings`);
    made.push(headings.map((heading, index) => [heading, ids[index]]));
  }
  const lines = made.map((page) => page.map((pair) => "  " + JSON.stringify(pair)).join(",\n"));
  writeFileSync(join(values, `${dialect}.json`), `[[\n${lines.join("\n ],[\n")}\n]]\n`);
}

const decoded = (text) =>
  text.replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const fromHtml = (html) => [...html.matchAll(/<h2\b[^>]*?\bid="([^"]*)"/g)].map((match) => decoded(match[1]));
const braces = (id) => ` {#${id}}`;

const { unified } = await loadFile("unified/index.js");
const remarkParse = (await loadFile("remark-parse/index.js")).default;
const remarkGfm = (await loadFile("remark-gfm/index.js")).default;
const remarkRehype = (await loadFile("remark-rehype/index.js")).default;
const rehypeRaw = (await loadFile("rehype-raw/index.js")).default;

// GitHub itself cannot be run; github-slugger was made from its answers. It slugs what stands between the tags.
const GithubSlugger = (await loadFile("github-slugger/index.js")).default;
const toHtml = unified().use(remarkParse).use(remarkGfm).use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw);
const words = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(words).join(""));
await make("github", null, async (text) => {
  const slugger = new GithubSlugger();
  const tree = await toHtml.run(toHtml.parse(text));
  return tree.children.filter((node) => node.tagName === "h2").map((node) => slugger.slug(words(node)));
});

const docusaurusHeadings = require("@docusaurus/mdx-loader/lib/remark/headings").default;
const docusaurus = unified().use(remarkParse).use(remarkGfm).use(docusaurusHeadings, { anchorsMaintainCase: false });
await make("docusaurus", braces, async (text) => {
  const tree = await docusaurus.run(docusaurus.parse(text));
  return tree.children.filter((node) => node.type === "heading").map((node) => node.data.id);
});

const { createMarkdownRenderer } = await loadFile("vitepress/dist/node/index.js");
const vitepress = await createMarkdownRenderer(process.cwd());
await make("vitepress", braces, async (text) => fromHtml(await vitepress.render(text, {})));

const { createMarkdownProcessor } = await load("@astrojs/markdown-remark");
const astro = await createMarkdownProcessor({ syntaxHighlight: false });
await make("starlight", null, async (text) => fromHtml((await astro.render(text)).code));

// doc-builder is in no registry: give the folder of a checkout.
if (process.argv[2]) {
  const kit = join(resolve(process.argv[2]), "kit/preprocessors/mdsvex/index.js");
  const { mdsvexPreprocess } = await import(pathToFileURL(kit).href);
  await make("hf", (id) => ` [[${id}]]`, async (text) => {
    const { code } = await mdsvexPreprocess.markup({ content: text, filename: "x/+page.svelte" });
    return [...code.matchAll(/<Heading title=[^]*? local="([^"]*)" headingTag/g)].map((match) => match[1]);
  });
}
