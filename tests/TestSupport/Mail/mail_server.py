"""A real mail server on loopback ports for tests: aiosmtpd takes mail and delivers it to maildirs, dovecot serves them over IMAP.

usage: mail_server.py BASE [--certificate FILE --key FILE] [--user NAME --password WORD] [--vouch NAME] [--introspect URL]

Prints one line of JSON with the ports and serves until standard input ends, so that it never outlives the test run that
started it. Any address in example.test is an account with the password "pw". BASE/answers.json (optional, read at every
command) maps "rcpt:ADDRESS", "mail:ADDRESS" or "data:ADDRESS" to the SMTP reply to give instead, or to "drop" to cut the connection.
"""
import argparse, asyncio, base64, contextlib, email, email.utils, grp, json, os, pwd, re, socket, ssl, subprocess, sys, time, urllib.error, urllib.request

from aiosmtpd.smtp import SMTP, AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument('base')
arguments.add_argument('--certificate')
arguments.add_argument('--key')
arguments.add_argument('--user')
arguments.add_argument('--password')
arguments.add_argument('--vouch')
arguments.add_argument('--introspect')
options = arguments.parse_args()
base = options.base
root = os.getuid() == 0
owner = pwd.getpwnam('mail') if root else pwd.getpwuid(os.getuid())


@contextlib.contextmanager
def as_owner():
    """What is made meanwhile belongs to dovecot's mail user from its first moment: somebody may be opening the mailbox."""
    if root:
        os.setegid(owner.pw_gid)
        os.seteuid(owner.pw_uid)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
            os.setegid(0)


count = 0


def deliver(address, content):
    global count
    count += 1
    maildir = os.path.join(base, 'home', address.lower(), 'Maildir')
    name = f'{time.time():.6f}.{os.getpid()}_{count}.localhost'
    temporary = os.path.join(maildir, 'tmp', name)
    with as_owner():
        for part in ('tmp', 'new', 'cur'):
            os.makedirs(os.path.join(maildir, part), 0o700, exist_ok=True)
        with open(temporary, 'wb') as file:
            file.write(content)
        os.rename(temporary, os.path.join(maildir, 'new', name))


def stamp(envelope):
    """Says on top of a mail who vouches for it, as a server does that checks signatures: here a mail is signed when it is sent by the domain in From."""
    content = envelope.original_content
    if not options.vouch:
        return content
    domain = email.utils.parseaddr(email.message_from_bytes(content)['From'] or '')[1].rpartition('@')[2]
    verdict = 'pass' if envelope.mail_from.rpartition('@')[2] == domain else 'fail'
    return f'Authentication-Results: {options.vouch}; dkim={verdict} header.d={domain}\r\n'.encode() + content


class Delivery:
    def answer(self, server, key):
        try:
            with open(os.path.join(base, 'answers.json'), encoding='utf-8') as file:
                reply = json.load(file).get(key.lower())
        except FileNotFoundError:
            return None
        if reply == 'drop':
            server.transport.abort()
            return '421 4.3.2 dropped'
        return reply

    async def auth_XOAUTH2(self, server, words):
        """Believes an access token that the endpoint vouches for, for the user that it was given to."""
        said = base64.b64decode(words[1] if len(words) > 1 else await server.challenge_auth(''))
        fields = dict(part.split('=', 1) for part in said.decode().split('\x01') if part)
        user = await asyncio.get_running_loop().run_in_executor(None, owner_of, fields.get('auth', '').removeprefix('Bearer '))
        if user and user == fields.get('user'):
            return AuthResult(success=True, auth_data=user)
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if reply := self.answer(server, 'mail:' + address):
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return '250 2.1.0 OK'

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if reply := self.answer(server, 'rcpt:' + address):
            return reply
        if not address.lower().endswith('@example.test'):
            return '550 5.1.1 no such domain here'
        envelope.rcpt_tos.append(address)
        return '250 2.1.5 OK'

    async def handle_DATA(self, server, session, envelope):
        for address in envelope.rcpt_tos:
            if reply := self.answer(server, 'data:' + address):
                return reply
        for address in envelope.rcpt_tos:
            deliver(re.sub(r'\+[^@]*', '', address), stamp(envelope))
        return '250 2.0.0 delivered'


