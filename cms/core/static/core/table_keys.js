/* Sends, beside a table, what it was when the form was opened: rows and columns keep their identity. */
(() => {
  class KeyedTableInput {
    constructor(options, strings) {
      const Table = window.telepath.constructors["wagtail.widgets.TableInput"];
      this.table = new Table(options, strings);
    }

    render(placeholder, name, id, initialState) {
      const bound = this.table.render(placeholder, name, id, initialState);
      const before = document.createElement("input");
      before.type = "hidden";
      before.name = `${name}-before`;
      before.value = JSON.stringify(initialState);
      document.getElementById(id).after(before);
      return bound;
    }
  }

  window.telepath.register("cms.KeyedTableInput", KeyedTableInput);
})();
