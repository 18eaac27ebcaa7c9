filedesc://crawl.arc 0.0.0.0 20200120000000 text/plain 9
1 0 Test

https://harbourgazette.example/storm 10.0.0.1 20200120000001 text/html 944
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<!DOCTYPE html><html lang="en"><head><title>Storm keeps ferries in port | The Harbour Gazette</title><meta property="og:site_name" content="The Harbour Gazette"><meta property="article:published_time" content="2020-01-14T16:00:00Z"><meta name="author" content="Edwin Marsh"></head><body><nav><a href="/">Home</a></nav><article><h1>Storm keeps ferries in port</h1><p>Ferries between Port Hale and the islands were cancelled for a third day on Tuesday after winds of 90 kilometres an hour.</p><p>"We will sail again when the sea lets us," said harbour master Edda Lindqvist, who has run the port since 2011.</p><p>The regional council set aside 4.2 million euros for stranded passengers.</p><p>The pier at Port Hale has been closed nine times this winter, more often than in any year since the new breakwater was built, the port authority said in a statement.</p></article></body></html>
