// The rules of html-validate for our pages: the recommended ones. Every
// exception says why it is one.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // <!doctype html> in small letters is as valid as in capitals.
    "doctype-style": "off",

    // A wide table scrolls in a <div role="region" tabindex="0"> with a label,
    // so that the keyboard reaches it; <section> would begin a part of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],

    // The rule's limit of 70 characters is advice for search engines. Titles
    // here are those of official papers and meetings, which are long and are
    // not ours to cut.
    "long-title": "off",

    // Ids are made from headings, and "1. Kết quả" gives "1-ket-qua": HTML
    // allows an id to begin with a digit, only CSS selectors must escape it.
    "valid-id": ["error", { relaxed: true }],
  },
};
