/**
 * Middleware that answers no request by itself, neither with a page of its own nor with a redirect that we do not account for.
 * Sources: the middleware of Django 5.2, and the code of the packages; read on 2026-11-21.
 */
const PASSING: ReadonlySet<string> = new Set(
  `django.middleware.security.SecurityMiddleware django.contrib.sessions.middleware.SessionMiddleware
  django.middleware.common.CommonMiddleware django.middleware.csrf.CsrfViewMiddleware django.middleware.gzip.GZipMiddleware
  django.contrib.auth.middleware.AuthenticationMiddleware django.contrib.auth.middleware.RemoteUserMiddleware
  django.contrib.auth.middleware.LoginRequiredMiddleware django.contrib.messages.middleware.MessageMiddleware
  django.middleware.clickjacking.XFrameOptionsMiddleware django.middleware.http.ConditionalGetMiddleware
  django.middleware.common.BrokenLinkEmailsMiddleware django.contrib.sites.middleware.CurrentSiteMiddleware
  django.middleware.csp.ContentSecurityPolicyMiddleware
  whitenoise.middleware.WhiteNoiseMiddleware corsheaders.middleware.CorsMiddleware allauth.account.middleware.AccountMiddleware
  django_htmx.middleware.HtmxMiddleware simple_history.middleware.HistoryRequestMiddleware csp.middleware.CSPMiddleware
  django_prometheus.middleware.PrometheusBeforeMiddleware django_prometheus.middleware.PrometheusAfterMiddleware
  auditlog.middleware.AuditlogMiddleware crum.CurrentRequestUserMiddleware django_structlog.middlewares.RequestMiddleware
  debug_toolbar.middleware.DebugToolbarMiddleware django_user_agents.middleware.UserAgentMiddleware
  social_django.middleware.SocialAuthExceptionMiddleware waffle.middleware.WaffleMiddleware
  reversion.middleware.RevisionMiddleware django_permissions_policy.PermissionsPolicyMiddleware
  django_browser_reload.middleware.BrowserReloadMiddleware axes.middleware.AxesMiddleware`
    .trim()
    .split(/\s+/),
);

export const passesRequests = (middleware: string): boolean => PASSING.has(middleware);
