import type { Call } from './call.ts';
import { optionTable, readArguments, valuesOf } from './options.ts';
import type { DownloadTool } from './types.ts';

const CURL = optionTable(
  `--abstract-unix-socket=, --alt-svc=, --aws-sigv4=, --cacert=, --capath=, -E --cert=, --cert-type=, --ciphers=, -K --config=
   --connect-timeout=, --connect-to=, -C --continue-at=, -b --cookie=, -c --cookie-jar=, --create-file-mode=, --crlfile=, --curves=
   -d --data=, --data-ascii=, --data-binary=, --data-raw=, --data-urlencode=, --delegation=, --dns-interface=, --dns-ipv4-addr=
   --dns-ipv6-addr=, --dns-servers=, --doh-url=, -D --dump-header=, --engine=, --etag-compare=, --etag-save=, --expect100-timeout=
   -F --form=, --form-string=, -P --ftp-port=, -H --header=, --hsts=, --interface=, --json=, --keepalive-time=, --key=, --key-type=
   --krb=, --limit-rate=, --local-port=, --login-options=, --mail-auth=, --mail-from=, --mail-rcpt=, --max-filesize=, --max-redirs=
   -m --max-time=, --netrc-file=, --noproxy=, --oauth2-bearer=, -o --output=, --output-dir=, --parallel-max=, --pass=
   --pinnedpubkey=, --proto=, --proto-default=, --proto-redir=, -x --proxy=, --proxy-cacert=, --proxy-cert=, --proxy-header=
   --proxy-key=, --proxy-pass=, -U --proxy-user=, --preproxy=, --pubkey=, -Q --quote=, -r --range=, --rate=, -e --referer=, -X --request=
   --request-target=, --resolve=, --retry=, --retry-delay=, --retry-max-time=, --socks4=, --socks4a=, --socks5=, --socks5-hostname=
   -Y --speed-limit=, -y --speed-time=, --stderr=, -t --telnet-option=, -z --time-cond=, --tls-max=, --tls13-ciphers=, --trace=
   --trace-ascii=, --unix-socket=, -T --upload-file=, --url=, --url-query=, -u --user=, -A --user-agent=, -w --write-out=
   -f --fail, --fail-with-body, -s --silent, -S --show-error, -L --location, -k --insecure, -O --remote-name, -J --remote-header-name
   -I --head, -i --include, -v --verbose, -g --globoff, -G --get, -N --no-buffer, -q --disable, -n --netrc, -4 --ipv4, -6 --ipv6
   --compressed, --create-dirs, --http1.1, --http2, --tlsv1.2, --retry-connrefused, --retry-all-errors, -# --progress-bar`,
  { abbreviations: true },
);

const WGET = optionTable(
  `-e --execute=, -o --output-file=, -a --append-output=, --report-speed=, -i --input-file=, -B --base=, --config=, --rejected-log=
   -t --tries=, --retry-on-http-error=, -O --output-document=, --start-pos=, --progress=, -T --timeout=, --dns-timeout=
   --connect-timeout=, --read-timeout=, -w --wait=, --waitretry=, -Q --quota=, --bind-address=, --limit-rate=
   --restrict-file-names=, --prefer-family=, --user=, --password=, --local-encoding=, --remote-encoding=, -P --directory-prefix=
   --cut-dirs=, --http-user=, --http-password=, --default-page=, --header=, --compression=, --proxy-user=, --proxy-password=
   --referer=, -U --user-agent=, --load-cookies=, --save-cookies=, --post-data=, --post-file=, --method=, --body-data=, --body-file=
   --secure-protocol=, --certificate=, --private-key=, --ca-certificate=, --ca-directory=, --crl-file=, --ciphers=, --ftp-user=
   --ftp-password=, -l --level=, -A --accept=, -R --reject=, -D --domains=, -I --include-directories=, -X --exclude-directories=, -Y=
   -q --quiet, -v --verbose, -c --continue, -N --timestamping, -S --server-response, --spider, --no-check-certificate, --show-progress
   --no-verbose, --content-disposition, --https-only, -r --recursive, -4 --inet4-only, -6 --inet6-only`,
  { abbreviations: true },
);

export function readDownload({ program, name, args }: Call): DownloadTool | undefined {
  if (name !== 'curl' && name !== 'wget') return undefined;
  const { options, positionals } = readArguments(args, name === 'curl' ? CURL : WGET);
  return { kind: 'download', front: name, program, options, urls: [...positionals, ...valuesOf(options, '--url')] };
}
