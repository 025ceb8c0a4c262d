document.querySelector("main").insertAdjacentHTML("beforeend", "<p>" + "Chữ này do tập lệnh viết ra. ".repeat(20) + "</p>");