def owner_of(token):
    """Whom an access token was given to; None for one that is not good."""
    try:
        with urllib.request.urlopen(urllib.request.Request(options.introspect, headers={'Authorization': 'Bearer ' + token})) as answer:
            return json.load(answer).get('username')
    except urllib.error.HTTPError:
        return None


def authenticate(server, session, envelope, mechanism, data):
    given = (data.login.decode(), data.password.decode()) if hasattr(data, 'login') else None
    return AuthResult(success=given == (options.user, options.password), handled=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def listens(port, process):
    """Waits until something listens; false when the process ended instead."""
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(('127.0.0.1', port)) == 0:
                return True
        time.sleep(0.02)
    return False


def start_dovecot():
    internal, login = ('dovecot', 'dovenull') if root else (owner.pw_name, owner.pw_name)
    internal_group = 'dovecot' if root else grp.getgrgid(os.getgid()).gr_name
    for part in ('base', 'state'):
        os.makedirs(os.path.join(base, part), exist_ok=True)
    os.mkdir(os.path.join(base, 'home'), 0o700)
    if root:
        os.chown(os.path.join(base, 'home'), owner.pw_uid, owner.pw_gid)
    for _ in range(5):
        port, tls_port = free_port(), free_port() if options.certificate else 0
        tls = f'ssl = yes\nssl_cert = <{options.certificate}\nssl_key = <{options.key}' if options.certificate else 'ssl = no'
        secrets = 'passdb {\n  driver = static\n  args = password=pw\n}'
        if options.introspect:
            oauth = os.path.join(base, 'oauth2.conf')
            with open(oauth, 'w', encoding='utf-8') as file:
                file.write(f'introspection_mode = auth\nintrospection_url = {options.introspect}\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n')
            secrets = f'auth_mechanisms = plain login xoauth2\npassdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  args = {oauth}\n}}\n' + secrets.replace('static\n', 'static\n  mechanisms = plain login\n')
        config = os.path.join(base, 'dovecot.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'''
base_dir = {base}/base
state_dir = {base}/state
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
{tls}
disable_plaintext_auth = no
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 0
mail_location = maildir:~/Maildir
mail_fsync = never
mailbox_idle_check_interval = 1s
maildir_very_dirty_syncs = no
{secrets}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid if root else os.getgid()} home={base}/home/%Lu
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
''')
        with open(os.path.join(base, 'dovecot.out'), 'ab') as output:
            process = subprocess.Popen(['/usr/sbin/dovecot', '-F', '-c', config], stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        if listens(port, process):
            return process, port, tls_port
    raise SystemExit('dovecot did not start; see dovecot.log and dovecot.out in ' + base)


async def serve():
    loop = asyncio.get_running_loop()
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    secrets = {}
    if options.introspect:
        secrets = {'auth_required': True, 'auth_require_tls': False}
    if options.user:
        secrets = {'authenticator': authenticate, 'auth_required': True, 'auth_require_tls': False}

    async def listen(tls, **more):
        def accept():
            with open(os.path.join(base, 'connections'), 'ab') as file:
                file.write(b'.')  # one byte per connection: the length is the count
            return SMTP(Delivery(), enable_SMTPUTF8=True, loop=loop, **secrets, **more)

        server = await loop.create_server(accept, '127.0.0.1', 0, ssl=tls)
        return server.sockets[0].getsockname()[1]

    dovecot, imap, imaps = start_dovecot()
    try:
        ports = {'imap': imap, 'imaps': imaps, 'smtp': await listen(None, tls_context=context)}
        if context:
            ports['smtps'] = await listen(context)
        print(json.dumps(ports), flush=True)
        await loop.run_in_executor(None, sys.stdin.read)
    finally:
        dovecot.terminate()
        dovecot.wait()


asyncio.run(serve())
