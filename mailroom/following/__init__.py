"""Following by e-mail: asking, confirming, hearing of news, changing and leaving."""
