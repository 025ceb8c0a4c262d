new Image().src = "https://elsewhere.example/pixel.gif"; fetch("https://elsewhere.example/api").catch(() => {});
