// The rules of html-validate for our pages: the recommended ones. Every
// exception says why it is one.
export default {
  root: true,
  extends: ["html-validate:recommended"],
};
