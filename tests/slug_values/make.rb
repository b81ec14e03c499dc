# Makes the values of jekyll with kramdown and its GFM parser, configured as Jekyll does. See README.md in this folder.
require 'json'
require 'kramdown'
require 'kramdown-parser-gfm'
require 'cgi'

here = __dir__
pages = File.read(File.join(here, 'headings.txt'), encoding: 'utf-8').strip.split("\n\n").map { |page| page.split("\n") }
options = { input: 'GFM', hard_wrap: false, auto_ids: true, syntax_highlighter: nil }
made = pages.map do |page|
  headings = page.map { |line| text, id = line.split(' @@ '); id ? "#{text} {##{id}}" : text }
  html = Kramdown::Document.new(headings.map { |heading| "## #{heading}\n\n" }.join, options).to_html
  ids = html.scan(/<h2\b([^>]*)>/).map { |(head)| CGI.unescapeHTML(head[/\bid="([^"]*)"/, 1] || '') }
  abort "jekyll: #{ids.size} ids for #{headings.size} headings" unless ids.size == headings.size
  headings.zip(ids)
end
lines = made.map { |page| page.map { |pair| '  ' + JSON.generate(pair) }.join(",\n") }
File.write(File.join(here, '..', 'data', 'slugs', 'jekyll.json'), "[[\n#{lines.join("\n ],[\n")}\n]]\n")
