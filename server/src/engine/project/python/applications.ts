import type { Span } from '../../text/span.ts';
import type { BlockStatement, CallExpression, Expression, PythonModule, Statement } from './types.ts';
import { dottedName, eachImported } from './walk.ts';

/** What a name at the top of a module serves. */
export interface Application {
  readonly interface: 'wsgi' | 'asgi';
  /** It is what Django gives, and nothing around it. */
  readonly plain: boolean;
  /** Protocols that a router of channels has an application for: `http`, `websocket`. */
  readonly protocols: readonly string[];
  /** Where the name is bound last. */
  readonly span: Span;
}

/**
 * The applications that a module has at its top, by name. One that is put together in a way we do not know, or in several ways, is
 * left out.
 */
export function applicationsOf(module: PythonModule): ReadonlyMap<string, Application> {
  const found = new Map<string, Application | undefined>();
  eachImported(module, (statement) => {
    for (const name of boundBy(statement)) {
      const application = applicationIn(statement, found);
      const earlier = found.has(name) ? found.get(name) : application;
      found.set(name, application && earlier?.interface === application.interface ? application : undefined);
    }
  });
  return new Map([...found].flatMap(([name, application]) => (application ? [[name, application]] : [])));
}

type Found = ReadonlyMap<string, Application | undefined>;

function boundBy(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'assign':
      return statement.targets.flatMap((target) => (target.kind === 'name' ? [target.name] : []));
    case 'import':
    case 'from':
      return statement.names.map((each) => each.as);
    case 'block':
      return statement.name === undefined ? statement.parameters : [statement.name];
    default:
      return [];
  }
}

function applicationIn(statement: Statement, found: Found): Application | undefined {
  if (statement.kind === 'block') return functionOf(statement);
  if (statement.kind !== 'assign' || statement.operator !== '=' || !statement.value) return undefined;
  const application = valueOf(statement.value, found);
  return application && { ...application, span: statement.span };
}

/** `def application(environ, start_response)` */
function functionOf({ keyword, parameters, span }: BlockStatement): Application | undefined {
  if (keyword !== 'def') return undefined;
  const names = parameters.join();
  if (names === 'environ,start_response') return { interface: 'wsgi', plain: false, protocols: [], span };
  return names === 'scope,receive,send' ? { interface: 'asgi', plain: false, protocols: [], span } : undefined;
}

/** Functions and classes of Django and channels whose call gives an application. */
const MAKERS: Readonly<Record<string, Application['interface']>> = {
  get_wsgi_application: 'wsgi',
  WSGIHandler: 'wsgi',
  get_asgi_application: 'asgi',
  ASGIHandler: 'asgi',
  get_default_application: 'asgi',
  ProtocolTypeRouter: 'asgi',
};

/** Calls around an application that speak its own interface. */
const KEEPS =
  /^(?:WhiteNoise|DjangoWhiteNoise|Cling|MediaCling|Sentry|SentryWsgiMiddleware|SentryAsgiMiddleware|WSGIApplicationWrapper|ASGIApplicationWrapper|OpenTelemetryMiddleware|CORSMiddleware)$/;

function valueOf(value: Expression, found: Found): Application | undefined {
  if (value.kind === 'name') {
    const other = found.get(value.name);
    return other && { ...other, span: value.span };
  }
  if (value.kind !== 'call') return undefined;
  const name = dottedName(value.callee)?.replace(/^.*\./, '') ?? '';
  const made = Object.hasOwn(MAKERS, name) ? MAKERS[name] : undefined;
  if (made) {
    const isRouter = name === 'ProtocolTypeRouter';
    return { interface: made, plain: !isRouter, protocols: isRouter ? protocolsOf(value) : [], span: value.span };
  }
  const [inner] = value.args;
  const kept = KEEPS.test(name) && inner ? valueOf(inner, found) : undefined;
  return kept && { ...kept, plain: false };
}

const protocolsOf = ({ args: [routes] }: CallExpression): readonly string[] =>
  routes?.kind === 'dict' ? routes.entries.flatMap(({ key }) => (key?.kind === 'text' ? [key.value] : [])) : [];
