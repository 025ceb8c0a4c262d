console.error("hỏng rồi"); throw new Error("không chạy được");
