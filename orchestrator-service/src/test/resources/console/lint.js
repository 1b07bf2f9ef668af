/*
 * The console's house rules, on the syntax tree that acorn makes of each module.
 *
 * lint(files): files is an array of [path, text]; the answer is an array of sentences, empty where all is well.
 */
const lint = (() => {
  const WIDTH = 120;
  const GLOBALS = new Set(
    (
      'AbortSignal Array Boolean CustomEvent Date Error EventSource HTMLElement Infinity Intl JSON Map Math Number' +
      ' Object Promise ResizeObserver Set String URL URLSearchParams clearInterval clearTimeout customElements' +
      ' decodeURIComponent document encodeURIComponent fetch getComputedStyle location matchMedia performance' +
      ' setInterval setTimeout undefined window requestAnimationFrame localStorage history NaN crypto'
    ).split(' '),
  );

  /** Every node with its parent, outermost first. */
  function nodesOf(node, parent, found = []) {
    found.push([node, parent]);
    for (const key in node) {
      const value = node[key];
      if (value === null || typeof value !== 'object' || key === 'loc') {
        continue;
      }
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child.type === 'string') {
          nodesOf(child, node, found);
        }
      }
    }
    return found;
  }

  /** What cannot be parsed has a fault and an empty tree. */
  function parsed([path, text]) {
    const parse = (source) => acorn.parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
    try {
      const tree = parse(text);
      return { path, text, tree, nodes: nodesOf(tree), faults: [] };
    } catch (malformed) {
      const faults = [`${path}: cannot be parsed: ${malformed.message}`];
      return { path, text, tree: parse(''), nodes: [], faults };
    }
  }

  /** Names that a pattern binds. */
  function bound(pattern) {
    switch (pattern?.type) {
      case 'Identifier':
        return [pattern.name];
      case 'ObjectPattern':
        return pattern.properties.flatMap((one) => bound(one.argument ?? one.value));
      case 'ArrayPattern':
        return pattern.elements.flatMap(bound);
      case 'AssignmentPattern':
        return bound(pattern.left);
      case 'RestElement':
        return bound(pattern.argument);
      default:
        return [];
    }
  }

  function declaredIn(node) {
    switch (node.type) {
      case 'VariableDeclarator':
        return bound(node.id);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return [...bound(node.id), ...node.params.flatMap(bound)];
      case 'ClassDeclaration':
        return bound(node.id);
      case 'CatchClause':
        return bound(node.param);
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        return [node.local.name];
      default:
        return [];
    }
  }

  /** Whether an identifier stands for a value, and is no key, label or declaration. */
  function isRead(node, parent) {
    const isKey =
      (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
      (parent.type === 'Property' && parent.key === node && !parent.computed && parent.value !== node) ||
      ((parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') && parent.key === node);
    return node.type === 'Identifier' && !isKey && !/^(Import|Export(Specifier|All))/.test(parent.type);
  }

  function* layout({ path, text }) {
    const lines = text.split('\n');
    for (const [i, line] of lines.entries()) {
      if (line.length > WIDTH) {
        yield `${path}:${i + 1}: has ${line.length} characters, allowed are ${WIDTH}`;
      }
      if (/\s$/.test(line) || line.includes('\t')) {
        yield `${path}:${i + 1}: ends in white space, or has a tab`;
      }
      const indent = line.length - line.trimStart().length;
      if (indent % 2 === 1 && !line.trimStart().startsWith('*')) {
        yield `${path}:${i + 1}: is indented by ${indent} spaces`;
      }
    }
    if (lines.at(-1) !== '') {
      yield `${path}: does not end with a line feed`;
    }
  }

  function* statements({ path, nodes }) {
    for (const [node] of nodes) {
      const body = Array.isArray(node.body) ? node.body : node.type === 'SwitchCase' ? node.consequent : [];
      for (const [i, statement] of body.entries()) {
        const before = i > 0 ? body[i - 1].loc.end.line : node.type === 'BlockStatement' ? node.loc.start.line : 0;
        if (statement.loc.start.line === before) {
          yield `${path}:${statement.loc.start.line}: has more than one statement`;
        }
      }
      if (node.type === 'IfStatement' && node.consequent.type !== 'BlockStatement') {
        yield `${path}:${node.loc.start.line}: is an if without braces`;
      }
    }
  }

  function* words({ path, nodes }) {
    const written = new Set();
    for (const [node] of nodes) {
      if (node.type === 'AssignmentExpression') {
        bound(node.left).forEach((name) => written.add(name));
      } else if (node.type === 'UpdateExpression') {
        bound(node.argument).forEach((name) => written.add(name));
      }
    }
    for (const [node, parent] of nodes) {
      const line = `${path}:${node.loc.start.line}`;
      if (node.type === 'VariableDeclaration' && node.kind === 'var') {
        yield `${line}: says var`;
      }
      const isAssignedLater = (one) => one.init && !bound(one.id).some((name) => written.has(name));
      if (node.type === 'VariableDeclaration' && node.kind === 'let' && node.declarations.some(isAssignedLater)) {
        yield `${line}: says let of what never changes`;
      }
      const isNull = (one) => one.type === 'Literal' && one.value === null;
      if (node.type === 'BinaryExpression' && /^[!=]=$/.test(node.operator) && !isNull(node.right)) {
        yield `${line}: compares with ${node.operator}`;
      }
      if (node.type === 'DebuggerStatement' || (parent?.type === 'MemberExpression' && node.name === 'console')) {
        yield `${line}: is left from debugging`;
      }
    }
  }

  /** Names are looked for in the whole module: what is shadowed, this does not see. */
  function* names({ path, tree, nodes }) {
    const declared = new Set(nodes.flatMap(([node]) => declaredIn(node)));
    const uses = new Map();
    for (const [node, parent] of nodes) {
      if (parent && isRead(node, parent)) {
        uses.set(node.name, (uses.get(node.name) ?? 0) + 1);
        if (!declared.has(node.name) && !GLOBALS.has(node.name)) {
          yield `${path}:${node.loc.start.line}: ${node.name} is declared nowhere`;
        }
      }
    }
    for (const statement of tree.body) {
      for (const name of topLevelNames(statement)) {
        const own = statement.type === 'ImportDeclaration' ? 0 : 1;
        if ((uses.get(name) ?? 0) <= own) {
          yield `${path}:${statement.loc.start.line}: ${name} is not used`;
        }
      }
    }
  }

  function topLevelNames(statement) {
    switch (statement.type) {
      case 'ImportDeclaration':
        return statement.specifiers.map((one) => one.local.name);
      case 'VariableDeclaration':
        return statement.declarations.flatMap((one) => bound(one.id));
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return [statement.id.name];
      default:
        return [];
    }
  }

  function exportsOf({ tree }) {
    return tree.body.flatMap((statement) => {
      if (statement.type === 'ExportAllDeclaration') {
        return [statement.exported?.name ?? '*'];
      }
      if (statement.type !== 'ExportNamedDeclaration') {
        return [];
      }
      return statement.declaration
        ? topLevelNames(statement.declaration)
        : statement.specifiers.map((one) => one.exported.name);
    });
  }

  function target(from, source) {
    const parts = from.split('/').slice(0, -1);
    for (const part of source.split('/')) {
      if (part === '..') {
        parts.pop();
      } else if (part !== '.') {
        parts.push(part);
      }
    }
    return parts.join('/');
  }

  function* modules(all, entries) {
    const exported = new Map(all.map((module) => [module.path, new Set(exportsOf(module))]));
    const wanted = new Set();
    const reached = new Set(entries);
    for (const { path, tree } of all) {
      for (const statement of tree.body.filter((one) => one.type === 'ImportDeclaration')) {
        const file = target(path, statement.source.value);
        reached.add(file);
        if (!exported.has(file)) {
          yield `${path}:${statement.loc.start.line}: imports ${statement.source.value}, which is not there`;
          continue;
        }
        for (const one of statement.specifiers) {
          wanted.add(`${file} ${one.imported.name}`);
          if (!exported.get(file).has(one.imported.name)) {
            yield `${path}:${statement.loc.start.line}: ${one.imported.name} is not exported by ${file}`;
          }
        }
      }
    }
    for (const [path, names] of exported) {
      if (!reached.has(path)) {
        yield `${path}: is imported nowhere`;
      }
      for (const name of names) {
        if (!wanted.has(`${path} ${name}`)) {
          yield `${path}: exports ${name}, which nothing imports`;
        }
      }
    }
  }

  return (files, entries) => {
    const all = files.map(parsed);
    return [
      ...all.flatMap((module) => module.faults),
      ...all.flatMap((module) => [...layout(module), ...statements(module), ...words(module), ...names(module)]),
      ...modules(all, entries),
    ];
  };
})();
