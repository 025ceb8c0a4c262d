// Holds the HTML of a mail, named by its file, against what mail programs support, as
// caniemail.com has tested them, and prints what does not work where: {"feature": ["program"]}.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

const programs = [
  "apple-mail.ios", "apple-mail.macos", "gmail.android", "gmail.desktop-webmail", "gmail.ios", "gmail.mobile-webmail",
  "outlook.android", "outlook.ios", "outlook.macos", "outlook.outlook-com", "outlook.windows", "outlook.windows-mail",
  "samsung-email.android", "thunderbird.macos", "yahoo.desktop-webmail",
];
const html = readFileSync(process.argv[2], "utf8");
const missing = {};
for (const program of programs) {
  for (const [client, issues] of caniemail({ clients: [program], html }).issues.errors) {
    for (const { title } of issues) {
      (missing[title] ??= []).push(client);
    }
  }
}
process.stdout.write(JSON.stringify(missing));
