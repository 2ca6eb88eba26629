// A page with one mistake of every kind: what the checks are for, they must find.
import { createServer } from 'node:http';

const page = `<!DOCTYPE html>
<html lang="en"><head><title>Planted</title><meta name="viewport" content="width=device-width, initial-scale=1">
<script type="application/ld+json">{"@context": {}, broken</script>
<style>body { background: #fff; color: #222; } a:focus { outline: none; } .day { color: #ccc; } @media (prefers-color-scheme: dark) { .day { color: #222; } .night { color: #eee; } }</style>
</head><body><h1>Planted</h1>
<a href="/first">no skip link</a>
<img src="http://elsewhere.invalid/x.png">
<p class="day">pale by day</p>
<p class="night">pale by night</p>
<div style="width: 2000px">wide</div>
<p><div>no child of a paragraph</div></p>
<script>
  setTimeout(() => {
    const block = document.createElement('div');
    block.style.height = '300px';
    document.body.prepend(block);
  }, 300);
</script>
</body></html>`;

/** {base, page, stop}: the page on a server of its own. */
export function plant() {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page);
  });
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => {
      ready({ base: `http://127.0.0.1:${server.address().port}/`, page, stop: () => server.close() });
    });
  });
}
